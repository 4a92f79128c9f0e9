package kontor.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import kontor.cluster.Networks.Cut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Members in networks of their own, all under load: cut off in every way, paused, and slowed down.
/// The others go on, who was away comes back by itself, nothing acknowledged is lost and nothing
/// is applied twice. Needs the right to make network namespaces; without it the tests are skipped
/// and say so.
///
/// More partitions, and a leader that is killed on slow lines: `-Dkontor.partitions=20`. How long
/// until there are commits again is printed, and judged if told: `-Dkontor.commits-ms=2000`.
class NetworkFaultTest {

  private static final long SEED = 20261128;
  private static final int FEW = 4;
  private static final int PARTITIONS = Integer.getInteger("kontor.partitions", FEW);

  /// Longer than members wait for a leader that says nothing.
  private static final long AWAY_MS = 1_500;

  @TempDir Path dir;

  private MemberProcesses members(Networks networks, Membership.Timeouts timeouts) {
    return new MemberProcesses(dir, networks.members(), timeouts, networks.prefixes());
  }

  @Test
  void theOthersGoOnWithoutALeaderThatIsCutOff() throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(SEED);
    try (Networks networks = Networks.of(3);
        MemberProcesses members = members(networks, Membership.Timeouts.DEFAULT)) {
      members.startAll();
      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
        Thread.sleep(random.nextInt(200, 1500));
        Cut cut = Cut.values()[i % Cut.values().length];
        List<Integer> leader = List.of(members.awaitLeader());
        long startNs = System.nanoTime();
        networks.cut(leader, cut);
        millis.add(members.awaitCommitsWithout(leader, startNs));
        networks.mend(leader, cut);
        long back = members.awaitBack(leader.getFirst());
        System.out.println(
            "leader cut off " + cut + ", commits again after ms: " + millis.getLast()
                + ", back after ms: " + back);
      }
      LeaderKillTest.judge("partitions", millis);
      finish(members);
    }
  }

  @Test
  void aFollowerThatIsCutOffStopsNobody() throws IOException, InterruptedException {
    try (Networks networks = Networks.of(3);
        MemberProcesses members = members(networks, Membership.Timeouts.DEFAULT)) {
      members.startAll();
      for (Cut cut : Cut.values()) {
        List<Integer> follower = List.of((members.awaitLeader() + 1) % 3);
        networks.cut(follower, cut);
        long longest = members.longestSilence(AWAY_MS);
        networks.mend(follower, cut);
        long back = members.awaitBack(follower.getFirst());
        System.out.println(
            "follower cut off " + cut + ", longest without commits ms: " + longest
                + ", back after ms: " + back);
      }
      finish(members);
    }
  }

  /// The leader is one of them.
  @Test
  void threeOfFiveGoOnWithoutTheOthers() throws IOException, InterruptedException {
    try (Networks networks = Networks.of(5);
        MemberProcesses members = members(networks, Membership.Timeouts.DEFAULT)) {
      members.startAll();
      int leader = members.awaitLeader();
      List<Integer> minority = List.of(leader, (leader + 1) % 5);
      long startNs = System.nanoTime();
      networks.cut(minority, Cut.BOTH_WAYS);
      long commits = members.awaitCommitsWithout(minority, startNs);
      networks.mend(minority, Cut.BOTH_WAYS);
      for (int member : minority) {
        members.awaitBack(member);
      }
      System.out.println("two of five cut off, commits again after ms: " + commits);
      finish(members);
    }
  }

  @Test
  void whoeverIsPausedComesBack() throws IOException, InterruptedException {
    try (Networks networks = Networks.of(3);
        MemberProcesses members = members(networks, Membership.Timeouts.DEFAULT)) {
      members.startAll();
      int leader = members.awaitLeader();
      long startNs = System.nanoTime();
      members.pause(leader);
      long commits = members.awaitCommitsWithout(List.of(leader), startNs);
      members.resume(leader);
      System.out.println(
          "leader paused, commits again after ms: " + commits + ", back after ms: "
              + members.awaitBack(leader));
      int follower = (members.awaitLeader() + 1) % 3;
      members.pause(follower);
      long longest = members.longestSilence(AWAY_MS);
      members.resume(follower);
      System.out.println(
          "follower paused, longest without commits ms: " + longest + ", back after ms: "
              + members.awaitBack(follower));
      finish(members);
    }
  }

  /// Each way; a round trip takes twice as long.
  @Test
  void slowLinesOnlyMakeItSlow() throws IOException, InterruptedException {
    try (Networks networks = Networks.of(3);
        MemberProcesses members = members(networks, new Membership.Timeouts(3_000, 1_000))) {
      members.startAll();
      for (int delayMs : new int[] {50, 200}) {
        networks.delay(delayMs);
        Thread.sleep(2 * delayMs);
        long longest = members.longestSilence(AWAY_MS);
        System.out.println(
            "each way " + delayMs + " ms, longest without commits ms: " + longest);
      }
      if (PARTITIONS > FEW) {
        killLeader(members);
      }
      networks.delay(0);
      finish(members);
    }
  }

  private static void killLeader(MemberProcesses members) {
    int leader = members.awaitLeader();
    long startNs = System.nanoTime();
    members.kill(leader);
    long commits = members.awaitCommitsWithout(List.of(leader), startNs);
    members.start(leader);
    System.out.println(
        "leader killed on slow lines, commits again after ms: " + commits + ", back after ms: "
            + members.awaitBack(leader));
  }

  private static void finish(MemberProcesses members) throws IOException, InterruptedException {
    members.awaitProgress();
    members.stopAll();
    System.out.println(members.check());
  }
}
