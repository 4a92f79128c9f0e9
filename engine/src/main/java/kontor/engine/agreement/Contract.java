package kontor.engine.agreement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.Refusal;
import kontor.engine.agreement.Timeline.Segment;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementFrame.Party;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexNumber;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.annex.AnnexTerms.PairProfile;
import kontor.engine.calendar.GridMoment;
import kontor.engine.governance.FormReader;
import kontor.engine.governance.FormWriter;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.ClearingHouse;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// One agreement with its annexes: where it stands, who signed what, and what it says of a pair of
/// its parties on a value date. What may be done to it is decided by {@link AgreementLife}.
final class Contract {

  static final int NEVER = Integer.MAX_VALUE;

  /// Where nothing is converted, nothing is rounded.
  private static final RoundingProfile UNUSED = new RoundingProfile(Rounding.HALF_UP, 10);

  private static final AgreementState[] STATES = AgreementState.values();

  /// What holds for a pair on a value date: terms, or why there are none.
  record Evaluation(@Nullable Agreement agreement, @Nullable Refusal refusal) {

    static Evaluation refused(Refusal refusal) {
      return new Evaluation(null, refusal);
    }
  }

  private record Question(int fromDay, Pair pair) implements Comparable<Question> {
    @Override
    public int compareTo(Question other) {
      int byDay = Integer.compare(fromDay, other.fromDay);
      return byDay != 0 ? byDay : pair.compareTo(other.pair);
    }
  }

  final AgreementFrame frame;
  AgreementState state = AgreementState.DRAFT;
  /// Parties that agreed to the text as it stands, signed it, ratified it, suspended it.
  final TreeSet<ParticipantId> agreed = new TreeSet<>();
  final TreeSet<ParticipantId> signed = new TreeSet<>();
  final TreeSet<ParticipantId> ratified = new TreeSet<>();
  final TreeSet<ParticipantId> suspending = new TreeSet<>();
  /// First day in force; {@link #NEVER} until that is known.
  int inForceDay = NEVER;
  /// First day on which it is no longer in force; {@link #NEVER} if that is open.
  int endDay;
  /// When time changes its state next; follows from the rest.
  long dueMs = Long.MAX_VALUE;

  /// By kind, in the order of the versions.
  private final TreeMap<AnnexKind, List<AnnexVersion>> annexes = new TreeMap<>();
  /// Each with its number: 1, 2, 3 ... in the order in which they were formed.
  private final TreeMap<Edition, Integer> editions = new TreeMap<>();
  /// Follows from the annexes.
  private Timeline timeline = Timeline.EMPTY;
  /// Follows from the timeline; answers that were asked for before.
  private final TreeMap<Question, Evaluation> answers = new TreeMap<>();

  Contract(AgreementFrame frame) {
    this.frame = frame;
    endDay = frame.untilDay() == Agreement.OPEN_END ? NEVER : frame.untilDay() + 1;
  }

  List<ParticipantId> institutions() {
    return frame.parties().stream().map(Party::institution).toList();
  }

  boolean isComplete(TreeSet<ParticipantId> who) {
    return who.size() == frame.parties().size();
  }

  List<AnnexVersion> versions(AnnexKind kind) {
    return annexes.getOrDefault(kind, List.of());
  }

  /// A version by its number; null if there is none.
  @Nullable AnnexVersion version(AnnexKind kind, int version) {
    List<AnnexVersion> known = versions(kind);
    return version >= 1 && version <= known.size() ? known.get(version - 1) : null;
  }

  /// The frame's text and all annexes, by kind and version.
  Digest digest() {
    return AnnexForm.digest(
        frame, annexes.values().stream().flatMap(List::stream).map(AnnexVersion::annex).toList());
  }

  /// Puts a version behind the others of its kind, or in place of the one with its number.
  void put(AnnexVersion version) {
    List<AnnexVersion> known =
        annexes.computeIfAbsent(version.annex().kind(), kind -> new ArrayList<>());
    int number = version.annex().version();
    if (number <= known.size()) {
      known.set(number - 1, version);
    } else {
      known.add(version);
    }
  }

