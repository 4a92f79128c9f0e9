package kontor.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import kontor.engine.Event.TransfersPosted;

/// A process that posts transfers as fast as it can and says which were acknowledged, until it is
/// killed: a line each with first id, count, log position, and how many were created.
final class NodeUnderLoad {

  static final int ACCOUNTS = 50;
  private static final int IN_FLIGHT = 24;

  private NodeUnderLoad() {}

  /// In a process of its own, which says on its output what was acknowledged.
  static Process launch(Path dir, long firstId) throws IOException {
    return Nodes.process(NodeUnderLoad.class, dir.toString(), String.valueOf(firstId)).start();
  }

  /// @param args folder, first id
  public static void main(String[] args) throws ExecutionException, InterruptedException {
    SettlementNode node = SettlementNode.start(Nodes.config(Path.of(args[0])));
    Nodes.send(node, Nodes.accounts(ACCOUNTS));
    long id = Long.parseLong(args[1]);
    SplittableRandom random = new SplittableRandom(id);
    ArrayDeque<CompletableFuture<Void>> underWay = new ArrayDeque<>();
    while (true) {
      // Some commands of several frames, so that a kill may fall between two.
      int count = random.nextInt(10) == 0 ? 600 : 1 + random.nextInt(5);
      long first = id;
      id += count;
      underWay.add(
          node.client()
              .send(Nodes.transfers(first, count, ACCOUNTS))
              .thenAccept(reply -> say(first, count, reply)));
      if (underWay.size() == IN_FLIGHT) {
        underWay.remove().get();
      }
      if (random.nextInt(500) == 0) {
        node.takeSnapshot();
      }
    }
  }

  private static void say(long first, int count, Reply reply) {
    TransfersPosted posted = (TransfersPosted) reply.events().getFirst().event();
    int created = posted.results().created();
    System.out.println(first + " " + count + " " + reply.position() + " " + created);
  }
}
