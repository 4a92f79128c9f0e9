package kontor.server.agreement;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementFrame.Party;
import kontor.engine.annex.AgreementFrame.Ratification;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;

/// The frame of an agreement (F01).
///
/// ```
/// agreement 1 "Payments in local money"
///   party CIBRBRB0 BR BRL                 institution, country, money; two or more
///   party CIARARB0 AR ARS
///   law "Decision 25/07"                  reference to the governing law
///   zone America/Sao_Paulo                whose midnight begins and ends the agreement
///   from 2026-01-01 until 2030-12-31      both included; without an end it has none
///   run-off 360 days                      after its end
///   ratification needed                   or not-needed
/// ```
final class FramePart extends Part {

  static final String WORDS = "party, law, zone, from, run-off, ratification";
  private static final int PARTIES_MAX = 32;
  private static final int RUN_OFF_DAYS_MAX = 10 * 366;

  private final int id;
  private final String name;
  private final List<Party> parties = new ArrayList<>();
  private String law = "";
  private String zone = "";
  private int fromDay;
  private int untilDay = Agreement.OPEN_END;
  private int runOffDays;
  private Ratification ratification = Ratification.NOT_NEEDED;

  FramePart(int line, int id, String name, Names names) {
    super(line, "agreement " + id, names);
    this.id = id;
    this.name = name;
  }

  @Override
  void statement(String word, Words words) throws Words.Fault {
    switch (word) {
      case "party" -> party(words);
      case "law" -> {
        once("law");
        law = words.name("a reference to the governing law, in quotes");
      }
      case "zone" -> {
        once("zone");
        zone = names().zone(words).zone();
      }
      case "from" -> {
        once("from");
        fromDay = Spelling.day(words);
        untilDay = until(words, fromDay);
      }
      case "run-off" -> {
        once("run-off");
        runOffDays = days(words, 0, RUN_OFF_DAYS_MAX);
      }
      case "ratification" -> {
        once("ratification");
        ratification = words.oneOf(Ratification.class);
      }
      default -> throw unknown(word, WORDS);
    }
  }

  /// `360 days`.
  static int days(Words words, int from, int to) throws Words.Fault {
    int days = words.wholeNumber("a number of days", from, to);
    words.expect("days");
    return days;
  }

  /// The end of a time, if one is written.
  static int until(Words words, int fromDay) throws Words.Fault {
    if (!words.takes("until")) {
      return Agreement.OPEN_END;
    }
    int untilDay = Spelling.day(words);
    if (untilDay < fromDay) {
      throw new Words.Fault(
          "it ends on " + Spelling.day(untilDay) + ", before it begins on "
              + Spelling.day(fromDay),
          "write a last day that is not before the first");
    }
    return untilDay;
  }

  private void party(Words words) throws Words.Fault {
    ParticipantId institution = Spelling.bic(words);
    once("party " + institution);
    String country = names().country(words);
    Currency money = names().currency(words);
    if (parties.size() == PARTIES_MAX) {
      throw new Words.Fault("more than " + PARTIES_MAX + " parties", "part the agreement");
    }
    parties.add(new Party(institution, country, money));
  }

  AgreementFrame frame() {
    return new AgreementFrame(
        id, name, parties, law, zone, fromDay, untilDay, runOffDays, ratification);
  }

  void check() {
    if (parties.size() < 2) {
      complain("party",
          parties.isEmpty() ? "it has no parties" : "it has one party only",
          "write a line for each: party BIC COUNTRY CURRENCY");
    }
    need("law", "law \"reference to the governing law\"");
    need("zone", "zone America/Sao_Paulo");
    need("from", "from 2026-01-01");
    if (!says("from")) {
      return;
    }
    for (Party party : parties) {
      String next = names().fallen(party.money(), fromDay);
      if (next != null) {
        complain("party " + party.institution(),
            party.money() + " is no longer money on " + Spelling.day(fromDay),
            next.isEmpty() ? "name the money of that day" : "write " + next);
      }
      Integer first = names().firstDay(party.money(), fromDay);
      if (first != null) {
        complain("party " + party.institution(),
            party.money() + " is no money before " + Spelling.day(first),
            "name the money of " + Spelling.day(fromDay) + ", or begin on a later day");
      }
    }
  }
}
