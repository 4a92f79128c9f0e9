package kontor.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import kontor.engine.Command;

/// Brings commands to the log and their outcome back. Safe for any number of threads.
public final class SettlementClient implements AutoCloseable {

  /// The most bytes that one command may have on its way: a full batch of transfers, or a part
  /// of a message's evidence.
  public static final int MESSAGE_BYTES_MAX = 2 << 20;

  SettlementClient() {}

  /// Completes when the command is on disk and applied.
  public CompletableFuture<Reply> send(Command command) {
    return CompletableFuture.failedFuture(
        new NotAcceptedException(NotAcceptedException.Cause.STOPPED, command.toString()));
  }

  /// Sends and waits.
  ///
  /// @throws TimeoutException when no answer came in time; the outcome is unknown
  public Reply sendAndWait(Command command, Duration deadline) throws TimeoutException {
    throw new TimeoutException(command + " " + deadline);
  }

  @Override
  public void close() {}
}
