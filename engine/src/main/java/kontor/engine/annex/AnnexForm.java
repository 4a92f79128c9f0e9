package kontor.engine.annex;

import java.util.List;
import kontor.engine.annex.AgreementFrame.Party;
import kontor.engine.annex.AgreementFrame.Ratification;
import kontor.engine.annex.AnnexTerms.Approval;
import kontor.engine.annex.AnnexTerms.Breach;
import kontor.engine.annex.AnnexTerms.PairProfile;
import kontor.engine.annex.AnnexTerms.Parameter;
import kontor.engine.annex.AnnexTerms.RateSource;
import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.annex.AnnexTerms.Unconfirmed;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.GridMoment;
import kontor.engine.governance.FormReader;
import kontor.engine.governance.FormWriter;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.state.DigestSink;
import kontor.engine.terms.Digest;
import kontor.engine.terms.SettlementModel;

/// The canonical form of agreements and annexes. The meaning of a written byte never changes;
/// what comes new is appended.
public final class AnnexForm {

  private static final AgreementState[] STATES = AgreementState.values();
  private static final AnnexKind[] KINDS = AnnexKind.values();
  private static final Ratification[] RATIFICATIONS = Ratification.values();
  private static final SettlementModel[] MODELS = SettlementModel.values();
  private static final Approval[] APPROVALS = Approval.values();
  private static final Breach[] BREACHES = Breach.values();
  private static final Unconfirmed[] UNCONFIRMED = Unconfirmed.values();
  private static final Rung[] RUNGS = Rung.values();
  private static final RateSource.Role[] ROLES = RateSource.Role.values();
  private static final GridMoment[] MOMENTS = GridMoment.values();

  /// What an annex CYCLE is about, written before its terms.
  private static final int CYCLE_BY_CLEARING = 1;

  private AnnexForm() {}

  /// What the parties sign when they sign the agreement: its frame, and the annexes with it in
  /// the order of their kinds and versions.
  public static Digest digest(AgreementFrame frame, List<Annex> annexes) {
    return digest(
        GovernanceForm.bytes(
            out -> {
              frame(out, frame);
              out.list(annexes, AnnexForm::annex);
            }));
  }

  /// What the parties sign when they sign a version of an annex.
  public static Digest digest(Annex annex) {
    return digest(GovernanceForm.bytes(out -> annex(out, annex)));
  }

  private static Digest digest(byte[] bytes) {
    DigestSink sink = new DigestSink();
    sink.putBytes(bytes, bytes.length);
    return sink.digest();
  }

  public static void frame(FormWriter out, AgreementFrame frame) {
    out.int32(frame.id());
    out.text(frame.name());
    out.list(
        frame.parties(),
        (to, party) -> {
          to.participant(party.institution());
          to.text(party.country());
          to.currency(party.money());
        });
    out.text(frame.governingLaw());
    out.text(frame.zone());
    out.int32(frame.fromDay());
    out.int32(frame.untilDay());
    out.int32(frame.runOffDays());
    out.int8(frame.ratification().code());
  }

  public static AgreementFrame frame(FormReader in) {
    return new AgreementFrame(
        in.int32(),
        in.text(),
        in.list(from -> new Party(from.participant(), from.text(), from.currency())),
        in.text(),
        in.text(),
        in.int32(),
        in.int32(),
        in.int32(),
        in.coded(RATIFICATIONS, Ratification::code));
  }

  public static void treaty(FormWriter out, Treaty treaty) {
    out.int32(treaty.number());
    out.list(treaty.parties(), FormWriter::text);
    out.text(treaty.subject());
    out.text(treaty.field());
    out.int32(treaty.signedDay());
    out.int32(treaty.fromDay());
    out.int32(treaty.untilDay());
    out.optional(treaty.document(), FormWriter::digest);
    out.int8(treaty.state().code());
  }

  public static Treaty treaty(FormReader in) {
    return new Treaty(
        in.int32(),
        in.list(FormReader::text),
        in.text(),
        in.text(),
        in.int32(),
        in.int32(),
        in.int32(),
        in.optional(FormReader::digest),
        in.coded(STATES, AgreementState::code));
  }

  public static void kind(FormWriter out, AnnexKind kind) {
    out.int8(kind.code());
  }

  public static AnnexKind kind(FormReader in) {
    return in.coded(KINDS, AnnexKind::code);
  }

