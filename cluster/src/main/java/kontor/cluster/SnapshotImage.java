package kontor.cluster;

import io.aeron.FragmentAssembler;
import io.aeron.Image;
import io.aeron.cluster.client.ClusterException;
import org.agrona.concurrent.IdleStrategy;

/// The messages of a snapshot as the cluster replays it.
final class SnapshotImage implements SnapshotCodec.MessagesIn {

  private final Image image;
  private final IdleStrategy idle;
  private int seen;

  SnapshotImage(Image image, IdleStrategy idle) {
    this.image = image;
    this.idle = idle;
  }

  @Override
  public void next(Handler handler) {
    int before = seen;
    FragmentAssembler assembler =
        new FragmentAssembler(
            (buffer, offset, length, header) -> {
              seen++;
              handler.onMessage(buffer, offset, length);
            });
    while (seen == before) {
      if (image.poll(assembler, 1) == 0) {
        if (image.isClosed()) {
          throw new ClusterException("snapshot ends early");
        }
        idle.idle();
      }
    }
  }
}
