package kontor.readside;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.Refusal;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.Rate;
import org.jspecify.annotations.Nullable;

/// The current row of a result, in the words of the engine.
final class Row {

  private final ResultSet results;
  private final Session session;

  Row(ResultSet results, Session session) {
    this.results = results;
    this.session = session;
  }

  Session session() {
    return session;
  }

  int number(String column) {
    return Math.toIntExact(longNumber(column));
  }

  long longNumber(String column) {
    try {
      return results.getLong(column);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  boolean isNull(String column) {
    try {
      return results.getObject(column) == null;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  @Nullable String textOrNull(String column) {
    try {
      return results.getString(column);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  String text(String column) {
    String text = textOrNull(column);
    if (text == null) {
      throw new IllegalStateException("a row lacks " + column);
    }
    return text;
  }

  byte[] bytes(String column) {
    try {
      byte[] bytes = results.getBytes(column);
      return bytes == null ? new byte[0] : bytes;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  Currency currency(String column) {
    return session.currency(text(column));
  }

  /// A sum whose currency is in the registry.
  Money money(String minorColumn, String currencyColumn) {
    return new Money(longNumber(minorColumn), currency(currencyColumn));
  }

  /// A sum that carries its digits in the row, as `prefix_minor`, `_currency` and `_digits`.
  Money moneyWithDigits(String prefix) {
    Currency currency = new Currency(text(prefix + "_currency"), number(prefix + "_digits"));
    return new Money(longNumber(prefix + "_minor"), currency);
  }

  Rate rate(String unscaledColumn, String scaleColumn) {
    return new Rate(longNumber(unscaledColumn), number(scaleColumn));
  }

  ParticipantId participant(String column) {
    return ParticipantId.ofBic(text(column));
  }

  @Nullable ParticipantId participantOrNull(String column) {
    String bic = textOrNull(column);
    return bic == null ? null : ParticipantId.ofBic(bic);
  }

  @Nullable PaymentId paymentOrNull(String column) {
    String uetr = textOrNull(column);
    return uetr == null ? null : PaymentId.ofUetr(uetr);
  }

  Digest digest(String column) {
    return digestOf(text(column));
  }

  @Nullable Digest digestOrNull(String column) {
    String hex = textOrNull(column);
    return hex == null ? null : digestOf(hex);
  }

  private static Digest digestOf(String hex) {
    int word = hex.length() / 4;
    return new Digest(
        Long.parseUnsignedLong(hex, 0, word, 16),
        Long.parseUnsignedLong(hex, word, 2 * word, 16),
        Long.parseUnsignedLong(hex, 2 * word, 3 * word, 16),
        Long.parseUnsignedLong(hex, 3 * word, 4 * word, 16));
  }

  /// An account named by `servicer`, `currency`, `owner` and `kind`, each behind the prefix.
  AccountId account(String prefix) {
    return new AccountId(
        participant(prefix + "servicer"),
        currency(prefix + "currency"),
        participant(prefix + "owner"),
        AccountKind.valueOf(text(prefix + "kind")));
  }

  @Nullable AccountId accountOrNull(String prefix) {
    return isNull(prefix + "servicer") ? null : account(prefix);
  }

  List<Refusal> refusals(String column) {
    return refusalsOf(text(column));
  }

  /// Reasons as one text, so that a person who reads the table sees them: `A,B`.
  static String textOf(List<Refusal> refusals) {
    return String.join(",", refusals.stream().map(Refusal::name).toList());
  }

  private static List<Refusal> refusalsOf(String names) {
    List<Refusal> refusals = new ArrayList<>();
    for (String name : names.split(",")) {
      if (!name.isEmpty()) {
        refusals.add(Refusal.valueOf(name));
      }
    }
    return List.copyOf(refusals);
  }

  /// The event that wrote the row.
  Moment moment() {
    return new Moment(
        longNumber("position"), number("event_index"), longNumber("timestamp_ms"));
  }

  /// A moment of a row with several, as `prefix_position`, `_index` and `_ms`.
  Moment moment(String prefix) {
    return new Moment(
        longNumber(prefix + "_position"), number(prefix + "_index"), longNumber(prefix + "_ms"));
  }

  @Nullable Moment momentOrNull(String prefix) {
    return isNull(prefix + "_position") ? null : moment(prefix);
  }

  static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ReadSideException unreadable(SQLException cause) {
    return new ReadSideException("a row of the read side is unreadable", cause);
  }
}
