package kontor.server.console;

import java.util.List;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.ParticipantId;
import kontor.readside.AgreementRow;
import kontor.readside.MemberRow;
import kontor.readside.MemberStepRow;
import kontor.readside.Queries;
import org.jspecify.annotations.Nullable;

/// What the page of one participant shows: how it stands, over which accounts it settles, and how
/// it came to its standing.
///
/// @param agreements with annexes, of which it is a party
record MemberPage(
    MemberRow row,
    List<AccountId> accounts,
    List<AgreementRow> agreements,
    List<MemberStepRow> steps) {

  static @Nullable MemberPage of(Queries queries, ParticipantId participant) {
    for (MemberRow row : queries.directory()) {
      if (row.line().participant().equals(participant)) {
        return new MemberPage(
            row,
            queries.settlementAccounts(participant),
            queries.livingAgreements().stream()
                .filter(agreement -> agreement.frame().isParty(participant))
                .toList(),
            queries.directorySteps(participant));
      }
    }
    return null;
  }

  /// Whether it settles over the account of another one.
  static boolean isIndirect(MemberRow row) {
    return !row.line().via().equals(row.line().participant())
        && row.line().kind().equals("INDIRECT_BANK");
  }
}
