package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.agrona.IoUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Members whose log is not what they wrote when they are started again.
class DamagedMemberTest {

  private static final long SEED = 20261129;
  private static final int PAGE_BYTES = 4096;

  @TempDir Path dir;

  private final SplittableRandom random = new SplittableRandom(SEED);

  /// As a power cut leaves it: of what was written last some pages came to the disk and some did
  /// not. First at a follower, then at the leader.
  @Test
  void whatIsTornComesFromTheOthers() throws IOException, InterruptedException {
    try (MemberProcesses members = MemberProcesses.onLoopback(dir, 3)) {
      members.startAll();
      for (int round = 0; round < 2; round++) {
        Thread.sleep(500);
        int member = (members.awaitLeader() + 1 + 2 * round) % 3;
        members.kill(member);
        long bytes = tear(members.folder(member));
        members.start(member);
        System.out.println(
            "seed " + SEED + ": bytes torn: " + bytes + ", back after ms: "
                + members.awaitBack(member));
      }
      members.stopAll();
      System.out.println(members.check());
    }
  }

  /// Every other page behind the note, and all that follows the middle.
  private long tear(Path folder) throws IOException {
    Recording log = Nodes.log(folder);
    long from = mark(folder);
    long end = RecordingEnd.find(log);
    assertTrue(from > 0 && end > from, from + " to " + end);
    long start = log.segmentStart(from);
    try (FileChannel file = FileChannel.open(log.segmentFile(start), StandardOpenOption.WRITE)) {
      long bytes = Math.min(end - start, log.segmentBytes());
      for (long place = from - start; place < bytes; place += 2 * PAGE_BYTES) {
        boolean late = place > (from - start + bytes) / 2;
        file.write(ByteBuffer.allocate(late ? 2 * PAGE_BYTES : PAGE_BYTES), place);
      }
    }
    return end - from;
  }

  private static long mark(Path folder) throws IOException {
    return Long.parseLong(Files.readString(folder.resolve(LogFiles.MARK_FILE)).strip());
  }

  /// Verify names the place, the member does not start with it, and gets all from the others once
  /// its folder is empty.
  @Test
  void aByteThatTurnedAtRestIsNamedAndTheMemberReplaced()
      throws IOException, InterruptedException {
    try (MemberProcesses members = MemberProcesses.onLoopback(dir, 3)) {
      members.startAll();
      Thread.sleep(500);
      int member = (members.awaitLeader() + 1) % 3;
      members.kill(member);
      Path folder = members.folder(member);
      Recording log = Nodes.log(folder);
      long place = random.nextLong(mark(folder));
      flip(log.segmentFile(log.segmentStart(place)), place - log.segmentStart(place));
      VerifyReport.Fault fault = LogVerifier.verify(folder).fault();
      assertNotNull(fault);
      System.out.println("seed " + SEED + ": byte " + place + " turned: " + fault);
      assertEquals(
          log.segmentFile(log.segmentStart(place)).getFileName().toString(), fault.file());
      members.start(member);
      assertTrue(members.awaitEnd(member) != 0);
      String errors = members.errorsOf(member);
      assertTrue(errors.contains("log is damaged at "), errors);
      IoUtil.delete(folder.toFile(), false);
      members.start(member);
      System.out.println("emptied, back after ms: " + members.awaitBack(member));
      members.stopAll();
      System.out.println(members.check());
    }
  }

  private static void flip(Path file, long offset) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, offset);
      channel.write(one.put(0, (byte) ~one.get(0)).flip(), offset);
    }
  }
}
