package kontor.cli;

import java.util.concurrent.TimeUnit;
import kontor.cluster.Backup;

/// Says on standard error how far a copy is: a line now and then, and none for a short one.
final class CopyProgress implements Backup.Progress {

  private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long BYTES_PER_MIB = 1 << 20;

  private final CommonOptions common;
  private long saidNanos = System.nanoTime();

  CopyProgress(CommonOptions common) {
    this.common = common;
  }

  @Override
  public void copied(long bytes, long ofBytes) {
    long now = System.nanoTime();
    if (now - saidNanos >= LINE_NANOS) {
      saidNanos = now;
      say(bytes / BYTES_PER_MIB + " of " + ofBytes / BYTES_PER_MIB + " MiB copied");
    }
  }

  @Override
  public void verifying() {
    say("copied; deriving everything anew from the copy ...");
  }

  private void say(String line) {
    common.err().println(line);
    common.err().flush();
  }
}