  void removeLast(AnnexKind kind) {
    List<AnnexVersion> known = annexes.getOrDefault(kind, List.of());
    known.removeLast();
    if (known.isEmpty()) {
      annexes.remove(kind);
    }
  }

  /// The countries whose business days count: those of the last CALENDAR annex that every party
  /// signed, or else of the parties.
  List<String> countries() {
    List<AnnexVersion> calendars = versions(AnnexKind.CALENDAR);
    for (int i = calendars.size() - 1; i >= 0; i--) {
      if (calendars.get(i).isConcluded()
          && calendars.get(i).annex().terms() instanceof AnnexTerms.Days days) {
        return days.countries();
      }
    }
    return frame.countries();
  }

  /// The versions that would be concluded if these were, too.
  private Collection<AnnexVersion> concludedWith(List<AnnexVersion> now) {
    TreeMap<AnnexKind, TreeMap<Integer, AnnexVersion>> all = new TreeMap<>();
    annexes.values().stream().flatMap(List::stream).filter(AnnexVersion::isConcluded)
        .forEach(version -> put(version, all));
    now.forEach(version -> put(version, all));
    return all.values().stream().flatMap(versions -> versions.values().stream()).toList();
  }

  private static void put(
      AnnexVersion version, TreeMap<AnnexKind, TreeMap<Integer, AnnexVersion>> to) {
    to.computeIfAbsent(version.annex().kind(), kind -> new TreeMap<>())
        .put(version.annex().version(), version);
  }

  /// The segments whose editions would be formed if these versions were concluded.
  List<Segment> formedBy(List<AnnexVersion> now) {
    TreeMap<Edition, Segment> formed = new TreeMap<>();
    for (Segment segment : Timeline.of(concludedWith(now)).segments()) {
      if (!editions.containsKey(segment.edition())) {
        formed.putIfAbsent(segment.edition(), segment);
      }
    }
    return formed.values().stream().sorted(Comparator.comparing(Segment::fromDay)).toList();
  }

  void conclude(List<AnnexVersion> now) {
    formedBy(now).forEach(segment -> editions.put(segment.edition(), editions.size() + 1));
    now.forEach(this::put);
    rebuild();
  }

  private void rebuild() {
    timeline = Timeline.of(concludedWith(List.of()));
    answers.clear();
  }

  int editions() {
    return editions.size();
  }

  /// The annexes that hold on a value date; null if none does.
  @Nullable Segment on(int day) {
    return timeline.on(day);
  }

  /// Whether new payments may be accepted now for a value date; null if they may.
  @Nullable Refusal accepts(int day) {
    return switch (state) {
      case DRAFT, AGREED, SIGNED, RATIFIED -> Refusal.AGREEMENT_NOT_IN_FORCE;
      case SUSPENDED -> Refusal.AGREEMENT_SUSPENDED;
      case TERMINATING, TERMINATED -> Refusal.AGREEMENT_TERMINATED;
      case IN_FORCE ->
          day < inForceDay || day >= endDay ? Refusal.AGREEMENT_NOT_IN_FORCE : null;
    };
  }

  /// The terms for a pair of parties on a value date, or why there are none: exactly one of both.
  Evaluation evaluate(ParticipantId one, ParticipantId other, int day, Units units) {
    Segment segment = timeline.on(day);
    if (segment == null) {
      return Evaluation.refused(Refusal.ANNEX_NOT_IN_FORCE);
    }
    return answers.computeIfAbsent(
        new Question(segment.fromDay(), Pair.of(one, other)),
        question -> compose(segment, one, other, units));
  }

