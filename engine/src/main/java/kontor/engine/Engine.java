package kontor.engine;

import java.util.function.Consumer;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Digest;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// The core: the state of all books, fed by the log.
public final class Engine {

  /// Applies one command of the log. Everything due by `timestampMs` happens first.
  ///
  /// @param position log position of the command, growing
  /// @param timestampMs log time, milliseconds since 1970-01-01T00:00Z, never falling
  public void apply(long position, long timestampMs, Command command, EventSink sink) {
    throw new IllegalStateException();
  }

  /// The next instant at which something is due without a command, or `Long.MAX_VALUE`.
  public long nextDueMs() {
    throw new IllegalStateException();
  }

  public void writeTo(Snapshot.Sink sink) {
    throw new IllegalStateException();
  }

  public static Engine readFrom(Snapshot.Source source) {
    throw new IllegalStateException();
  }

  /// SHA-256 over the snapshot stream: equal on all replicas at the same position.
  public Digest digest() {
    throw new IllegalStateException();
  }

  /// Checks every invariant of the whole state; throws {@link AssertionError} with what is broken.
  public void checkInvariants() {
    throw new IllegalStateException();
  }

  public @Nullable Outcome outcome(PaymentId payment) {
    throw new IllegalStateException();
  }

  /// Walks over all accounts of books in the order of their ids.
  public void accounts(Consumer<AccountView> visitor) {
    throw new IllegalStateException();
  }

  /// @param balanceMinor posted credits less posted debits
  /// @param heldMinor sum of holds
  /// @param lineMinor how far below zero it may go
  public record AccountView(AccountId account, long balanceMinor, long heldMinor, long lineMinor) {}

  /// Walks over all payments in the order of their ids.
  public void payments(PaymentVisitor visitor) {
    throw new IllegalStateException();
  }

  /// Sees one payment.
  public interface PaymentVisitor {
    void visit(PaymentId payment, Outcome outcome);
  }
}
