package kontor.engine.participant;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import kontor.engine.Refusal;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import org.jspecify.annotations.Nullable;

/// The currencies (F04) and the participants (F02) of the system. Commands return why not, or
/// null when they took effect.
public final class Registry {

  private record Participant(
      ParticipantKind kind, ParticipantId institution, Admission admission, long outboxPosition) {}

  private final Bounds bounds;
  /// In the order in which they were defined: a currency's place is its number in the core.
  private final List<Currency> currencies = new ArrayList<>();
  private final TreeMap<String, Integer> numbers = new TreeMap<>();
  /// Codes whose money has another unit now. Who knows why says so again after a restart.
  private final TreeSet<String> retired = new TreeSet<>();
  private final TreeMap<ParticipantId, Participant> participants = new TreeMap<>();

  public Registry(Bounds bounds) {
    this.bounds = bounds;
  }

  public @Nullable Refusal define(Currency currency) {
    Integer known = numbers.get(currency.code());
    if (known != null) {
      return currencies.get(known).equals(currency)
          ? Refusal.ALREADY_EXISTS
          : Refusal.CONFLICTS_WITH_EARLIER;
    }
    if (currencies.size() >= Bounds.CURRENCIES_MAX) {
      return Refusal.TABLE_FULL;
    }
    numbers.put(currency.code(), currencies.size());
    currencies.add(currency);
    return null;
  }

  /// The currency with this code; null if there is none.
  public @Nullable Currency withCode(String code) {
    Integer number = numbers.get(code);
    return number == null ? null : currencies.get(number);
  }

  /// Nothing new is said in this currency from now on; what was said stays readable.
  public void retire(Currency currency) {
    Invariants.check(knows(currency), "unknown currency ends", "currency", currency);
    retired.add(currency.code());
  }

  public boolean isRetired(Currency currency) {
    return retired.contains(currency.code()) && knows(currency);
  }

  /// Why nothing new may be said in this currency; null if it may.
  public @Nullable Refusal checkUsable(Currency currency) {
    if (!knows(currency)) {
      return Refusal.CURRENCY_UNKNOWN;
    }
    return isRetired(currency) ? Refusal.CURRENCY_RETIRED : null;
  }

  /// Whether the currency is registered with just these digits, even if it has ended since.
  public boolean knows(Currency currency) {
    Integer number = numbers.get(currency.code());
    return number != null && currencies.get(number).equals(currency);
  }

  /// The number of a currency that is known.
  public int number(Currency currency) {
    Integer number = numbers.get(currency.code());
    Invariants.check(number != null, "currency without a number", "currency", currency);
    return number == null ? -1 : number;
  }

  public Currency currency(int number) {
    return currencies.get(number);
  }

  public @Nullable Refusal admit(
      ParticipantId participant, ParticipantKind kind, ParticipantId institution) {
    Participant known = participants.get(participant);
    if (known != null) {
      return known.kind() == kind && known.institution().equals(institution)
          ? Refusal.ALREADY_EXISTS
          : Refusal.CONFLICTS_WITH_EARLIER;
    }
    Refusal wrong = checkInstitution(participant, kind, institution);
    if (wrong != null) {
      return wrong;
    }
    if (participants.size() >= bounds.participantsMax()) {
      return Refusal.TABLE_FULL;
    }
    participants.put(participant, new Participant(kind, institution, Admission.ACTIVE, 0));
    return null;
  }

  private @Nullable Refusal checkInstitution(
      ParticipantId participant, ParticipantKind kind, ParticipantId institution) {
    if (kind == ParticipantKind.INSTITUTION) {
      return institution.equals(participant) ? null : Refusal.NOT_AN_INSTITUTION;
    }
    return checkIsInstitution(institution);
  }

  /// Why this participant is no institution; null if it is one.
  public @Nullable Refusal checkIsInstitution(ParticipantId participant) {
    Participant known = participants.get(participant);
    if (known == null) {
      return Refusal.PARTICIPANT_UNKNOWN;
    }
    return known.kind() == ParticipantKind.INSTITUTION ? null : Refusal.NOT_AN_INSTITUTION;
  }

