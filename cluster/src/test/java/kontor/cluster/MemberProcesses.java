package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Members in processes of their own, each of which posts transfers, and the history of what they
/// were told.
final class MemberProcesses implements AutoCloseable {

  private static final Duration HANG = Duration.ofSeconds(90);
  private static final int ERROR_LINES = 30;
  private static final int IDS_A_PROCESS = 10_000_000;

  private final Path dir;
  private final Membership.Timeouts timeouts;
  private final List<Membership.Member> members;
  private final List<List<String>> prefixes;
  private final List<@Nullable Member> running = new ArrayList<>();
  private final LedgerHistory history = new LedgerHistory(IDS_A_PROCESS);
  private long nextId = IDS_A_PROCESS;

  /// @param prefixes of each member's command line, such as the namespace in which it runs
  MemberProcesses(
      Path dir,
      List<Membership.Member> members,
      Membership.Timeouts timeouts,
      List<List<String>> prefixes) {
    this.dir = dir;
    this.members = members;
    this.timeouts = timeouts;
    this.prefixes = prefixes;
    members.forEach(m -> running.add(null));
  }

  static MemberProcesses onLoopback(Path dir, int count) {
    List<Membership.Member> members = LocalCluster.membersOnLoopback(count);
    return new MemberProcesses(
        dir, members, Membership.Timeouts.DEFAULT, noPrefix(count));
  }

  private static List<List<String>> noPrefix(int count) {
    return Collections.nCopies(count, List.of());
  }

  /// One process.
  private static final class Member {
    final Process process;
    final long firstId;
    volatile String role = "";
    /// Position of its last answer, when it has nothing under way; -1 before.
    volatile long idleAt = -1;
    volatile long appliedTo = -1;
    volatile long answeredTo = -1;
    /// Of answers since it leads.
    volatile int answersAsLeader;
    @Nullable Thread reader;

    Member(Process process, long firstId) {
      this.process = process;
      this.firstId = firstId;
    }
  }

  void start(int id) {
    List<String> command = new ArrayList<>(prefixes.get(id));
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(a -> a.startsWith("--"))
            .toList());
    command.addAll(
        List.of(
            Nodes.PATIENT, "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
            System.getProperty("java.class.path"), MemberUnderLoad.class.getName(),
            LocalCluster.folder(dir, id).toString(), String.valueOf(id), String.valueOf(nextId),
            String.valueOf(timeouts.leaderSilentMs()), String.valueOf(timeouts.electionMs())));
    long firstId = nextId;
    nextId += IDS_A_PROCESS;
    members.forEach(m -> command.add(m.host() + ":" + m.basePort()));
    try {
      Files.createDirectories(dir);
      Member member =
          new Member(
              new ProcessBuilder(command)
                  .redirectError(ProcessBuilder.Redirect.appendTo(errors(id).toFile()))
                  .start(),
              firstId);
      member.reader = Thread.ofPlatform().daemon().start(() -> read(member));
      running.set(id, member);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path errors(int id) {
    return dir.resolve("errors-" + id);
  }

  void startAll() {
    for (int i = 0; i < members.size(); i++) {
      start(i);
    }
    awaitProgress();
  }

  private void read(Member member) {
    try (BufferedReader lines = member.process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // A kill may cut the last line.
        if (line.endsWith(".")) {
          take(member, line.substring(0, line.length() - 1).split(" "));
        }
      }
    } catch (IOException e) {
      // It was killed.
      member.role = "";
    }
  }

  private void take(Member member, String[] words) {
    switch (words[0]) {
      case "role" -> {
        member.role = words[1];
        member.answersAsLeader = 0;
      }
      case "idle" -> member.idleAt = Long.parseLong(words[1]);
      case "applied" -> member.appliedTo = Long.parseLong(words[1]);
      case "unknown" -> history.unknown(Long.parseLong(words[1]));
      case "refused" -> history.refused(Long.parseLong(words[1]));
      case "ok" -> {
        long position = Long.parseLong(words[3]);
        history.acknowledged(
            Long.parseLong(words[1]),
            Integer.parseInt(words[2]),
            position,
            Integer.parseInt(words[4]));
        member.answeredTo = position;
        member.answersAsLeader += member.role.equals("LEADER") ? 1 : 0;
      }
      default -> throw new IllegalStateException(String.join(" ", words));
    }
  }

  /// The member that leads, by its own word; -1 if none says so.
  int leader() {
    for (int i = 0; i < running.size(); i++) {
      Member member = running.get(i);
      if (member != null && member.role.equals("LEADER")) {
        return i;
      }
    }
    return -1;
  }

  int awaitLeader() {
    await("a leader", () -> leader() >= 0);
    return leader();
  }

  /// Waits until another one than these leads, whatever they still say, and its own client has an
  /// answer from it; says how long that took from a moment on.
  long awaitCommitsWithout(Collection<Integer> ids, long startNs) {
    await(
        "commits of another leader",
        () -> {
          for (int i = 0; i < running.size(); i++) {
            Member member = running.get(i);
            if (!ids.contains(i) && member != null && member.answersAsLeader > 0) {
              return true;
            }
          }
          return false;
        });
    return (System.nanoTime() - startNs) / 1_000_000;
  }

