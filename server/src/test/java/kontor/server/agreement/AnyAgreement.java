package kontor.server.agreement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementFrame.Party;
import kontor.engine.annex.AgreementFrame.Ratification;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.AnnexTerms.Approval;
import kontor.engine.annex.AnnexTerms.Breach;
import kontor.engine.annex.AnnexTerms.PairProfile;
import kontor.engine.annex.AnnexTerms.Parameter;
import kontor.engine.annex.AnnexTerms.RateSource;
import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.annex.AnnexTerms.Unconfirmed;
import kontor.engine.annex.ClassRule;
import kontor.engine.annex.DocumentRule;
import kontor.engine.annex.FeeRule;
import kontor.engine.annex.HsRule;
import kontor.engine.annex.Penalty;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.DayGrid;
import kontor.engine.calendar.GridMoment;
import kontor.engine.calendar.Holiday;
import kontor.engine.calendar.Weekday;
import kontor.engine.rates.FeeFormula;
import kontor.engine.rates.FeePlan;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import kontor.server.agreement.AgreementText.Signature;
import org.jspecify.annotations.Nullable;

/// Agreements without faults, by chance.
final class AnyAgreement {

  private static final int FIRST_DAY = 20_454;
  private static final String[] COUNTRIES = {"BR", "AR", "SA", "BH", "IN", "ID", "JP", "KW"};
  private static final Currency[] MONEYS = {
    new Currency("BRL", 2), new Currency("ARS", 2), new Currency("SAR", 2),
    new Currency("BHD", 3), new Currency("XTS", 4), new Currency("JPY", 0),
    new Currency("INR", 2), new Currency("KWD", 3)
  };
  private static final Currency UNIT = new Currency("XUS", 2);
  /// Zones without changes of the clock, so that any time exists.
  private static final String[] ZONES = {"Asia/Riyadh", "Asia/Tokyo", "UTC", "Asia/Kolkata"};

  private final Random random;
  private List<Party> parties = List.of();
  /// Whether its payments run through a clearing house.
  private boolean clears;
  /// Whether its grids have a close, so that they may be netted.
  private boolean closes;
  private int rules;

  AnyAgreement(Random random) {
    this.random = random;
  }

  AgreementText next() {
    int count = 2 + random.nextInt(3);
    List<Party> chosen = new ArrayList<>();
    int shift = random.nextInt(COUNTRIES.length);
    for (int i = 0; i < count; i++) {
      int at = (i + shift) % COUNTRIES.length;
      chosen.add(
          new Party(
              ParticipantId.ofBic("CI" + letters(2) + COUNTRIES[at] + "A" + i), COUNTRIES[at],
              MONEYS[at]));
    }
    parties = List.copyOf(chosen);
    int fromDay = FIRST_DAY + random.nextInt(2_000);
    boolean isOpen = random.nextBoolean();
    int untilDay = isOpen ? Agreement.OPEN_END : fromDay + 2_000 + random.nextInt(2_000);
    AgreementFrame frame =
        new AgreementFrame(
            1 + random.nextInt(999), name(), parties, name(), one(ZONES), fromDay, untilDay,
            random.nextInt(400), one(Ratification.values()));
    List<Annex> annexes = new ArrayList<>();
    clears = random.nextInt(4) == 0;
    closes = random.nextInt(4) == 0;
    for (AnnexKind kind : AnnexKind.values()) {
      if (clears && kind == AnnexKind.CYCLE) {
        annexes.add(new Annex(frame.id(), 1, fromDay, Agreement.OPEN_END, clearing()));
      } else if (isNeeded(kind) || random.nextBoolean()) {
        versions(annexes, frame, kind);
      }
    }
    List<Calendar> calendars = new ArrayList<>();
    for (String country : frame.countries()) {
      calendars.add(calendar(country));
    }
    return signed(new AgreementText(frame, annexes, calendars, List.of()));
  }

  private boolean isNeeded(AnnexKind kind) {
    return kind == AnnexKind.SETTLEMENT
        || kind == AnnexKind.RATES
        || closes && kind == AnnexKind.CALENDAR;
  }

  private void versions(List<Annex> annexes, AgreementFrame frame, AnnexKind kind) {
    // Where payments may be netted, some cycle closes on each of their days.
    boolean isAlways = closes && kind == AnnexKind.CALENDAR;
    boolean isFromTheFirstDay =
        isAlways || kind == AnnexKind.SETTLEMENT || kind == AnnexKind.RATES;
    int day = frame.fromDay() + (isFromTheFirstDay ? 0 : random.nextInt(3));
    int count = 1 + random.nextInt(3);
    for (int version = 1; version <= count; version++) {
      int next = day + 1 + random.nextInt(500);
      int untilDay = isAlways || random.nextBoolean() ? Agreement.OPEN_END : next - 1;
      annexes.add(new Annex(frame.id(), version, day, untilDay, CanonicalOrder.of(terms(kind))));
      day = next;
    }
  }