  public static void annex(FormWriter out, Annex annex) {
    out.int32(annex.agreement());
    kind(out, annex.kind());
    out.int32(annex.version());
    out.int32(annex.fromDay());
    out.int32(annex.untilDay());
    // Whether the terms of this kind are evaluated or only kept.
    out.truth(!(annex.terms() instanceof AnnexTerms.Parameters));
    switch (annex.terms()) {
      case AnnexTerms.Settlement terms -> settlement(out, terms);
      case AnnexTerms.Rates terms -> rates(out, terms);
      case AnnexTerms.Days terms -> days(out, terms);
      case AnnexTerms.Fees terms -> FeeForm.fees(out, terms);
      case AnnexTerms.Operations terms -> OperationForm.operations(out, terms);
      case AnnexTerms.Clearing terms -> clearing(out, terms);
      case AnnexTerms.Parameters terms ->
          out.list(
              terms.values(),
              (to, parameter) -> {
                to.text(parameter.name());
                to.text(parameter.value());
              });
    }
  }

  public static Annex annex(FormReader in) {
    int agreement = in.int32();
    AnnexKind kind = kind(in);
    return new Annex(agreement, in.int32(), in.int32(), in.int32(), terms(in, kind));
  }

  private static AnnexTerms terms(FormReader in, AnnexKind kind) {
    if (!in.truth()) {
      return new AnnexTerms.Parameters(
          kind, in.list(from -> new Parameter(from.text(), from.text())));
    }
    return switch (kind) {
      case SETTLEMENT -> settlement(in);
      case RATES -> rates(in);
      case CALENDAR -> days(in);
      case FEES -> FeeForm.fees(in);
      case OPERATIONS -> OperationForm.operations(in);
      case CYCLE -> cycle(in);
      case LIMITS, INTEREST, RETURNS, DEFAULT, SCREENING, STATISTICS ->
          throw new IllegalArgumentException("terms of a kind that has none: " + kind);
    };
  }

  private static void settlement(FormWriter out, AnnexTerms.Settlement terms) {
    out.int8(terms.model().code());
    out.list(terms.providers(), FormWriter::participant);
    out.list(terms.oneCurrency(), FormWriter::currency);
    out.list(terms.maximums(), FormWriter::money);
    out.int64(terms.queueMs());
  }

  private static AnnexTerms settlement(FormReader in) {
    return new AnnexTerms.Settlement(
        in.coded(MODELS, SettlementModel::code),
        in.list(FormReader::participant),
        in.list(FormReader::currency),
        in.list(FormReader::money),
        in.int64());
  }

  private static void rates(FormWriter out, AnnexTerms.Rates terms) {
    out.list(
        terms.profiles(),
        (to, pair) -> {
          to.currency(pair.base());
          to.currency(pair.quoted());
          to.profile(pair.profile());
        });
    out.int8(terms.sums().code());
    out.int8(terms.approval().code());
    out.int32(terms.deviationPpm());
    out.int32(terms.secondPpm());
    out.int64(terms.legAgeMs());
    out.int8(terms.breach().code());
    out.int8(terms.unconfirmed().code());
    out.list(terms.waterfall(), (to, rung) -> to.int8(rung.code()));
    out.int32(terms.previousDays());
    out.list(
        terms.sources(),
        (to, source) -> {
          to.text(source.name());
          to.int8(source.role().code());
        });
  }

  private static AnnexTerms rates(FormReader in) {
    return new AnnexTerms.Rates(
        in.list(from -> new PairProfile(from.currency(), from.currency(), from.profile())),
        in.rounding(),
        in.coded(APPROVALS, Approval::code),
        in.int32(),
        in.int32(),
        in.int64(),
        in.coded(BREACHES, Breach::code),
        in.coded(UNCONFIRMED, Unconfirmed::code),
        in.list(from -> from.coded(RUNGS, Rung::code)),
        in.int32(),
        in.list(
            from -> new RateSource(from.text(), from.coded(ROLES, RateSource.Role::code))));
  }

  private static void clearing(FormWriter out, AnnexTerms.Clearing terms) {
    out.int8(CYCLE_BY_CLEARING);
    out.participant(terms.house());
    out.currency(terms.unit());
  }

  private static AnnexTerms cycle(FormReader in) {
    int about = in.int8();
    if (about != CYCLE_BY_CLEARING) {
      throw new IllegalArgumentException("a cycle of a kind that is not known: " + about);
    }
    return new AnnexTerms.Clearing(in.participant(), in.currency());
  }

  private static void days(FormWriter out, AnnexTerms.Days terms) {
    out.list(terms.countries(), FormWriter::text);
    out.list(
        terms.grid().moments(),
        (to, moment) -> {
          to.int8(moment.name().code());
          to.text(moment.zone());
          to.int32(moment.secondOfDay());
          to.int32(moment.halfDaySecond());
        });
    out.optional(terms.extensionPenalty(), FormWriter::money);
  }

  private static AnnexTerms days(FormReader in) {
    return new AnnexTerms.Days(
        in.list(FormReader::text),
        new DayGrid(
            in.list(
                from ->
                    new DayGrid.Moment(
                        from.coded(MOMENTS, GridMoment::code),
                        from.text(),
                        from.int32(),
                        from.int32()))),
        in.optional(FormReader::money));
  }
}
