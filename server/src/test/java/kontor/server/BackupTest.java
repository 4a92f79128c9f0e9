package kontor.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import kontor.server.Traffic.Sent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server under load is backed up by another process, and lost. What it answered before the
/// backup began is in the server that is restored from it, the books hold to the unit, and it
/// takes what was sent to the other one after the backup as if it were the first time.
class BackupTest {

  private static final long SEED = 20_261_125L;
  private static final int SENDERS = 3;

  private final PaymentChecks checks = new PaymentChecks();
  private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isOver = new AtomicBoolean();

  @TempDir Path folder = Path.of("");

  @Test
  void aServerIsRestoredFromABackupUnderLoad() throws Exception {
    System.out.println("BackupTest seed " + SEED);
    Path backup = folder.resolve("backup");
    Path elsewhere = folder.resolve("elsewhere");
    List<Sent> before;
    List<Sent> all;
    try (ServerProcess node = ServerProcess.start(folder)) {
      List<Thread> senders = startSenders(node);
      awaitSent(100);
      before = List.copyOf(sent);
      String data = folder.resolve("node").toString();
      assertEquals(0, ServerProcess.run("backup", "--data", data, "--to", backup.toString()));
      awaitSent(sent.size() + 20);
      isOver.set(true);
      for (Thread sender : senders) {
        assertTrue(sender.join(PaymentChecks.ANSWER_WAIT), "a sender hangs");
      }
      all = List.copyOf(sent);
      node.kill();
    }
    String restored = elsewhere.resolve("node").toString();
    assertEquals(0, ServerProcess.run("restore", "--from", backup.toString(), "--data", restored));
    try (ServerProcess node = ServerProcess.start(elsewhere)) {
      checks.checkBalances(node, all);
      for (Sent message : before) {
        for (String uetr : message.uetrs()) {
          assertNotNull(checks.payment(node, uetr), "answered before and not there: " + uetr);
        }
        checks.checkAnswer(node, message);
      }
      for (Sent message : all) {
        assertTrue(!checks.post(node, message.xml()).isEmpty());
      }
      checks.checkBalances(node, all);
      node.stop();
    }
    assertEquals(0, ServerProcess.run("verify", "--data", restored));
  }

  private List<Thread> startSenders(ServerProcess node) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      Traffic traffic = new Traffic("s" + i, random.split());
      senders.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!isOver.get()) {
                      Sent message = traffic.next();
                      String answer = checks.post(node, message.xml());
                      sent.add(new Sent(message.xml(), message.uetrs(), answer));
                    }
                  }));
    }
    return senders;
  }

  private void awaitSent(int count) throws InterruptedException {
    long startNs = System.nanoTime();
    while (sent.size() < count) {
      Thread.sleep(5);
      boolean isLate = System.nanoTime() - startNs > 3 * PaymentChecks.ANSWER_WAIT.toNanos();
      assertTrue(!isLate, "the load does not reach the server: " + sent.size());
    }
  }
}
