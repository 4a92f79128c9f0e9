package kontor.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import kontor.engine.Command;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementFrame.Party;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.ClassRule;
import kontor.engine.annex.FeeRule;
import kontor.engine.annex.HsRule;
import kontor.engine.annex.Penalty;
import kontor.engine.annex.Treaty;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.Weekday;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.directory.Member;
import kontor.engine.directory.MemberKind;
import kontor.engine.directory.Standing;
import kontor.engine.governance.AgreementChange;
import kontor.engine.governance.CalendarChange;
import kontor.engine.governance.CurrencyChange;
import kontor.engine.governance.DirectoryChange;
import kontor.engine.governance.Governance;
import kontor.engine.rates.FeeFormula;
import kontor.engine.rates.FeePlan;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;

/// Changes of every area that have an effect and stay in the state, and one that is refused, for
/// the parties of {@link AllKinds}: a signed agreement, calendars, a treaty, a member of the
/// directory, a new unit of money that is decided.
final class AllChanges {

  private static final FourEyes BY = new FourEyes("M. Sousa", "C. Lima");
  private static final int AGREEMENT = 11;
  static final int OPERATIONS = 12;
  /// Countries without days of rest.
  private static final List<String> EVERY_DAY = List.of("CL", "PY");
  private static final String MOVING = "Test/Moving";
  private static final int DAY_2100 = 47_482;
  private static final long SECOND_9999 = 253_402_300_800L;
  private static final Currency NEW_UNIT = new Currency("PYN", 2);

  private AllChanges() {}

  /// Changes of one and other; an agreement on operations between one and a third.
  static List<Command> of(Party one, Party other, Party third) {
    List<Command> commands = new ArrayList<>();
    commands.add(new Command.DefineCurrency(NEW_UNIT));
    List<Governance> changes = new ArrayList<>(changes(one, other, third.money()));
    changes.addAll(operations(one, third));
    for (Governance change : changes) {
      commands.add(new Command.Govern(BY, change));
    }
    commands.add(
        new Command.Govern(
            new FourEyes("M. Sousa", "M. Sousa"),
            new CalendarChange.EnterCalendar(calendar("UY"))));
    return commands;
  }

  private static List<Governance> changes(Party one, Party other, Currency old) {
    AgreementFrame frame =
        new AgreementFrame(
            AGREEMENT,
            "Payments in local money",
            List.of(one, other),
            "a law",
            "UTC",
            0,
            Agreement.OPEN_END,
            30,
            AgreementFrame.Ratification.NOT_NEEDED);
    Annex settlement =
        new Annex(
            AGREEMENT,
            1,
            0,
            Agreement.OPEN_END,
            new AnnexTerms.Settlement(
                SettlementModel.SINGLE, List.of(), List.of(), List.of(), 1000));
    Digest text = AnnexForm.digest(frame, List.of(settlement));
    ParticipantId first = one.institution();
    ParticipantId second = other.institution();
    ParticipantId bank = ParticipantId.ofBic("BANKUYM1");
    return List.of(
        new CalendarChange.EnterZone(
            new ZoneOffsets("UTC", "2025b", 0, List.of(), SECOND_9999)),
        new CalendarChange.EnterCalendar(calendar(one.country())),
        new CalendarChange.EnterCalendar(calendar(other.country())),
        new CalendarChange.DeclareHoliday(
            one.country(),
            new Holiday(DAY_2100, Holiday.Length.FULL, Holiday.ALWAYS_KNOWN, "New year")),
        new AgreementChange.DraftAgreement(frame),
        new AgreementChange.ProposeAnnex(settlement),
        new AgreementChange.AgreeText(AGREEMENT, first, text),
        new AgreementChange.AgreeText(AGREEMENT, second, text),
        new AgreementChange.SignAgreement(AGREEMENT, first, text),
        new AgreementChange.SignAgreement(AGREEMENT, second, text),
        new AgreementChange.RegisterTreaty(
            new Treaty(
                7, List.of("BR", "AR"), "Joint pipeline", "energy", 20_000, Treaty.NOT_YET,
                Agreement.OPEN_END, text, AgreementState.SIGNED)),
        new DirectoryChange.ApplyMember(
            new Member(bank, MemberKind.DIRECT_BANK, first, "A bank", null, "RUT 21")),
        new DirectoryChange.ChangeStanding(bank, Standing.ADMITTED, "council"),
        new CurrencyChange.ScheduleRedenomination(
            new RedenominationPlan(
                new Redenomination(old, NEW_UNIT, Rate.of("1000"), Rounding.HALF_UP),
                RedenominationPlan.Prices.ROUNDED,
                "UTC",
                DAY_2100,
                30,
                RedenominationPlan.OldCode.REFUSED)));
  }

