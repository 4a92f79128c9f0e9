package kontor.engine.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.Refusal;
import kontor.engine.participant.Registry;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// Agreements by number, each with its versions (F01). The version that holds is found by value
/// date: the highest whose first day has come. The parties are the same in all versions, so an
/// agreement is found by the pair of its institutions.
public final class Agreements {

  private record Pair(ParticipantId lower, ParticipantId upper) implements Comparable<Pair> {

    static Pair of(ParticipantId one, ParticipantId other) {
      return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
    }

    @Override
    public int compareTo(Pair other) {
      int byLower = lower.compareTo(other.lower);
      return byLower != 0 ? byLower : upper.compareTo(other.upper);
    }
  }

  private final Bounds bounds;
  private final Registry registry;
  private final TreeMap<Integer, List<Agreement>> versions = new TreeMap<>();
  private final TreeMap<Pair, List<Integer>> byPair = new TreeMap<>();

  public Agreements(Registry registry, Bounds bounds) {
    this.registry = registry;
    this.bounds = bounds;
  }

  public @Nullable Refusal enter(Agreement agreement) {
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
    boolean full =
        known.isEmpty()
            ? versions.size() >= bounds.agreementsMax()
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
            && (known.isEmpty() || known.getFirst().parties().equals(parties))
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
  public @Nullable Agreement version(int id, int day) {
    List<Agreement> known = versions.getOrDefault(id, List.of());
    for (int i = known.size() - 1; i >= 0; i--) {
      if (known.get(i).effectiveFromDay() <= day) {
        return known.get(i);
      }
    }
    return null;
  }

  /// The last version that was entered.
  public @Nullable Agreement latest(int id) {
    List<Agreement> known = versions.getOrDefault(id, List.of());
    return known.isEmpty() ? null : known.getLast();
  }

  public boolean existsBetween(ParticipantId one, ParticipantId other) {
    return byPair.containsKey(Pair.of(one, other));
  }

  /// What holds between two institutions on a value date, lowest number first.
  public List<Agreement> inForce(ParticipantId one, ParticipantId other, int day) {
    List<Agreement> inForce = new ArrayList<>();
    for (int id : byPair.getOrDefault(Pair.of(one, other), List.of())) {
      Agreement version = version(id, day);
      if (version != null && day <= version.effectiveUntilDay()) {
        inForce.add(version);
      }
    }
    return inForce;
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