  private AnnexTerms terms(AnnexKind kind) {
    return switch (kind) {
      case SETTLEMENT -> settlement();
      case RATES -> rates();
      case CALENDAR -> days();
      case FEES -> fees();
      case OPERATIONS -> operations();
      case LIMITS, INTEREST, CYCLE, RETURNS, DEFAULT, SCREENING, STATISTICS ->
          new AnnexTerms.Parameters(
              kind,
              List.of(new Parameter("a-1", name()), new Parameter(name() + letters(4), name())));
    };
  }

  private AnnexTerms clearing() {
    return new AnnexTerms.Clearing(
        ParticipantId.ofBic("CH" + letters(2) + one(COUNTRIES) + "H0"), UNIT);
  }

  private AnnexTerms settlement() {
    SettlementModel model =
        clears
            ? SettlementModel.CLEARING
            : one(
                SettlementModel.RECIPROCAL, SettlementModel.PROVIDER, SettlementModel.SINGLE,
                closes ? SettlementModel.NET : SettlementModel.RECIPROCAL);
    List<Money> maximums = new ArrayList<>();
    moneys().forEach(currency -> maximums.add(new Money(1 + sum(), currency)));
    return new AnnexTerms.Settlement(
        model,
        model == SettlementModel.PROVIDER
            ? List.of(
                ParticipantId.ofBic("FXPV" + one(COUNTRIES) + "M0"),
                ParticipantId.ofBic("FXQW" + one(COUNTRIES) + "M0ABC"))
            : List.of(),
        switch (model) {
          case SINGLE -> List.of(parties.getFirst().money());
          case CLEARING -> List.of();
          case RECIPROCAL, PROVIDER, NET -> moneys();
        },
        maximums,
        one(0L, 1L, 1_500L, 2_000L, 60_000L, 3_600_000L, 86_400_000L, 366 * 86_400_000L));
  }

  private AnnexTerms rates() {
    List<PairProfile> profiles = new ArrayList<>();
    for (Party party : clears ? parties : List.<Party>of()) {
      profiles.add(new PairProfile(party.money(), UNIT, profile()));
      profiles.add(new PairProfile(UNIT, party.money(), profile()));
    }
    for (Party base : parties) {
      for (Party quoted : parties) {
        if (!base.equals(quoted)) {
          profiles.add(
              new PairProfile(base.money(), quoted.money(), profile()));
        }
      }
    }
    List<Rung> rungs = new ArrayList<>(List.of(Rung.PREVIOUS, Rung.SECONDARY, Rung.MANUAL));
    Collections.shuffle(rungs, random);
    List<Rung> waterfall = new ArrayList<>(rungs.subList(0, random.nextInt(4)));
    if (random.nextBoolean()) {
      waterfall.add(Rung.CLOSED);
    }
    return new AnnexTerms.Rates(
        profiles,
        one(Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.UP, Rounding.DOWN),
        one(Approval.values()),
        random.nextInt(1_000_000),
        random.nextInt(2) * random.nextInt(1_000_000),
        one(0L, 1L, 3_600_000L, 172_800_000L),
        one(Breach.values()),
        one(Unconfirmed.values()),
        waterfall,
        waterfall.contains(Rung.PREVIOUS) ? 1 + random.nextInt(20) : 0,
        List.of(
            new RateSource(name() + "B", RateSource.Role.SECONDARY),
            new RateSource(name() + "C", RateSource.Role.PRIMARY)));
  }

  private RoundingProfile profile() {
    return new RoundingProfile(one(Rounding.values()), random.nextInt(11));
  }

  private AnnexTerms days() {
    List<DayGrid.Moment> moments = new ArrayList<>();
    String zone = one(ZONES);
    int second = 0;
    for (GridMoment name : GridMoment.values()) {
      second += random.nextInt(7_000);
      boolean isNeeded = closes && name == GridMoment.CYCLE_CLOSE;
      // Half of it keeps the order, too.
      if (second < 86_400 && (isNeeded || random.nextBoolean())) {
        moments.add(new DayGrid.Moment(name, zone, second, second / 2));
      }
    }
    return new AnnexTerms.Days(
        parties.stream().map(Party::country).toList(), new DayGrid(moments), anySum());
  }

  private @Nullable Money anySum() {
    return random.nextBoolean() ? new Money(sum(), one(parties).money()) : null;
  }