  /// Waits until a member follows, or leads, and has applied all that was answered anywhere before;
  /// says how long it took.
  long awaitBack(int id) {
    long startNs = System.nanoTime();
    long end = running.stream().mapToLong(m -> m == null ? -1 : m.answeredTo).max().orElse(-1);
    await(
        "member " + id + " that has applied all up to " + end,
        () -> {
          Member member = member(id);
          return !member.role.equals("ELECTING") && member.appliedTo >= end;
        });
    return (System.nanoTime() - startNs) / 1_000_000;
  }

  /// Stands still, as a machine may that is suspended.
  void pause(int id) throws IOException, InterruptedException {
    Shell.must("kill", "-STOP", String.valueOf(member(id).process.pid()));
  }

  void resume(int id) throws IOException, InterruptedException {
    Shell.must("kill", "-CONT", String.valueOf(member(id).process.pid()));
  }

  private Member member(int id) {
    Member member = running.get(id);
    assertNotNull(member, "member " + id + " does not run");
    return member;
  }

  /// With SIGKILL.
  void kill(int id) {
    Member member = member(id);
    history.cutOff(member.firstId);
    member.process.destroyForcibly();
    running.set(id, null);
    try {
      member.process.waitFor();
      if (member.reader != null) {
        member.reader.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until a process ends by itself, and says its exit code.
  int awaitEnd(int id) throws InterruptedException {
    Member member = member(id);
    history.cutOff(member.firstId);
    await("end of member " + id, () -> !member.process.isAlive());
    running.set(id, null);
    return member.process.waitFor();
  }

  Path folder(int id) {
    return LocalCluster.folder(dir, id);
  }

  /// What a member's processes said about their errors.
  String errorsOf(int id) {
    try {
      return Files.readString(errors(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until commands are acknowledged that were not before, and says how long it took.
  long awaitProgress() {
    int before = history.acknowledgements();
    long startNs = System.nanoTime();
    await("commits", () -> history.acknowledgements() > before);
    return (System.nanoTime() - startNs) / 1_000_000;
  }

  /// Watches for so long, and says the longest time without an answer.
  long longestSilence(long millis) {
    long startNs = System.nanoTime();
    long lastNs = startNs;
    long longestNs = 0;
    int before = history.acknowledgements();
    for (long nowNs = startNs; nowNs - startNs < millis * 1_000_000; nowNs = System.nanoTime()) {
      int now = history.acknowledgements();
      longestNs = Math.max(longestNs, nowNs - lastNs);
      lastNs = now == before ? lastNs : nowNs;
      before = now;
      LockSupport.parkNanos(500_000);
    }
    assertTrue(lastNs > startNs, "no commits within ms: " + millis);
    return longestNs / 1_000_000;
  }

  private void await(String what, BooleanSupplier condition) {
    long deadlineNs = System.nanoTime() + HANG.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadlineNs > 0) {
        throw new AssertionError(
            "no " + what + " within " + HANG + "; members: " + standing() + said());
      }
      LockSupport.parkNanos(500_000);
    }
  }

  /// What the members' processes said last about their errors.
  private String said() {
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < running.size(); i++) {
      List<String> lines = errorsOf(i).lines().toList();
      int from = Math.max(0, lines.size() - ERROR_LINES);
      said.append("\nmember ").append(i).append(" said:\n");
      lines.subList(from, lines.size()).forEach(line -> said.append(line).append('\n'));
    }
    return said.toString();
  }

  private String standing() {
    return running.stream()
        .map(m -> m == null ? "down" : m.role + " applied " + m.appliedTo + " idle " + m.idleAt)
        .collect(Collectors.joining(", "));
  }

  /// Ends the load, waits for what is under way, lets every member come to the end of the log,
  /// and stops them.
  void stopAll() throws IOException, InterruptedException {
    for (int i = 0; i < running.size(); i++) {
      nudge(i);
    }
    await("end of the load", () -> running.stream().allMatch(m -> m != null && m.idleAt >= 0));
    long end = running.stream().mapToLong(m -> m == null ? -1 : m.idleAt).max().orElse(-1);
    await(
        "member that has applied all up to " + end,
        () -> running.stream().allMatch(m -> m != null && m.appliedTo >= end));
    for (int i = 0; i < running.size(); i++) {
      nudge(i);
    }
    for (int i = 0; i < running.size(); i++) {
      member(i).process.waitFor();
      running.set(i, null);
    }
  }

  private void nudge(int id) throws IOException {
    Process process = member(id).process;
    if (!process.isAlive()) {
      throw new AssertionError("member " + id + " ended by itself" + said());
    }
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /// @return what was checked, in a sentence
  String check() throws IOException {
    return history.check(
        members.stream().map(m -> folder(m.id())).toList());
  }

  /// Kills what still runs and removes what it left in shared memory.
  @Override
  public void close() {
    for (int i = 0; i < running.size(); i++) {
      if (running.get(i) != null) {
        kill(i);
        Membership membership =
            new Membership(i, members, timeouts, Membership.Network.DEFAULT);
        NodeConfig config =
            Nodes.config(LocalCluster.folder(dir, i)).withMembership(membership);
        DataFolder.take(config).close();
      }
    }
  }
}
