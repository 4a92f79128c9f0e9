package kontor.engine.rates;

import java.util.HexFormat;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;

/// A provider's word to one client, for one payment (F09).
///
/// @param id given by the core, in the order of the log
/// @param ratePostedMs when the base rate was posted on which it rests
/// @param expiresAtMs first instant at which it can no longer be used
public record Quote(
    long id,
    ParticipantId client,
    ParticipantId provider,
    Rate rate,
    Money source,
    Money destination,
    long ratePostedMs,
    long expiresAtMs) {

  /// Ten minutes, as providers are obliged where the agreement says nothing else.
  public static final long VALIDITY_MS = 600_000;

  private static final String ID_START = "00000000-0000-4000-8000-";
  private static final int ID_DIGITS = 12;

  public static Quote of(long id, ParticipantId client, Quoting.Priced priced, long createdMs) {
    BaseRate base = priced.offer().base();
    return new Quote(
        id,
        client,
        base.provider(),
        priced.rate(),
        priced.source(),
        priced.destination(),
        base.postedMs(),
        createdMs + VALIDITY_MS);
  }

  /// The id in messages (ISO `QtId`), which has the form of a UUID of version 4: the number is in
  /// its last twelve digits.
  public static String text(long number) {
    return ID_START + HexFormat.of().toHexDigits(number, ID_DIGITS);
  }

  /// Number of the quote with that id; 0 if no quote can have it.
  public static long number(String text) {
    String digits = text.startsWith(ID_START) ? text.substring(ID_START.length()) : "";
    return digits.matches("[0-9a-f]{12}") ? HexFormat.fromHexDigitsToLong(digits) : 0;
  }

  public boolean isUsableAt(long timeMs) {
    return timeMs < expiresAtMs;
  }
}