  private AnnexTerms fees() {
    List<FeeRule> rules = new ArrayList<>();
    for (Currency currency : moneys()) {
      long middle = 1L + random.nextInt(1_000_000);
      OperationClass operation = one(OperationClass.values());
      rules.add(fee(operation, currency, 0, middle - 1));
      rules.add(fee(operation, currency, middle, Long.MAX_VALUE));
    }
    List<Penalty> penalties = new ArrayList<>();
    for (Penalty.Cause cause : Penalty.Cause.values()) {
      Money sum = anySum();
      if (sum != null) {
        penalties.add(new Penalty(cause, sum));
      }
    }
    return new AnnexTerms.Fees(rules, penalties);
  }

  private FeeRule fee(OperationClass operation, Currency currency, long from, long until) {
    long floor = random.nextInt(3);
    return new FeeRule(
        operation, currency, from, until,
        one(FeePlan.Agent.DEBTOR_AGENT, FeePlan.Agent.CREDITOR_AGENT),
        one(FeePlan.Collection.values()),
        new FeeFormula(
            random.nextInt(2) * sum(),
            random.nextBoolean() ? null : new Rate(1 + random.nextInt(999_999), 6),
            floor,
            random.nextBoolean() ? FeeFormula.NO_CAP : floor + random.nextInt(5)),
        new FeeRule.Scope(
            random.nextBoolean() ? null : parties.getFirst().institution(),
            random.nextBoolean() ? null : ParticipantId.ofBic("BNAABRS0")));
  }

  private AnnexTerms operations() {
    List<ClassRule> classes = new ArrayList<>();
    List<DocumentRule> documents = new ArrayList<>();
    for (OperationClass operation : OperationClass.values()) {
      if (operation == OperationClass.ANY || random.nextBoolean()) {
        Currency currency = one(parties).money();
        long floor = random.nextInt(100);
        long ceiling = floor + sum();
        classes.add(
            new ClassRule(
                one(operation.name(), ruleName()), operation, random.nextInt(400),
                List.of(new Money(floor, currency)),
                List.of(new Money(ceiling, currency)),
                moneys().stream().map(money -> new Money(ceiling + sum(), money)).toList()));
        documents.add(
            new DocumentRule(
                ruleName(), operation, currency, floor, one(floor, Long.MAX_VALUE),
                random.nextBoolean() ? List.of() : List.of(name(), "rule")));
      }
    }
    return new AnnexTerms.Operations(
        classes,
        List.of(
            new HsRule("10", "10", "10", one(HsRule.Verdict.values())),
            new HsRule(ruleName(), "8456", "8466", one(HsRule.Verdict.values()))),
        documents);
  }

  private Calendar calendar(String country) {
    TreeSet<Weekday> rest = new TreeSet<>(List.of(Weekday.SUNDAY));
    if (random.nextBoolean()) {
      rest.add(Weekday.SATURDAY);
    }
    TreeSet<Integer> days = new TreeSet<>();
    List<Holiday> holidays = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int day = FIRST_DAY + random.nextInt(3_000);
      if (!rest.contains(Weekday.of(day)) && days.add(day)) {
        holidays.add(
            new Holiday(
                day, one(Holiday.Length.values()),
                one(Holiday.ALWAYS_KNOWN, day - 1 - random.nextInt(9)), name()));
      }
    }
    return new Calendar(country, rest, holidays);
  }

  /// Signed by everyone, by some or by no one.
  private AgreementText signed(AgreementText agreement) {
    List<Signature> signatures = new ArrayList<>();
    for (Signing.Item item : Signing.items(agreement)) {
      for (Party party : parties) {
        if (random.nextBoolean()) {
          signatures.add(
              new Signature(
                  party.institution(), item.kind(), item.version(), item.digest(),
                  new FourEyes("M " + letters(3), "C " + letters(3))));
        }
      }
    }
    return agreement.signedBy(signatures);
  }

  private List<Currency> moneys() {
    return parties.stream().map(Party::money).filter(money -> random.nextBoolean()).toList();
  }

  private long sum() {
    return random.nextLong(1L << (1 + random.nextInt(50)));
  }

  private String name() {
    return one(
            "Sueldo \"x\"", "a\\b", "Выписка, №1 # not a comment", "日本", "x  y", "none")
        .repeat(1 + random.nextInt(2));
  }

  private String ruleName() {
    return name() + " " + ++rules;
  }

  private String letters(int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append((char) ('A' + random.nextInt(26)));
    }
    return letters.toString();
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  @SafeVarargs
  private <T> T one(T... values) {
    return values[random.nextInt(values.length)];
  }
}
