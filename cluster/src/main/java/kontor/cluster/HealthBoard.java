package kontor.cluster;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the parts of a node write how they are.
final class HealthBoard {

  private static final Logger LOG = LoggerFactory.getLogger(SettlementNode.class);

  static final String CLOSED = "closed";

  private final Path dataDir;
  private final long freeBytesMin;
  private volatile String stopReason = "";
  private volatile boolean full;
  private volatile long logPosition;
  private volatile long snapshotPosition = -1;

  HealthBoard(Path dataDir, long freeBytesMin) {
    this.dataDir = dataDir;
    this.freeBytesMin = freeBytesMin;
    checkSpace();
  }

  /// For good; the first reason is kept.
  synchronized void stop(String reason) {
    if (stopReason.isEmpty()) {
      stopReason = reason;
      if (!reason.equals(CLOSED)) {
        LOG.error("node stops: {}", reason);
      }
    }
  }

  /// A part of the node met an error that it does not know how to handle.
  void onError(Throwable error) {
    LOG.error("in the log's machinery", error);
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof java.io.IOException || e instanceof java.io.UncheckedIOException) {
        stop("disk failed: " + e.getMessage());
      }
    }
  }

  void checkSpace() {
    boolean fullNow = usableBytes() < freeBytesMin;
    if (fullNow != full) {
      LOG.warn(fullNow ? "disk nearly full: accepts nothing" : "space on disk again: accepts");
      full = fullNow;
    }
  }

  private long usableBytes() {
    return dataDir.toFile().getUsableSpace();
  }

  void applied(long position) {
    logPosition = position;
  }

  void snapshotTaken(long position) {
    snapshotPosition = position;
  }

  Health.State state() {
    if (!stopReason.isEmpty()) {
      return Health.State.STOPPED;
    }
    return full ? Health.State.DISK_FULL : Health.State.ACCEPTING;
  }

  String reason() {
    return switch (state()) {
      case ACCEPTING -> "";
      case DISK_FULL -> "less than " + freeBytesMin + " bytes of space left";
      case STOPPED -> stopReason;
    };
  }

  Health read() {
    return new Health(state(), reason(), logPosition, snapshotPosition, usableBytes());
  }
}
