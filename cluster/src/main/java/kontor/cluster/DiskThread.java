package kontor.cluster;

import io.aeron.archive.Archive;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.time.Duration;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.IdleStrategy;

/// The archive's thread. A node alone has its media driver on it too: on two cores a command
/// should wake as few threads as it can on its way, and the driver has nothing to do but to look
/// after buffers, which bears a wait for the disk. A member's driver speaks with the other members
/// and must not be silent while the disk syncs, so it has threads of its own.
final class DiskThread implements AutoCloseable {

  private static final Duration END_WAIT = Duration.ofSeconds(10);

  private final MediaDriver driver;
  private final Archive archive;
  private final HealthBoard health;
  private final Thread thread;
  private volatile boolean running = true;

  DiskThread(MediaDriver.Context driverContext, Archive.Context context, HealthBoard health) {
    this.health = health;
    KilledRecordings.close(context.archiveDir().toPath());
    this.driver = MediaDriver.launch(driverContext);
    try {
      this.archive =
          Archive.launch(
              driverContext.threadingMode() == ThreadingMode.INVOKER
                  ? context.mediaDriverAgentInvoker(driver.sharedAgentInvoker())
                  : context);
    } catch (RuntimeException e) {
      driver.close();
      throw e;
    }
    this.thread = Thread.ofPlatform().daemon().name("kontor-disk").start(this::run);
  }

  private void run() {
    IdleStrategy idle = new PatientIdleStrategy();
    AgentInvoker invoker = archive.invoker();
    try {
      while (running && !invoker.isClosed()) {
        idle.idle(invoker.invoke());
      }
    } catch (Throwable e) {
      // Without it a member would go on to lead and write nothing.
      health.onError(e);
      health.stop("archive ended: " + e);
    }
    if (running) {
      health.stop("archive ended");
    }
    // It checks that no other thread touches its sessions.
    archive.close();
  }

  @Override
  public void close() {
    running = false;
    try {
      thread.join(END_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    driver.close();
  }
}
