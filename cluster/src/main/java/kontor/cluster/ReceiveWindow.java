package kontor.cluster;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How much other members may send before this one says that it has it.
///
/// All of it may lie in the socket at once, for the thread that reads may have to wait for a core:
/// so the window is no larger than the socket's buffer, and that is no larger than the system
/// grants. What does not fit is lost and sent again, which is slower than a smaller window.
final class ReceiveWindow {

  private static final Logger LOG = LoggerFactory.getLogger(ReceiveWindow.class);

  private ReceiveWindow() {}

  /// @return what the system grants of it, at most all
  static int granted(int askedBytes) {
    int granted = Math.min(askedBytes, socketBytes(askedBytes));
    if (granted < askedBytes) {
      LOG.warn(
          "the system grants sockets {} bytes, window-bytes is {}: members and what they missed"
              + " travel slower; on Linux set net.core.rmem_max",
          granted,
          askedBytes);
    }
    return granted;
  }

  private static int socketBytes(int askedBytes) {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, askedBytes);
      return channel.getOption(StandardSocketOptions.SO_RCVBUF);
    } catch (IOException e) {
      throw new IllegalStateException("no socket of UDP is to be had", e);
    }
  }
}
