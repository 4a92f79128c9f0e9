package kontor.engine.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kontor.engine.Event;
import kontor.engine.Refusal;
import kontor.engine.agreement.Timeline.Segment;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexTerms.Operations;
import kontor.engine.governance.AgreementChange;
import kontor.engine.governance.Objection;
import kontor.engine.participant.Registry;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.ClearingHouse;
import kontor.engine.terms.Currency;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// Agreements by number (F01): those that were entered in one step, each with its versions, and
/// those that live, with their annexes. What holds is found by value date: the highest version
/// whose first day has come. The parties are always the same, so an agreement is found by the pair
/// of its institutions.
///
/// What holds for a pair is told as an {@link Agreement}. Its version is the number of an entered
/// version, or the number of the edition: the set of annex versions that hold together on the
/// value date. Editions are numbered as they are formed, so a number stands for one text for ever.
public final class Agreements {

  private final Bounds bounds;
  private final Registry registry;
  /// As they were signed.
  private final TreeMap<Integer, List<Agreement>> versions = new TreeMap<>();
  private final Units units = new Units();
  private final TreeMap<Pair, List<Integer>> byPair = new TreeMap<>();
  private final AgreementLife life;
  private final Treaties treaties = new Treaties();

  public Agreements(Registry registry, Calendars calendars, Bounds bounds) {
    this.registry = registry;
    this.bounds = bounds;
    life = new AgreementLife(registry, calendars, units);
  }

  public void apply(AgreementChange change, FourEyes by, Step step) {
    switch (change) {
      case AgreementChange.OfRegister c -> treaties.apply(c, by, step);
      case AgreementChange.OfLife c when versions.containsKey(c.agreement()) ->
          step.emit(
              new Event.GovernanceRefused(
                  Objection.CONFLICTS_WITH_EARLIER, "agreement " + c.agreement()));
      case AgreementChange.OfLife c -> life.apply(c, isFull(), by, step);
    }
  }

  private boolean isFull() {
    return versions.size() + life.size() >= bounds.agreementsMax();
  }

  public @Nullable Refusal enter(Agreement agreement) {
    if (life.knows(agreement.id())) {
      return Refusal.CONFLICTS_WITH_EARLIER;
    }
    List<Agreement> known = versions.getOrDefault(agreement.id(), List.of());
    int version = agreement.version();
    if (version >= 1 && version <= known.size()) {
      return known.get(version - 1).equals(agreement)
          ? Refusal.ALREADY_EXISTS
          : Refusal.CONFLICTS_WITH_EARLIER;
    }
    if (version != known.size() + 1) {
      return Refusal.AGREEMENT_VERSION_NOT_NEXT;
    }
    Refusal wrong = check(agreement, known);
    if (wrong != null) {
      return wrong;
    }
    AgreementParties parties = agreement.parties();
    if (registry.isRetired(parties.currencyA()) || registry.isRetired(parties.currencyB())) {
      return Refusal.CURRENCY_RETIRED;
    }
    boolean full =
        known.isEmpty()
            ? isFull()
            : known.size() >= Bounds.AGREEMENT_VERSIONS_MAX;
    if (full) {
      return Refusal.TABLE_FULL;
    }
    add(agreement);
    return null;
  }

  private void add(Agreement agreement) {
    versions.computeIfAbsent(agreement.id(), id -> new ArrayList<>()).add(agreement);
    if (agreement.version() == 1) {
      AgreementParties parties = agreement.parties();
      List<Integer> ids =
          byPair.computeIfAbsent(
              Pair.of(parties.institutionA(), parties.institutionB()), pair -> new ArrayList<>());
      ids.add(agreement.id());
      ids.sort(null);
    }
  }

  private @Nullable Refusal check(Agreement agreement, List<Agreement> known) {
    AgreementParties parties = agreement.parties();
    for (ParticipantId institution : List.of(parties.institutionA(), parties.institutionB())) {
      Refusal wrong = registry.checkIsInstitution(institution);
      if (wrong != null) {
        return wrong;
      }
    }
    Refusal provider = checkProvider(agreement);
    if (provider != null) {
      return provider;
    }
    if (!registry.knows(parties.currencyA()) || !registry.knows(parties.currencyB())) {
      return Refusal.CURRENCY_UNKNOWN;
    }
    boolean valid =
        agreement.id() > 0
            && agreement.model().isGross()
            && !parties.institutionA().equals(parties.institutionB())
            && (agreement.model() == SettlementModel.SINGLE
                || !parties.currencyA().equals(parties.currencyB()))
            && agreement.effectiveFromDay() <= agreement.effectiveUntilDay()
            && (known.isEmpty()
                || units.now(known.getFirst()).parties().equals(units.now(agreement).parties()))
            && isValid(agreement.terms(), parties);
    return valid ? null : Refusal.AGREEMENT_INVALID;
  }

