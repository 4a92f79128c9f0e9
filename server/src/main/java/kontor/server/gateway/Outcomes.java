package kontor.server.gateway;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.terms.Digest;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentState;
import org.jspecify.annotations.Nullable;

/// What the core said about one message: gathers events, in order, into one standing for each
/// instruction. A repeat is told from the first time only by whence it comes: place and time are
/// those of the first.
final class Outcomes {

  private final Digest digest;
  private final Map<Integer, Standing> bySequence = new TreeMap<>();
  private final Map<PaymentId, Integer> sequences = new HashMap<>();
  private long firstPosition = -1;
  private long partPosition = -1;
  private long partTimestampMs;
  private long lastPosition = -1;
  private long lastTimestampMs;
  private @Nullable Refusal messageRefusal;
  private boolean isRepeat;

  Outcomes(Digest digest) {
    this.digest = digest;
  }

  void addAll(List<RecordedEvent> events) {
    events.forEach(this::add);
  }

  void add(RecordedEvent recorded) {
    switch (recorded.event()) {
      case Event.MessageReceived received when received.envelope().digest().equals(digest) ->
          begin(recorded.position(), recorded.timestampMs());
      case Event.MessageRepeated repeated when repeated.digest().equals(digest) -> {
        isRepeat = true;
        begin(repeated.firstPosition(), repeated.firstTimestampMs());
      }
      case Event.MessageRefused refused when refused.digest().equals(digest) ->
          messageRefusal = refused.refusal();
      case Event.InstructionRefused refused when refused.message().equals(digest) ->
          put(refused.sequence(),
              Standing.faulty(Fault.decode(refused.faults()), partPosition, partTimestampMs));
      case Event.PaymentAccepted accepted when accepted.message().equals(digest) -> {
        sequences.put(accepted.order().payment(), accepted.order().sequence());
        put(accepted.order().sequence(),
            new Standing(
                PaymentState.RATED, List.of(), List.of(), recorded.position(),
                recorded.timestampMs(), accepted.conversion()));
      }
      case Event.RateAwaited awaited when awaited.message().equals(digest) -> {
        sequences.put(awaited.order().payment(), awaited.order().sequence());
        put(awaited.order().sequence(),
            new Standing(
                PaymentState.AWAITS_RATE, List.of(awaited.reason()), List.of(),
                recorded.position(), recorded.timestampMs(), null));
      }
      case Event.PaymentRejected rejected when rejected.message().equals(digest) ->
          put(rejected.order().sequence(),
              Standing.refused(
                  rejected.refusals(), recorded.position(), recorded.timestampMs()));
      case Event.PaymentRepeated repeated when repeated.message().equals(digest) -> {
        sequences.put(repeated.payment(), repeated.sequence());
        put(repeated.sequence(), Standing.of(repeated.outcome()));
      }
      case Event.PaymentConflict conflict when conflict.message().equals(digest) ->
          put(conflict.sequence(),
              Standing.refused(
                  List.of(conflict.refusal()), partPosition, partTimestampMs));
      case Event.PaymentRated rated -> rate(rated, recorded);
      case Event.PaymentQueued queued ->
          move(queued.payment(), PaymentState.QUEUED, List.of(queued.reason()), recorded);
      case Event.PaymentSettled settled ->
          move(settled.payment(), PaymentState.SETTLED, List.of(), recorded);
      case Event.PaymentExpired expired ->
          move(expired.payment(), PaymentState.EXPIRED, List.of(expired.refusal()), recorded);
      default -> {
        // Nothing that concerns this message.
      }
    }
  }

  private void begin(long position, long timestampMs) {
    partPosition = position;
    partTimestampMs = timestampMs;
    if (firstPosition < 0) {
      firstPosition = position;
    }
    reach(position, timestampMs);
  }

  private void put(int sequence, Standing standing) {
    bySequence.put(sequence, standing);
    reach(standing.position(), standing.timestampMs());
  }

  private void move(
      PaymentId payment, PaymentState state, List<Refusal> refusals, RecordedEvent recorded) {
    Integer sequence = sequences.get(payment);
    if (sequence == null) {
      return;
    }
    Standing before = bySequence.get(sequence);
    put(sequence,
        new Standing(
            state, refusals, List.of(), recorded.position(), recorded.timestampMs(),
            before == null ? null : before.conversion()));
  }

  private void rate(Event.PaymentRated rated, RecordedEvent recorded) {
    Integer sequence = sequences.get(rated.payment());
    if (sequence != null) {
      put(sequence,
          new Standing(
              PaymentState.RATED, List.of(), List.of(), recorded.position(),
              recorded.timestampMs(), rated.conversion()));
    }
  }

  private void reach(long position, long timestampMs) {
    if (position > lastPosition) {
      lastPosition = position;
      lastTimestampMs = timestampMs;
    }
  }

  /// The standing of an instruction; -1 is the message as such. What the core passed over in a
  /// repeat was refused when it came first.
  Standing of(int sequence) {
    if (messageRefusal != null) {
      return Standing.refused(List.of(messageRefusal), firstPosition, partTimestampMs);
    }
    Standing standing = bySequence.get(sequence);
    if (standing != null) {
      return standing;
    }
    Fault passedOver =
        new Fault(
            "V08", "DU01", "", 0, "these bytes came before and this instruction did not count",
            "send the instruction in a new message");
    return Standing.faulty(List.of(passedOver), firstPosition, lastTimestampMs);
  }

  /// Payments of this message that may still change.
  Set<PaymentId> open() {
    Set<PaymentId> open = new HashSet<>();
    sequences.forEach(
        (payment, sequence) -> {
          if (!of(sequence).isFinal()) {
            open.add(payment);
          }
        });
    return open;
  }

  boolean isRepeat() {
    return isRepeat;
  }

  /// Where the message first stands in the log.
  long firstPosition() {
    return firstPosition;
  }

  /// Where something last happened to one of its payments, and when.
  long lastPosition() {
    return lastPosition;
  }

  long lastTimestampMs() {
    return lastTimestampMs;
  }
}