  private Evaluation compose(
      Segment segment, ParticipantId one, ParticipantId other, Units units) {
    AnnexTerms.Settlement settlement = null;
    AnnexTerms.Rates rates = null;
    for (Annex annex : segment.annexes()) {
      if (annex.terms() instanceof AnnexTerms.Settlement terms) {
        settlement = terms;
      } else if (annex.terms() instanceof AnnexTerms.Rates terms) {
        rates = terms;
      }
    }
    if (settlement == null) {
      return Evaluation.refused(Refusal.ANNEX_NOT_IN_FORCE);
    }
    ClearingHouse clearing = clearing(segment, units);
    if (lacksCycle(settlement.model(), segment, clearing)) {
      return Evaluation.refused(Refusal.CYCLE_MISSING);
    }
    Party a = first(one, other);
    Party b = a.institution().equals(one) ? party(other) : party(one);
    Currency moneyOfA = units.now(a.money());
    Currency moneyOfB = units.now(b.money());
    boolean converts =
        settlement.model() != SettlementModel.SINGLE && !moneyOfA.equals(moneyOfB);
    RoundingProfile priceInA = profile(rates, moneyOfB, moneyOfA, units);
    RoundingProfile priceInB = profile(rates, moneyOfA, moneyOfB, units);
    boolean isPriced =
        clearing == null
            || isPriced(rates, moneyOfA, clearing.unit(), units)
                && isPriced(rates, moneyOfB, clearing.unit(), units);
    if (converts && (priceInA == null || priceInB == null) || !isPriced) {
      return Evaluation.refused(Refusal.ANNEX_NOT_IN_FORCE);
    }
    @Nullable ParticipantId provider =
        settlement.providers().isEmpty() ? null : settlement.providers().getFirst();
    return new Evaluation(
        new Agreement(
            frame.id(),
            number(segment.edition()),
            segment.fromDay(),
            segment.untilDay(),
            settlement.model(),
            new AgreementParties(
                a.institution(), moneyOfA, b.institution(), moneyOfB, provider),
            new AgreementTerms(
                priceInA == null ? UNUSED : priceInA,
                priceInB == null ? UNUSED : priceInB,
                rates == null ? Rounding.HALF_UP : rates.sums(),
                settlement.oneCurrency().stream().map(units::now).distinct().toList(),
                settlement.maximums().stream().map(units::limit).toList(),
                settlement.queueMs())),
        null);
  }

  private static boolean lacksCycle(
      SettlementModel model, Segment segment, @Nullable ClearingHouse clearing) {
    return switch (model) {
      case RECIPROCAL, PROVIDER, SINGLE -> false;
      case NET -> !closesCycles(segment);
      case CLEARING -> clearing == null;
    };
  }

  private static boolean closesCycles(Segment segment) {
    return segment.annexes().stream()
        .anyMatch(
            annex ->
                annex.terms() instanceof AnnexTerms.Days days
                    && days.grid().moments().stream()
                        .anyMatch(moment -> moment.name() == GridMoment.CYCLE_CLOSE));
  }

  /// Whether payments of a value date become final when their cycle closes.
  boolean settlesInCycles(int day) {
    Segment segment = timeline.on(day);
    return segment != null
        && model(segment) == SettlementModel.NET
        && closesCycles(segment);
  }

  /// Whether payments that were accepted under an edition were to be netted.
  boolean isNetted(int edition) {
    for (Map.Entry<Edition, Integer> known : editions.entrySet()) {
      if (known.getValue() == edition) {
        return known.getKey().annexes().stream().anyMatch(this::isNetted);
      }
    }
    return false;
  }

  private boolean isNetted(AnnexNumber number) {
    AnnexVersion version = version(number.kind(), number.version());
    return version != null
        && version.annex().terms() instanceof AnnexTerms.Settlement settlement
        && settlement.model() == SettlementModel.NET;
  }

  private static @Nullable SettlementModel model(@Nullable Segment segment) {
    for (Annex annex : segment == null ? List.<Annex>of() : segment.annexes()) {
      if (annex.terms() instanceof AnnexTerms.Settlement settlement) {
        return settlement.model();
      }
    }
    return null;
  }

  /// Through which house payments of a value date clear; null if they do not.
  @Nullable ClearingHouse clearing(int day, Units units) {
    Segment segment = timeline.on(day);
    return segment == null ? null : clearing(segment, units);
  }

