package kontor.cluster;

import kontor.engine.Engine;
import org.jspecify.annotations.Nullable;

/// What {@link LogVerifier} found on a data folder.
///
/// @param fault the first thing that is wrong; null if nothing is
/// @param engine the state after the whole log, derived anew; null if the log is unreadable
/// @param commands commands in the log that were applied
/// @param events events derived and compared with the journal
/// @param snapshots snapshots compared
/// @param bytesChecked bytes of log, journal and snapshots whose every bit was checked
/// @param firstPosition log position from which the log was applied: 0, or that of a snapshot
/// @param lastPosition log position of the last command
public record VerifyReport(
    @Nullable Fault fault,
    @Nullable Engine engine,
    long commands,
    long events,
    int snapshots,
    long bytesChecked,
    long firstPosition,
    long lastPosition) {

  /// @param what what is wrong, in a sentence
  /// @param file name of the file, empty when the fault is not in one place
  /// @param offset byte in the file; -1 when the fault is not in one place
  /// @param position position in the log or journal; -1 if unknown
  public record Fault(String what, String file, long offset, long position) {}

  public boolean isSound() {
    return fault == null;
  }
}