  public @Nullable Refusal changeAdmission(ParticipantId participant, Admission admission) {
    Participant known = participants.get(participant);
    if (known == null) {
      return Refusal.PARTICIPANT_UNKNOWN;
    }
    if (known.admission() == admission) {
      return Refusal.ALREADY_EXISTS;
    }
    participants.put(
        participant,
        new Participant(known.kind(), known.institution(), admission, known.outboxPosition()));
    return null;
  }

  /// Remembers how far a participant has taken its outgoing messages. The position only grows,
  /// and nobody has taken what is not in the log yet.
  public @Nullable Refusal acknowledge(
      ParticipantId participant, long position, long lastPosition) {
    Participant known = participants.get(participant);
    if (known == null) {
      return Refusal.PARTICIPANT_UNKNOWN;
    }
    if (position <= known.outboxPosition()) {
      return Refusal.ALREADY_EXISTS;
    }
    if (position > lastPosition) {
      return Refusal.CONFLICTS_WITH_EARLIER;
    }
    participants.put(
        participant,
        new Participant(known.kind(), known.institution(), known.admission(), position));
    return null;
  }

  boolean isFull() {
    return participants.size() >= bounds.participantsMax();
  }

  /// What the participant may do; null if it is not known.
  @Nullable Admission admission(ParticipantId participant) {
    Participant known = participants.get(participant);
    return known == null ? null : known.admission();
  }

  /// Whether others are kept by this institution, of those that count.
  boolean hasOthersAt(ParticipantId institution, Predicate<ParticipantId> counts) {
    for (var other : participants.entrySet()) {
      if (other.getValue().institution().equals(institution)
          && !other.getKey().equals(institution)
          && counts.test(other.getKey())) {
        return true;
      }
    }
    return false;
  }

  /// Sees one participant.
  interface Visitor {
    void visit(
        ParticipantId participant,
        ParticipantKind kind,
        ParticipantId institution,
        Admission admission);
  }

  void forEach(Visitor visitor) {
    participants.forEach(
        (id, participant) ->
            visitor.visit(
                id, participant.kind(), participant.institution(), participant.admission()));
  }

  public boolean knows(ParticipantId participant) {
    return participants.containsKey(participant);
  }

  public boolean is(ParticipantId participant, ParticipantKind kind) {
    Participant known = participants.get(participant);
    return known != null && known.kind() == kind;
  }

  /// The institution that keeps the participant's accounts; null if it is not known.
  public @Nullable ParticipantId institution(ParticipantId participant) {
    Participant known = participants.get(participant);
    return known == null ? null : known.institution();
  }

  /// Whether new payments may name it.
  public boolean isActive(ParticipantId participant) {
    Participant known = participants.get(participant);
    return known != null && known.admission() == Admission.ACTIVE;
  }

  /// Whether even what is under way must stop.
  public boolean isSuspended(ParticipantId participant) {
    Participant known = participants.get(participant);
    return known != null && known.admission() == Admission.SUSPENDED;
  }

  public boolean isInstitutionSuspended(ParticipantId participant) {
    Participant known = participants.get(participant);
    return known != null && isSuspended(known.institution());
  }

  public void writeTo(StateWriter writer) {
    writer.section(Section.REGISTRY);
    writer.putAll(currencies, StateWriter::putCurrency);
    writer.putInt(participants.size());
    participants.forEach(
        (id, participant) -> {
          writer.putParticipant(id);
          writer.putInt(participant.kind().code());
          writer.putParticipant(participant.institution());
          writer.putInt(participant.admission().code());
          writer.putLong(participant.outboxPosition());
        });
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.REGISTRY);
    for (Currency currency : reader.getAll(StateReader::getCurrency)) {
      numbers.put(currency.code(), currencies.size());
      currencies.add(currency);
    }
    int count = reader.getCount();
    for (int i = 0; i < count; i++) {
      participants.put(
          reader.getParticipant(),
          new Participant(
              reader.getCoded(ParticipantKind.values(), ParticipantKind::code),
              reader.getParticipant(),
              reader.getCoded(Admission.values(), Admission::code),
              reader.getLong()));
    }
  }

  public void checkInvariants() {
    participants.forEach(
        (id, participant) ->
            Invariants.check(
                checkInstitution(id, participant.kind(), participant.institution()) == null,
                "participant without its institution",
                "participant",
                id));
    Invariants.check(numbers.size() == currencies.size(), "currency defined twice");
  }
}
