package kontor.cluster;

import io.aeron.exceptions.AeronException;
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
  private volatile String snapshotFault = "";
  private volatile boolean connected;
  private volatile int leaderId = Health.Standing.NONE;

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
    if (isPassing(error)) {
      LOG.warn("in the log's machinery: {}", error.getMessage());
      return;
    }
    LOG.error("in the log's machinery", error);
    if (error instanceof Error) {
      stop("an error that cannot be: " + error);
    }
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof java.io.IOException || e instanceof java.io.UncheckedIOException) {
        stop("disk failed: " + e.getMessage());
      }
    }
  }

  /// Elections and members that come and go are told as warnings.
  private static boolean isPassing(Throwable error) {
    return error instanceof AeronException e && e.category() == AeronException.Category.WARN;
  }

  /// The media driver met an error. A network that fails is no reason to stop: it may come back,
  /// and the other members notice by themselves.
  void onNetworkError(Throwable error) {
    LOG.warn("in the network: {}", error.toString());
  }

  /// Whether the node's client has a leader that takes its commands.
  void connected(boolean now) {
    connected = now;
  }

  void leader(int memberId) {
    leaderId = memberId;
  }

  int leaderId() {
    return leaderId;
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

  long appliedPosition() {
    return logPosition;
  }

  long snapshotPosition() {
    return snapshotPosition;
  }

  /// Why the last snapshot was not written; empty if it was.
  String snapshotFault() {
    return snapshotFault;
  }

  void snapshotFailed(String reason) {
    snapshotFault = reason;
  }

  void snapshotTaken(long position) {
    snapshotFault = "";
    snapshotPosition = position;
  }

  /// Whether it stopped without being told to.
  boolean hasFailed() {
    return !stopReason.isEmpty() && !stopReason.equals(CLOSED);
  }

  Health.State state() {
    if (!stopReason.isEmpty()) {
      return Health.State.STOPPED;
    }
    if (full) {
      return Health.State.DISK_FULL;
    }
    return connected ? Health.State.ACCEPTING : Health.State.NO_LEADER;
  }

  String reason() {
    return switch (state()) {
      case ACCEPTING -> "";
      case NO_LEADER -> "no member leads that can be reached";
      case DISK_FULL -> "less than " + freeBytesMin + " bytes of space left";
      case STOPPED -> stopReason;
    };
  }

  Health read(Health.Standing standing) {
    return new Health(
        state(), reason(), logPosition, snapshotPosition, usableBytes(), standing);
  }
}
