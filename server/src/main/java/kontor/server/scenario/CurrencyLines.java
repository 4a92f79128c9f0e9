package kontor.server.scenario;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.governance.CalendarChange;
import kontor.engine.governance.CurrencyChange;
import kontor.engine.governance.Governance;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.rates.RedenominationPlan.OldCode;
import kontor.engine.rates.RedenominationPlan.Prices;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.server.governance.ZoneTables;

/// New units of money in a scenario (F04), on one line; what is in brackets may be left out.
///
/// ```
/// redenomination VES to VED factor 1000000 at 2021-10-01 America/Caracas
///   [rounding HALF_UP] [prices ROUNDED] [window 30] [old-code REFUSED] [by "A" and "B"]
/// ```
final class CurrencyLines {

  private static final String UTC = "UTC";

  private CurrencyLines() {}

  /// The plan, after the table of its zone.
  static List<Governance> redenomination(ScenarioLine line, ScenarioReader reader)
      throws ScenarioLine.Fault {
    Currency from = reader.currency(line);
    line.expect("to");
    Currency to = reader.currency(line);
    line.expect("factor");
    Rate factor = line.read("a factor such as 1000000", Rate::of);
    line.expect("at");
    int day = ScenarioReader.day(line);
    List<Governance> changes = new ArrayList<>();
    String zone = line.word("a time zone such as UTC");
    if (!zone.equals(UTC)) {
      changes.add(new CalendarChange.EnterZone(table(zone)));
    }
    Rounding rounding =
        line.takes("rounding") ? line.read("a rounding", Rounding::named) : Rounding.HALF_UP;
    if (rounding == Rounding.FIVE_STEP) {
      throw new ScenarioLine.Fault(
          "FIVE_STEP is for rates; allowed: HALF_UP, HALF_EVEN, UP, DOWN");
    }
    Prices prices = line.takes("prices") ? line.oneOf(Prices.class) : Prices.ROUNDED;
    int window = line.takes("window") ? line.wholeNumber("a number of days") : 0;
    OldCode oldCode = line.takes("old-code") ? line.oneOf(OldCode.class) : OldCode.REFUSED;
    changes.add(
        new CurrencyChange.ScheduleRedenomination(
            new RedenominationPlan(
                new Redenomination(from, to, factor, rounding),
                prices,
                zone,
                day,
                window,
                oldCode)));
    return changes;
  }

  private static ZoneOffsets table(String zone) throws ScenarioLine.Fault {
    try {
      return ZoneTables.of(zone);
    } catch (IllegalArgumentException e) {
      throw new ScenarioLine.Fault(
          "\"" + zone + "\" is no time zone; write a name such as America/Caracas");
    }
  }
}
