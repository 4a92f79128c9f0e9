package kontor.engine.annex;

import java.util.List;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;

/// The frame of an agreement (F01): who, under which law, from when to when. What is agreed about
/// settlement, rates, days and fees is in its annexes.
///
/// @param id the agreement's number
/// @param parties two or more, in the order in which they sign
/// @param governingLaw reference to the text of the law, in words
/// @param zone named time zone in which the agreement's days begin and end
/// @param fromDay first day in force, days since 1970-01-01
/// @param untilDay last day in force; {@link kontor.engine.terms.Agreement#OPEN_END} if none
/// @param runOffDays days after the last one in which what was accepted may still settle
public record AgreementFrame(
    int id,
    String name,
    List<Party> parties,
    String governingLaw,
    String zone,
    int fromDay,
    int untilDay,
    int runOffDays,
    Ratification ratification) {

  /// @param country ISO 3166 code of the country whose calendar counts
  /// @param money what the institution's own book is kept in
  public record Party(ParticipantId institution, String country, Currency money) {}

  /// Whether a signature is enough. The code is written to the log and never changes.
  public enum Ratification {
    NEEDED(1),
    NOT_NEEDED(2);

    private final int code;

    Ratification(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  public boolean isParty(ParticipantId institution) {
    return parties.stream().anyMatch(party -> party.institution().equals(institution));
  }

  /// Whether it is the money of a party.
  public boolean isMoney(Currency currency) {
    return parties.stream().anyMatch(party -> party.money().equals(currency));
  }

  /// The countries of the parties, each once, in their order.
  public List<String> countries() {
    return parties.stream().map(Party::country).distinct().toList();
  }
}
