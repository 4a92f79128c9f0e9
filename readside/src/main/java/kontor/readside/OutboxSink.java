package kontor.readside;

import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// Takes outgoing messages in the order in which they are to be fetched.
@FunctionalInterface
public interface OutboxSink {

  /// @param to in whose outbox it waits
  /// @param kind what it is, e.g. `pacs.002.001.10`
  /// @param payment the payment it speaks of, if it is one
  void put(ParticipantId to, String kind, @Nullable PaymentId payment, byte[] bytes);
}