  private @Nullable Refusal checkProvider(Agreement agreement) {
    @Nullable ParticipantId provider = agreement.parties().provider();
    if ((provider != null) != (agreement.model() == SettlementModel.PROVIDER)) {
      return Refusal.AGREEMENT_INVALID;
    }
    if (provider != null && !registry.knows(provider)) {
      return Refusal.PARTICIPANT_UNKNOWN;
    }
    return provider == null || registry.is(provider, ParticipantKind.FX_PROVIDER)
        ? null
        : Refusal.AGREEMENT_INVALID;
  }

  private static boolean isValid(AgreementTerms terms, AgreementParties parties) {
    for (Currency currency : terms.oneCurrency()) {
      if (!parties.isMoneyOfEither(currency)) {
        return false;
      }
    }
    for (Money maximum : terms.maximums()) {
      if (maximum.minor() <= 0 || !parties.isMoneyOfEither(maximum.currency())) {
        return false;
      }
    }
    return terms.queueMs() >= 0 && terms.queueMs() <= Bounds.QUEUE_MS_MAX;
  }

  /// The highest version whose first day is not after `day`; null if there is none. Whether its
  /// last day is over is another question: see {@link #inForce}.
  private @Nullable Agreement version(int id, int day) {
    List<Agreement> known = versions.getOrDefault(id, List.of());
    for (int i = known.size() - 1; i >= 0; i--) {
      if (known.get(i).effectiveFromDay() <= day) {
        return units.now(known.get(i));
      }
    }
    return null;
  }

  /// Whether there is an agreement with rates to publish: entered, or signed by every party.
  public boolean isKnown(int id) {
    Contract contract = life.contract(id);
    return versions.containsKey(id) || contract != null && contract.editions() > 0;
  }

  /// The moneys of the first two parties; null if they are one money, or there are more parties.
  public @Nullable List<Currency> moneys(int id) {
    List<Currency> moneys = allMoneys(id);
    return moneys.size() == 2 && !moneys.getFirst().equals(moneys.getLast()) ? moneys : null;
  }

  /// The money of each party, in their order; none if there is no such agreement.
  private List<Currency> allMoneys(int id) {
    Contract contract = life.contract(id);
    if (contract != null) {
      return contract.moneys(units);
    }
    Agreement entered = entered(id);
    return entered == null
        ? List.of()
        : List.of(entered.parties().currencyA(), entered.parties().currencyB());
  }

  /// From now on, sums in the old unit are read in the new one.
  public void redenominate(RedenominationPlan plan) {
    units.add(plan);
    life.redenominate();
  }

  /// The first agreement in which both moneys meet on some day from `day` on; 0 if none does.
  public int firstBetween(Currency one, Currency other, int day) {
    for (Map.Entry<Integer, List<Agreement>> entry : versions.entrySet()) {
      for (Agreement signed : entry.getValue()) {
        AgreementParties parties = units.now(signed).parties();
        if (signed.effectiveUntilDay() >= day
            && parties.isMoneyOfEither(one)
            && parties.isMoneyOfEither(other)) {
          return entry.getKey();
        }
      }
    }
    return life.firstBetween(one, other, day);
  }

  /// The last version that was entered.
  private @Nullable Agreement entered(int id) {
    List<Agreement> known = versions.getOrDefault(id, List.of());
    return known.isEmpty() ? null : units.now(known.getLast());
  }

  /// Whether these are the moneys of two parties, or of one with the unit of account in which they
  /// clear, so that one has a price in the other.
  public boolean isPair(int id, Currency base, Currency quoted) {
    List<Currency> moneys = allMoneys(id);
    Contract contract = life.contract(id);
    List<Currency> accountUnits =
        contract == null ? List.of() : contract.accountUnits(units);
    return !base.equals(quoted)
        && (moneys.contains(base) || moneys.contains(quoted))
        && (moneys.contains(base) || accountUnits.contains(base))
        && (moneys.contains(quoted) || accountUnits.contains(quoted));
  }

  /// How the price of one unit of `base` in `quoted` is rounded on a day, or if nothing holds then,
  /// by the last version; null if that is not agreed.
  public @Nullable RoundingProfile profile(int id, Currency base, Currency quoted, int day) {
    Contract contract = life.contract(id);
    if (contract != null) {
      return contract.profile(base, quoted, day, units);
    }
    Agreement holding = version(id, day);
    Agreement version = holding == null ? entered(id) : holding;
    if (version == null) {
      return null;
    }
    return base.equals(version.parties().currencyB())
        ? version.terms().priceInA()
        : version.terms().priceInB();
  }

  public boolean existsBetween(ParticipantId one, ParticipantId other) {
    return byPair.containsKey(Pair.of(one, other)) || !life.between(one, other).isEmpty();
  }