  private static @Nullable ClearingHouse clearing(Segment segment, Units units) {
    if (model(segment) == SettlementModel.CLEARING) {
      for (Annex annex : segment.annexes()) {
        if (annex.terms() instanceof AnnexTerms.Clearing terms) {
          return new ClearingHouse(terms.house(), units.now(terms.unit()));
        }
      }
    }
    return null;
  }

  /// The FX providers on a value date, in the order of the annex.
  List<ParticipantId> providers(int day) {
    Segment segment = timeline.on(day);
    for (Annex annex : segment == null ? List.<Annex>of() : segment.annexes()) {
      if (annex.terms() instanceof AnnexTerms.Settlement settlement) {
        return settlement.providers();
      }
    }
    return List.of();
  }

  private int number(Edition edition) {
    Integer number = editions.get(edition);
    Invariants.check(number != null, "edition without a number", "agreement", frame.id());
    return number == null ? 0 : number;
  }

  /// The one of two parties that the frame names first.
  private Party first(ParticipantId one, ParticipantId other) {
    for (Party party : frame.parties()) {
      if (party.institution().equals(one) || party.institution().equals(other)) {
        return party;
      }
    }
    throw new AssertionError("not parties of the agreement: " + one + ", " + other);
  }

  private Party party(ParticipantId institution) {
    return first(institution, institution);
  }

  /// What is signed about fees for a day, in today's units; null if nothing is.
  AgreedFees.@Nullable InForce fees(int day, Units units) {
    Segment segment = timeline.on(day);
    for (Annex annex : segment == null ? List.<Annex>of() : segment.annexes()) {
      if (annex.terms() instanceof AnnexTerms.Fees fees) {
        return new AgreedFees.InForce(annex.version(), units.now(fees));
      }
    }
    return null;
  }

  /// How a price of `base` in `quoted` is rounded on a day, or else by the last annex on rates;
  /// null if that was never agreed.
  @Nullable RoundingProfile profile(Currency base, Currency quoted, int day, Units units) {
    Segment segment = timeline.on(day);
    RoundingProfile found =
        segment == null ? null : profile(segment.annexes(), base, quoted, units);
    List<AnnexVersion> known = versions(AnnexKind.RATES);
    for (int i = known.size() - 1; i >= 0 && found == null; i--) {
      if (known.get(i).isConcluded()) {
        found = profile(List.of(known.get(i).annex()), base, quoted, units);
      }
    }
    return found;
  }

  private static @Nullable RoundingProfile profile(
      List<Annex> annexes, Currency base, Currency quoted, Units units) {
    for (Annex annex : annexes) {
      if (annex.terms() instanceof AnnexTerms.Rates rates) {
        return profile(rates, base, quoted, units);
      }
    }
    return null;
  }

  /// The profile of a direction of today's moneys, whichever units the annex was written in.
  static @Nullable RoundingProfile profile(
      AnnexTerms.@Nullable Rates rates, Currency base, Currency quoted, Units units) {
    for (PairProfile pair : rates == null ? List.<PairProfile>of() : rates.profiles()) {
      if (units.now(pair.base()).equals(base) && units.now(pair.quoted()).equals(quoted)) {
        return pair.profile();
      }
    }
    return null;
  }

  /// Whether rates between two moneys may be made, which are always made both ways.
  private static boolean isPriced(
      AnnexTerms.@Nullable Rates rates, Currency one, Currency other, Units units) {
    return profile(rates, one, other, units) != null && profile(rates, other, one, units) != null;
  }

  /// The units of account that any of its annexes CYCLE names, as they are today.
  List<Currency> accountUnits(Units units) {
    return accountUnits(versions(AnnexKind.CYCLE), units);
  }

  /// Those in which something may still clear on a day or later, by what every party signed.
  List<Currency> agreedUnits(int day, Units units) {
    return accountUnits(
        versions(AnnexKind.CYCLE).stream()
            .filter(version -> version.isConcluded() && version.annex().untilDay() >= day)
            .toList(),
        units);
  }

