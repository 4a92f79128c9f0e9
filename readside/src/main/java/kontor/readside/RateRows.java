package kontor.readside;

import java.util.List;
import kontor.engine.RecordedEvent;
import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.governance.RateEvent;
import kontor.engine.governance.RateEvent.FixingProposed;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import org.jspecify.annotations.Nullable;

/// Writes and reads proposals of rates, and where fixings came from.
final class RateRows {

  private final Session session;

  RateRows(Session session) {
    this.session = session;
  }

  void apply(RecordedEvent at, @Nullable FourEyes by, RateEvent event) {
    switch (event) {
      case FixingProposed proposed ->
          session.run(
              "write/proposeRate",
              proposed.proposal(),
              proposed.when().agreement(),
              proposed.when().day(),
              by == null ? "" : by.maker(),
              by == null ? "" : by.checker(),
              GovernanceForm.bytes(proposed),
              at.timestampMs());
      case RateEvent.FixingApproved approved ->
          session.run(
              "write/approveRate",
              approved.proposal(),
              approved.party().bic(),
              by == null ? "" : by.maker(),
              by == null ? "" : by.checker(),
              at.timestampMs());
      case RateEvent.FixingDeclined declined ->
          end(declined.proposal(), RateProposalRow.State.DECLINED, declined.reason(), at);
      case RateEvent.FixingExpired expired ->
          end(expired.proposal(), RateProposalRow.State.EXPIRED, null, at);
      case RateEvent.FixingConfirmed confirmed -> confirm(at, confirmed);
      case RateEvent.PairUnconfirmed pair ->
          session.run(
              "write/setPairDay",
              pair.agreement(),
              pair.day(),
              pair.one().code(),
              pair.other().code(),
              PairDayRow.UNCONFIRMED,
              "",
              at.timestampMs());
      case RateEvent.FallbackTaken taken -> {
        session.run(
            "write/setPairDay",
            taken.agreement(),
            taken.day(),
            taken.one().code(),
            taken.other().code(),
            taken.rung().name(),
            taken.reason(),
            at.timestampMs());
        for (Fixing fixing : taken.fixings()) {
          origin(
              fixing, taken.rung().name(), taken.day(), taken.untilMs(), null, taken.reason());
        }
      }
    }
  }

  private void confirm(RecordedEvent at, RateEvent.FixingConfirmed confirmed) {
    end(confirmed.proposal(), RateProposalRow.State.CONFIRMED, null, at);
    Fixing first = confirmed.fixings().getFirst();
    boolean isInOrder = first.base().compareTo(first.quoted()) <= 0;
    session.run(
        "write/confirmPairDay",
        confirmed.reason(),
        at.timestampMs(),
        first.agreement(),
        confirmed.day(),
        (isInOrder ? first.base() : first.quoted()).code(),
        (isInOrder ? first.quoted() : first.base()).code());
    Rung taken = confirmed.rung();
    String rung = taken == null ? RateOriginRow.PRIMARY : taken.name();
    for (Fixing fixing : confirmed.fixings()) {
      origin(
          fixing, rung, confirmed.day(), confirmed.untilMs(), confirmed.proposal(),
          confirmed.reason());
    }
  }

  private void end(
      int proposal, RateProposalRow.State state, @Nullable String said, RecordedEvent at) {
    session.run("write/endRateProposal", state.name(), said, at.timestampMs(), proposal);
  }

  private void origin(
      Fixing fixing,
      String rung,
      int day,
      long untilMs,
      @Nullable Integer proposal,
      String reason) {
    session.run(
        "write/insertFixingOrigin",
        fixing.agreement(),
        fixing.base().code(),
        fixing.quoted().code(),
        fixing.effectiveFromMs(),
        rung,
        day,
        untilMs,
        proposal,
        reason);
  }

  static RateProposalRow proposal(Row row) {
    if (!(GovernanceForm.event(row.bytes("form")) instanceof FixingProposed proposed)) {
      throw new IllegalStateException("the form of a proposal is another event");
    }
    return new RateProposalRow(
        proposed,
        RateProposalRow.State.valueOf(row.text("state")),
        row.textOrNull("said"),
        new FourEyes(row.text("maker"), row.text("checker")),
        row.session().list("rateApprovals", RateRows::approval, proposed.proposal()),
        row.longNumber("proposed_ms"),
        row.isNull("ended_ms") ? null : Long.valueOf(row.longNumber("ended_ms")));
  }

  private static RateProposalRow.Approval approval(Row row) {
    return new RateProposalRow.Approval(
        ParticipantId.ofBic(row.text("party")),
        new FourEyes(row.text("maker"), row.text("checker")),
        row.longNumber("timestamp_ms"));
  }

  static RateOriginRow origin(Row row) {
    return new RateOriginRow(
        row.text("rung"),
        row.number("day"),
        row.longNumber("until_ms"),
        row.isNull("proposal") ? null : Integer.valueOf(row.number("proposal")),
        row.text("reason"));
  }

  static RatedFixingRow rated(Row row) {
    return new RatedFixingRow(
        row.number("agreement"),
        row.text("base"),
        row.text("quoted"),
        new Rate(row.longNumber("rate_unscaled"), row.number("rate_scale")),
        row.longNumber("effective_from_ms"),
        row.text("source"),
        origin(row));
  }

  static PairDayRow pairDay(Row row) {
    return new PairDayRow(
        row.number("agreement"),
        row.number("day"),
        row.text("one"),
        row.text("other"),
        row.text("standing"),
        row.text("reason"),
        row.longNumber("timestamp_ms"));
  }

  static List<RateProposalRow> proposals(
      Session session, RateProposalRow.@Nullable State state, int limit) {
    return state == null
        ? session.list("rateProposals", RateRows::proposal, limit)
        : session.list("rateProposalsByState", RateRows::proposal, state.name(), limit);
  }
}
