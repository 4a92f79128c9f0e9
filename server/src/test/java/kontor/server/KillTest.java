package kontor.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import kontor.server.Traffic.Sent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The promise of the product under the worst of treatments: a server in its own process, under
/// load from several banks at once, is killed by `kill -9` at seeded instants and started again.
///
/// Every answered payment is there, with that outcome, exactly once; every unanswered one can be
/// asked for by its UETR and has one outcome or never arrived; sending again gives the first
/// answer; the books hold to the unit; and the whole passes `verify`.
class KillTest {

  private static final int KILLS = Integer.getInteger("kontor.kills", 20);
  private static final long SEED = Long.getLong("kontor.seed", 20_261_124L);
  private static final int SENDERS = 4;
  private static final int LOAD_MS_MAX = 1_200;

  private final PaymentChecks checks = new PaymentChecks();

  @TempDir Path folder = Path.of("");

  @Test
  void nothingAnsweredIsLostAndNothingHappensTwice() throws Exception {
    System.out.println("KillTest seed " + SEED + ", kills " + KILLS);
    SplittableRandom random = new SplittableRandom(SEED);
    ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
    for (int kill = 0; kill < KILLS; kill++) {
      try (ServerProcess node = ServerProcess.start(folder)) {
        killUnderLoad(node, kill, random.split(), random.nextInt(LOAD_MS_MAX), sent);
      }
    }
    long answered = sent.stream().filter(s -> !s.answer().isEmpty()).count();
    System.out.println("KillTest: " + sent.size() + " messages sent, " + answered + " answered");
    assertTrue(answered > KILLS, "the load must reach the server: " + answered + " answers");
    try (ServerProcess node = ServerProcess.start(folder)) {
      for (Sent message : sent) {
        checks.checkAnswer(node, message);
      }
      checks.checkBalances(node, sent);
      node.stop();
    }
    Path data = folder.resolve("node");
    assertEquals(0, ServerProcess.run("verify", "--data", data.toString()));
  }

  private void killUnderLoad(
      ServerProcess node,
      int kill,
      SplittableRandom random,
      int loadMs,
      ConcurrentLinkedQueue<Sent> sent)
      throws InterruptedException {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      Traffic traffic = new Traffic("k" + kill + "s" + i, random.split());
      senders.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (true) {
                      Sent message = traffic.next();
                      String answer = checks.post(node, message.xml());
                      sent.add(new Sent(message.xml(), message.uetrs(), answer));
                      if (answer.isEmpty()) {
                        return;
                      }
                    }
                  }));
    }
    Thread.sleep(loadMs);
    node.kill();
    for (Thread sender : senders) {
      boolean hasEnded = sender.join(PaymentChecks.ANSWER_WAIT.multipliedBy(2));
      assertTrue(hasEnded, "a sender hangs after the kill");
    }
  }
}