  /// An agreement that lets goods through, so much a day, and no arms; with fees, a penalty, and
  /// payments that wait for their rate. It comes into force a day later; a newer table of its zone
  /// then moves the beginning of days by more than that.
  private static List<Governance> operations(Party one, Party third) {
    AgreementFrame frame =
        new AgreementFrame(
            OPERATIONS,
            "Goods in local money",
            List.of(
                new Party(one.institution(), EVERY_DAY.getFirst(), one.money()),
                new Party(third.institution(), EVERY_DAY.getLast(), third.money())),
            "a law",
            MOVING,
            0,
            Agreement.OPEN_END,
            30,
            AgreementFrame.Ratification.NOT_NEEDED);
    List<Annex> annexes =
        List.of(
            new Annex(
                OPERATIONS,
                1,
                0,
                Agreement.OPEN_END,
                new AnnexTerms.Settlement(
                    SettlementModel.RECIPROCAL,
                    List.of(),
                    List.of(),
                    List.of(new Money(450_000, one.money())),
                    1000)),
            new Annex(
                OPERATIONS, 1, 0, Agreement.OPEN_END, rates(one.money(), third.money())),
            new Annex(OPERATIONS, 1, 0, Agreement.OPEN_END, fees(one.money())),
            new Annex(
                OPERATIONS,
                1,
                0,
                Agreement.OPEN_END,
                new AnnexTerms.Operations(
                    List.of(
                        new ClassRule(
                            "GOODS",
                            OperationClass.GOODS,
                            360,
                            List.of(),
                            List.of(),
                            List.of(new Money(2_000_000, one.money())))),
                    List.of(new HsRule("ARMS", "93", "93", HsRule.Verdict.DENIED)),
                    List.of())));
    Digest text = AnnexForm.digest(frame, annexes);
    List<Governance> changes = new ArrayList<>();
    changes.add(moving("2025b", -ZoneOffsets.OFFSET_SECONDS_MAX));
    for (String country : EVERY_DAY) {
      changes.add(
          new CalendarChange.EnterCalendar(new Calendar(country, new TreeSet<>(), List.of())));
    }
    changes.add(new AgreementChange.DraftAgreement(frame));
    annexes.forEach(annex -> changes.add(new AgreementChange.ProposeAnnex(annex)));
    for (ParticipantId party : List.of(one.institution(), third.institution())) {
      changes.add(new AgreementChange.AgreeText(OPERATIONS, party, text));
    }
    for (ParticipantId party : List.of(one.institution(), third.institution())) {
      changes.add(new AgreementChange.SignAgreement(OPERATIONS, party, text));
    }
    changes.add(moving("2025c", ZoneOffsets.OFFSET_SECONDS_MAX));
    return changes;
  }

  private static AnnexTerms.Rates rates(Currency one, Currency other) {
    RoundingProfile profile = new RoundingProfile(Rounding.HALF_UP, 5);
    return new AnnexTerms.Rates(
        List.of(
            new AnnexTerms.PairProfile(one, other, profile),
            new AnnexTerms.PairProfile(other, one, profile)),
        Rounding.HALF_UP,
        AnnexTerms.Approval.NONE,
        0,
        0,
        0,
        AnnexTerms.Breach.WARNING,
        AnnexTerms.Unconfirmed.HOLD,
        List.of(),
        0,
        List.of());
  }

  private static AnnexTerms.Fees fees(Currency money) {
    return new AnnexTerms.Fees(
        List.of(
            new FeeRule(
                OperationClass.ANY,
                money,
                0,
                Long.MAX_VALUE,
                FeePlan.Agent.DEBTOR_AGENT,
                FeePlan.Collection.INVOICED,
                new FeeFormula(10, null, 0, FeeFormula.NO_CAP))),
        List.of(new Penalty(Penalty.Cause.OVER_LIMIT, new Money(500, money))));
  }

  private static Governance moving(String release, int offsetSeconds) {
    return new CalendarChange.EnterZone(
        new ZoneOffsets(MOVING, release, offsetSeconds, List.of(), SECOND_9999));
  }

  private static Calendar calendar(String country) {
    return new Calendar(
        country, new TreeSet<>(List.of(Weekday.SATURDAY, Weekday.SUNDAY)), List.of());
  }
}