  /// What holds between two institutions on a value date, lowest number first.
  public List<Agreement> inForce(ParticipantId one, ParticipantId other, int day) {
    List<Agreement> inForce = new ArrayList<>();
    for (int id : life.between(one, other)) {
      Agreement composed = evaluate(id, one, other, day).agreement();
      if (composed != null) {
        inForce.add(composed);
      }
    }
    boolean composed = !inForce.isEmpty();
    for (int id : byPair.getOrDefault(Pair.of(one, other), List.of())) {
      Agreement version = version(id, day);
      if (version != null && day <= version.effectiveUntilDay()) {
        inForce.add(version);
      }
    }
    if (composed) {
      inForce.sort(Comparator.comparingInt(Agreement::id));
    }
    return inForce;
  }

  /// Why nothing holds between two institutions that have agreements: what the first of those that
  /// live says, if it says more than that it is not in force.
  public Refusal whyNone(ParticipantId one, ParticipantId other, int day) {
    for (int id : life.between(one, other)) {
      Refusal refusal = evaluate(id, one, other, day).refusal();
      if (refusal != null && refusal != Refusal.AGREEMENT_NOT_IN_FORCE) {
        return refusal;
      }
    }
    return Refusal.AGREEMENT_NOT_IN_FORCE;
  }

  private Contract.Evaluation evaluate(int id, ParticipantId one, ParticipantId other, int day) {
    Contract contract = life.contract(id);
    if (contract == null) {
      throw new AssertionError("no such agreement: " + id);
    }
    Refusal refusal = contract.accepts(day);
    return refusal == null
        ? contract.evaluate(one, other, day, units)
        : Contract.Evaluation.refused(refusal);
  }

  /// The FX providers of an agreement that holds on a value date, the usual one first.
  public List<ParticipantId> providers(Agreement agreement, int day) {
    Contract contract = life.contract(agreement.id());
    if (contract != null) {
      return contract.providers(day);
    }
    @Nullable ParticipantId provider = agreement.parties().provider();
    return provider == null ? List.of() : List.of(provider);
  }

  /// Whether payments of a value date become final when their cycle closes.
  public boolean settlesInCycles(int id, int day) {
    Contract contract = life.contract(id);
    return contract != null && contract.settlesInCycles(day);
  }

  /// Whether payments that were accepted under an edition of an agreement were to be netted.
  public boolean isNetted(int id, int edition) {
    Contract contract = life.contract(id);
    return contract != null && contract.isNetted(edition);
  }

  /// Through which house payments of a value date clear; null if they do not.
  public @Nullable ClearingHouse clearing(int id, int day) {
    Contract contract = life.contract(id);
    return contract == null ? null : contract.clearing(day, units);
  }

  /// What the annexes CALENDAR say.
  public AgreedDays days() {
    return life;
  }

  /// What an agreement says of operations on a value date, in today's units; null if it has no
  /// such annex then, as none has that was entered in one step.
  public @Nullable Operations operations(int id, int day) {
    Contract contract = life.contract(id);
    Segment segment = contract == null ? null : contract.on(day);
    for (Annex annex : segment == null ? List.<Annex>of() : segment.annexes()) {
      if (annex.terms() instanceof Operations operations) {
        return units.now(operations);
      }
    }
    return null;
  }

  /// What the annexes FEES say, in today's units.
  public AgreedFees fees() {
    return (id, day) -> {
      Contract contract = life.contract(id);
      return contract == null ? null : contract.fees(day, units);
    };
  }

  /// What they say of rates, in today's units, on the days of their calendars.
  public RateTerms rates(Calendars calendars, BusinessDays days) {
    return new AgreedRates(life, calendars, days, units);
  }

  /// When time changes an agreement next, or `Long.MAX_VALUE`.
  public long nextDueMs() {
    return life.nextDueMs();
  }

  public boolean isDue(long timeMs) {
    return life.isDue(timeMs);
  }

  /// Lets time do the first thing that is due.
  ///
  /// @return number of an agreement under which nothing may wait any more; 0 if there is none
  public int passTime(Step step) {
    return life.passTime(step);
  }

  /// A zone has a newer table: days may begin at another time.
  public void reschedule() {
    life.reschedule();
  }

  public void writeLife(StateWriter writer) {
    writer.section(Section.CONTRACTS);
    life.writeTo(writer);
    treaties.writeTo(writer);
  }

  public void readLife(StateReader reader) {
    reader.section(Section.CONTRACTS);
    life.readFrom(reader);
    treaties.readFrom(reader);
  }

  public void writeTo(StateWriter writer) {
    writer.section(Section.AGREEMENTS);
    writer.putInt(versions.size());
    versions.forEach((id, known) -> writer.putAll(known, StateWriter::putAgreement));
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.AGREEMENTS);
    int count = reader.getCount();
    for (int i = 0; i < count; i++) {
      reader.getAll(StateReader::getAgreement).forEach(this::add);
    }
  }

  public void checkInvariants() {
    life.checkInvariants();
    versions.forEach(
        (id, known) -> {
          for (int i = 0; i < known.size(); i++) {
            Agreement agreement = known.get(i);
            Invariants.check(
                agreement.id() == id
                    && agreement.version() == i + 1
                    && check(agreement, known.subList(0, i)) == null,
                "agreement is not valid",
                "agreement",
                id);
          }
        });
  }
}