  private static List<Currency> accountUnits(List<AnnexVersion> versions, Units units) {
    List<Currency> accountUnits = new ArrayList<>();
    for (AnnexVersion version : versions) {
      if (version.annex().terms() instanceof AnnexTerms.Clearing clearing) {
        accountUnits.add(units.now(clearing.unit()));
      }
    }
    return accountUnits;
  }

  /// The money of each party today, in their order.
  List<Currency> moneys(Units units) {
    return frame.parties().stream().map(party -> units.now(party.money())).toList();
  }

  /// Moneys have other units now: what was asked for before has another answer.
  void forgetAnswers() {
    answers.clear();
  }

  void writeTo(StateWriter writer) {
    writer.putBlock(GovernanceForm.bytes(this::writeHead));
    writer.putAll(
        annexes.values().stream().flatMap(List::stream).toList(),
        (to, version) ->
            to.putBlock(GovernanceForm.bytes(out -> AnnexVersion.write(out, version))));
    TreeMap<Integer, Edition> byNumber = new TreeMap<>();
    editions.forEach((edition, number) -> byNumber.put(number, edition));
    writer.putAll(
        byNumber.values(),
        (to, edition) ->
            to.putAll(
                edition.annexes(),
                (list, number) -> {
                  list.putInt(number.kind().code());
                  list.putInt(number.version());
                }));
  }

  private void writeHead(FormWriter out) {
    AnnexForm.frame(out, frame);
    out.int8(state.code());
    for (TreeSet<ParticipantId> who : List.of(agreed, signed, ratified, suspending)) {
      out.list(who, FormWriter::participant);
    }
    out.int32(inForceDay);
    out.int32(endDay);
  }

  static Contract readFrom(StateReader reader) {
    Contract contract = GovernanceForm.read(reader.getBlock(), Contract::readHead);
    reader
        .getAll(from -> GovernanceForm.read(from.getBlock(), AnnexVersion::read))
        .forEach(contract::put);
    for (Edition edition : reader.getAll(Contract::readEdition)) {
      contract.editions.put(edition, contract.editions.size() + 1);
    }
    contract.rebuild();
    return contract;
  }

  private static Contract readHead(FormReader in) {
    Contract contract = new Contract(AnnexForm.frame(in));
    contract.state = in.coded(STATES, AgreementState::code);
    for (TreeSet<ParticipantId> who :
        List.of(contract.agreed, contract.signed, contract.ratified, contract.suspending)) {
      who.addAll(in.list(FormReader::participant));
    }
    contract.inForceDay = in.int32();
    contract.endDay = in.int32();
    return contract;
  }

  private static Edition readEdition(StateReader reader) {
    return new Edition(
        reader.getAll(
            from ->
                new AnnexNumber(
                    from.getCoded(AnnexKind.values(), AnnexKind::code), from.getInt())));
  }

  void checkInvariants() {
    int id = frame.id();
    Invariants.check(
        isComplete(agreed) == (state != AgreementState.DRAFT) || isOver(),
        "agreement stands where its texts do not",
        "agreement",
        id);
    Invariants.check(
        (state == AgreementState.SUSPENDED) == !suspending.isEmpty(),
        "suspension without a party",
        "agreement",
        id);
    for (Segment segment : timeline.segments()) {
      number(segment.edition());
    }
    for (List<AnnexVersion> versions : annexes.values()) {
      for (int i = 0; i < versions.size(); i++) {
        AnnexVersion version = versions.get(i);
        Invariants.check(
            version.annex().version() == i + 1
                && version.annex().agreement() == id
                && version.isConcluded()
                    == (version.signatures().size() == frame.parties().size()),
            "annex is not valid",
            "agreement",
            id,
            "annex",
            version.number());
      }
    }
  }

  /// Whether its last day is over, whatever came before.
  boolean isOver() {
    return state == AgreementState.TERMINATING || state == AgreementState.TERMINATED;
  }
}
