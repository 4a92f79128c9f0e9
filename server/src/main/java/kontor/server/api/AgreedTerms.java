package kontor.server.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.Refusal;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.RestatedFees;
import kontor.engine.calendar.GridMoment;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.ClearingHouse;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.SettlementModel;
import kontor.readside.AgreementDetails;
import kontor.readside.AgreementRow;
import kontor.readside.AnnexRow;
import kontor.readside.Queries;
import kontor.readside.RedenominationRow;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// What an agreement says on a value date that matters for the cost of a payment, in today's units.
///
/// @param providers FX providers under the model PROVIDER, the usual one first
/// @param house through which payments clear under the model CLEARING; null under the others
/// @param sums how a converted sum is rounded
/// @param annex version of the annex FEES; 0 if none holds
/// @param day value date, days since 1970-01-01
record AgreedTerms(
    List<Party> parties,
    SettlementModel model,
    List<ParticipantId> providers,
    Limits limits,
    @Nullable ClearingHouse house,
    Rounding sums,
    AnnexTerms.Fees fees,
    int annex,
    int day) {

  private static final AnnexTerms.Fees NO_FEES = new AnnexTerms.Fees(List.of(), List.of());

  record Party(ParticipantId institution, Currency money) {}

  /// Which payments are agreed.
  ///
  /// @param oneCurrency currencies in which payments may run without conversion
  /// @param maximums largest sum of one payment for each currency that has a limit
  record Limits(List<Currency> oneCurrency, List<Money> maximums) {

    static Limits of(
        List<Currency> oneCurrency, List<Money> maximums, List<RedenominationPlan> plans) {
      return new Limits(
          oneCurrency.stream().map(money -> now(money, plans)).distinct().toList(),
          maximums.stream().map(maximum -> limit(maximum, plans)).toList());
    }

    private static Money limit(Money signed, List<RedenominationPlan> plans) {
      Money limit = signed;
      for (RedenominationPlan plan : plans) {
        limit = plan.unit().limit(limit);
      }
      return limit;
    }
  }

  List<Currency> moneys() {
    return parties.stream().map(Party::money).toList();
  }

  /// @param asked value date; null for today in the zone of the agreement
  /// @throws ProblemException if a payment of that value date would not be accepted now
  static AgreedTerms of(Queries queries, int agreement, @Nullable Integer asked, long nowMs)
      throws ProblemException {
    List<RedenominationPlan> plans = plans(queries);
    AgreementDetails living = queries.livingAgreement(agreement);
    return living == null
        ? entered(queries.agreements(), agreement, asked, plans, nowMs)
        : living(queries, living, asked, plans, nowMs);
  }

  private static AgreedTerms entered(
      List<Agreement> versions,
      int agreement,
      @Nullable Integer asked,
      List<RedenominationPlan> plans,
      long nowMs)
      throws ProblemException {
    if (versions.stream().noneMatch(version -> version.id() == agreement)) {
      throw new ProblemException(Problem.notFound("there is no agreement " + agreement));
    }
    int day = asked == null ? today(ZoneOffset.UTC, nowMs) : asked;
    Agreement entered = null;
    for (Agreement version : versions) {
      if (version.id() == agreement && version.effectiveFromDay() <= day) {
        entered = version;
      }
    }
    if (entered == null || day > entered.effectiveUntilDay()) {
      throw notInForce(agreement, day);
    }
    AgreementParties parties = entered.parties();
    ParticipantId provider = parties.provider();
    return new AgreedTerms(
        List.of(
            new Party(parties.institutionA(), now(parties.currencyA(), plans)),
            new Party(parties.institutionB(), now(parties.currencyB(), plans))),
        entered.model(),
        provider == null ? List.of() : List.of(provider),
        Limits.of(entered.terms().oneCurrency(), entered.terms().maximums(), plans),
        null,
        entered.terms().conversion(),
        NO_FEES,
        0,
        day);
  }

  private static AgreedTerms living(
      Queries queries,
      AgreementDetails living,
      @Nullable Integer asked,
      List<RedenominationPlan> plans,
      long nowMs)
      throws ProblemException {
    AgreementFrame frame = living.agreement().frame();
    int day = asked == null ? today(ZoneId.of(frame.zone()), nowMs) : asked;
    checkAccepts(living.agreement(), day);
    List<Party> parties = new ArrayList<>();
    frame.parties().forEach(
        party -> parties.add(new Party(party.institution(), now(party.money(), plans))));
    AnnexRow settlement = holding(living, AnnexKind.SETTLEMENT, day);
    AnnexRow rates = holding(living, AnnexKind.RATES, day);
    AnnexRow fees = holding(living, AnnexKind.FEES, day);
    if (settlement == null
        || !(settlement.annex().terms() instanceof AnnexTerms.Settlement settles)) {
      throw without(AnnexKind.SETTLEMENT, frame.id(), day);
    }
    AnnexTerms.Days days = days(living, day);
    ClearingHouse house = house(living, settles.model(), day, plans);
    checkCycle(frame.id(), settles.model(), days, house, day);
    if (days != null) {
      CostDay.check(queries, days, day);
    }
    boolean converts =
        settles.model() != SettlementModel.SINGLE
            && parties.stream().map(Party::money).distinct().count() > 1;
    if (converts && rates == null) {
      throw without(AnnexKind.RATES, frame.id(), day);
    }
    return new AgreedTerms(
        parties,
        settles.model(),
        settles.providers(),
        Limits.of(settles.oneCurrency(), settles.maximums(), plans),
        house,
        rates != null && rates.annex().terms() instanceof AnnexTerms.Rates terms
            ? terms.sums()
            : Rounding.HALF_UP,
        fees(fees, plans),
        fees == null ? 0 : fees.annex().version(),
        day);
  }

  private static AnnexTerms.@Nullable Days days(AgreementDetails living, int day) {
    AnnexRow row = holding(living, AnnexKind.CALENDAR, day);
    return row != null && row.annex().terms() instanceof AnnexTerms.Days days ? days : null;
  }

  private static @Nullable ClearingHouse house(
      AgreementDetails living, SettlementModel model, int day, List<RedenominationPlan> plans) {
    AnnexRow row =
        model == SettlementModel.CLEARING ? holding(living, AnnexKind.CYCLE, day) : null;
    return row != null && row.annex().terms() instanceof AnnexTerms.Clearing clearing
        ? new ClearingHouse(clearing.house(), now(clearing.unit(), plans))
        : null;
  }

  /// As the core does: what settles in cycles needs a cycle that closes, and what clears a house.
  private static void checkCycle(
      int agreement,
      SettlementModel model,
      AnnexTerms.@Nullable Days days,
      @Nullable ClearingHouse house,
      int day)
      throws ProblemException {
    String lacking =
        switch (model) {
          case RECIPROCAL, PROVIDER, SINGLE -> null;
          case NET -> closesCycles(days) ? null : "no netting cycle closes";
          case CLEARING -> house == null ? "no clearing house serves" : null;
        };
    if (lacking != null) {
      throw CostChecks.refused(
          Refusal.CYCLE_MISSING,
          lacking + " under agreement " + agreement + " on " + LocalDate.ofEpochDay(day)
              + "; ask for a value date on which one does");
    }
  }

  private static boolean closesCycles(AnnexTerms.@Nullable Days days) {
    return days != null
        && days.grid().moments().stream()
            .anyMatch(moment -> moment.name() == GridMoment.CYCLE_CLOSE);
  }

  /// As the core does: new payments are accepted in one state only, for the days of the agreement.
  private static void checkAccepts(AgreementRow agreement, int day) throws ProblemException {
    int id = agreement.frame().id();
    if (agreement.state() != AgreementState.IN_FORCE) {
      throw refused(
          "agreement " + id + " is " + agreement.state() + "; payments are accepted and have a cost"
              + " when it is IN_FORCE");
    }
    if (day < agreement.inForceDay() || day >= agreement.endDay()) {
      throw notInForce(id, day);
    }
  }

  private static ProblemException notInForce(int agreement, int day) {
    return refused(
        "agreement " + agreement + " is not in force on " + LocalDate.ofEpochDay(day)
            + "; ask for a value date on which it is");
  }

  private static ProblemException without(AnnexKind kind, int agreement, int day) {
    return refused(
        "no annex " + kind + " of agreement " + agreement + " holds on "
            + LocalDate.ofEpochDay(day) + "; ask for a value date on which one does");
  }

  private static ProblemException refused(String detail) {
    return new ProblemException(
        new Problem(422, "not-calculated", "There is no result", detail));
  }

  /// The schedule in today's units.
  private static AnnexTerms.Fees fees(@Nullable AnnexRow row, List<RedenominationPlan> plans) {
    AnnexTerms.Fees schedule =
        row != null && row.annex().terms() instanceof AnnexTerms.Fees signed ? signed : NO_FEES;
    for (RedenominationPlan plan : plans) {
      schedule = RestatedFees.of(schedule, plan);
    }
    return schedule;
  }

  /// The highest version that has begun, unless its last day is over.
  private static @Nullable AnnexRow holding(AgreementDetails living, AnnexKind kind, int day) {
    AnnexRow last = null;
    for (AnnexRow row : living.annexes()) {
      Integer from = row.holdsFrom();
      if (row.annex().kind() == kind && from != null && from <= day) {
        last = last == null || last.annex().version() < row.annex().version() ? row : last;
      }
    }
    return last == null || day > last.annex().untilDay() ? null : last;
  }

  private static int today(ZoneId zone, long nowMs) {
    return Math.toIntExact(
        Instant.ofEpochMilli(nowMs).atZone(zone).toLocalDate().toEpochDay());
  }

  private static List<RedenominationPlan> plans(Queries queries) {
    return queries.redenominations().stream()
        .filter(row -> row.standing().state() == RedenominationRow.State.DONE)
        .map(RedenominationRow::plan)
        .toList();
  }

  private static Currency now(Currency signed, List<RedenominationPlan> plans) {
    Currency currency = signed;
    for (RedenominationPlan plan : plans) {
      currency = currency.equals(plan.from()) ? plan.to() : currency;
    }
    return currency;
  }
}
