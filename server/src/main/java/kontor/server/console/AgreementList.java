package kontor.server.console;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.SettlementModel;
import kontor.readside.AgreementDetails;
import kontor.readside.AgreementRow;
import kontor.readside.AnnexRow;
import kontor.readside.Queries;
import kontor.server.governance.Holding;
import org.jspecify.annotations.Nullable;

/// What the list of agreements shows.
///
/// @param lines agreements with annexes, by number
/// @param entered versions of those that were entered in one step
record AgreementList(List<Line> lines, List<Agreement> entered) {

  /// @param model how its payments settle; null while no annex says so
  record Line(AgreementRow row, Period period, @Nullable SettlementModel model) {}

  static AgreementList of(Queries queries) {
    int today = ZoneOffsets.dayOf(queries.health().timestampMs());
    List<Line> lines = new ArrayList<>();
    for (AgreementRow row : queries.livingAgreements()) {
      AgreementDetails details = queries.livingAgreement(row.frame().id());
      lines.add(
          new Line(row, Period.of(row), details == null ? null : model(details, today)));
    }
    return new AgreementList(lines, queries.agreements());
  }

  /// By the annex that holds on a day, or else by the first one there is.
  static @Nullable SettlementModel model(AgreementDetails details, int day) {
    AnnexRow holding = Holding.of(details, AnnexKind.SETTLEMENT, day);
    List<AnnexRow> annexes = holding == null ? details.annexes() : List.of(holding);
    for (AnnexRow row : annexes) {
      if (row.annex().terms() instanceof AnnexTerms.Settlement settlement) {
        return settlement.model();
      }
    }
    return null;
  }
}
