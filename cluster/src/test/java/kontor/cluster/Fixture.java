package kontor.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import kontor.engine.Command;
import kontor.engine.Event;

/// A data folder as a node once wrote it, and what followed from it then. Kept under `fixtures/`:
/// `NAME.zip` and `NAME.digests`, never changed once they are there.
record Fixture(Path zip, Path digests) {

  static final String RESOURCES = "src/test/resources/fixtures";

  /// States of the second and of the third version.
  private static final Set<String> OF_OLDER_STATES =
      Set.of("2026-11-24.zip", "2026-11-28-changes.zip");

  private static final int COMMANDS = 500;
  private static final int PIECE_BYTES = 4096;

  /// Longer than payments wait, holds last and transfers pend in {@link AllKinds}.
  private static final long ALL_OVER_NS = 2_100_000_000L;

  static Fixture of(Path zip) {
    String name = zip.getFileName().toString();
    return new Fixture(zip, zip.resolveSibling(name.replace(".zip", ".digests")));
  }

  /// All that are kept, the oldest first.
  static List<Fixture> all() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(RESOURCES))) {
      return files.filter(f -> f.toString().endsWith(".zip")).sorted().map(Fixture::of).toList();
    }
  }

  @Override
  public String toString() {
    return zip.getFileName().toString();
  }

  /// Lets a node of today write a new one.
  static Fixture make(Path resources, String name, Path workFolder) throws IOException {
    AllKinds kinds = new AllKinds(name.hashCode());
    try (SettlementNode node = SettlementNode.start(Nodes.config(workFolder))) {
      kinds.founding().forEach(c -> Nodes.send(node, c));
      send(node, kinds);
      node.takeSnapshot();
    }
    try (SettlementNode node = SettlementNode.start(Nodes.config(workFolder))) {
      send(node, kinds);
      LockSupport.parkNanos(ALL_OVER_NS);
      Nodes.send(node, new Command.PassTime());
      node.takeSnapshot();
      send(node, kinds);
    }
    ReplayDigests replay = ReplayDigests.ofLog(workFolder);
    Set<String> missing = new HashSet<>(namesOf(Command.class));
    missing.addAll(namesOf(Event.class));
    missing.remove(Event.LedgerRead.class.getSimpleName());
    missing.remove(Event.LedgerReadInPart.class.getSimpleName());
    // Quotes end ten minutes after they were offered.
    missing.remove(Event.QuotesEnded.class.getSimpleName());
    missing.removeAll(replay.kinds().keySet());
    if (!missing.isEmpty()) {
      throw new IllegalStateException("a fixture needs every kind; give AllKinds " + missing);
    }
    Fixture fixture = of(resources.resolve(name + ".zip"));
    Files.createDirectories(resources);
    Files.write(
        fixture.digests, replay.lines(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    fixture.zip(workFolder);
    return fixture;
  }

  private static void send(SettlementNode node, AllKinds kinds) {
    for (int i = 0; i < COMMANDS; i++) {
      Nodes.send(node, kinds.next(System.currentTimeMillis()));
    }
  }

  private static List<String> namesOf(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses()).map(Class::getSimpleName).toList();
  }

  private void zip(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> found = Files.walk(folder)) {
      found.filter(Files::isRegularFile).sorted().forEach(files::add);
    }
    try (OutputStream file = Files.newOutputStream(zip, StandardOpenOption.CREATE_NEW);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.setLevel(9);
      for (Path path : files) {
        out.putNextEntry(new ZipEntry(folder.relativize(path).toString()));
        Files.copy(path, out);
        out.closeEntry();
      }
    }
  }

  /// Makes the folder anew, sparse where it is empty.
  void unzipTo(Path folder) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path path = folder.resolve(entry.getName());
        Files.createDirectories(path.getParent());
        copy(in, path);
      }
    }
  }

  private static void copy(InputStream in, Path path) throws IOException {
    byte[] nothing = new byte[PIECE_BYTES];
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long position = 0;
      byte[] piece = in.readNBytes(PIECE_BYTES);
      while (piece.length > 0) {
        if (piece.length < PIECE_BYTES || !Arrays.equals(piece, nothing)) {
          file.write(ByteBuffer.wrap(piece), position);
        }
        position += piece.length;
        piece = in.readNBytes(PIECE_BYTES);
      }
      if (position > file.size()) {
        file.write(ByteBuffer.allocate(1), position - 1);
      }
    }
  }

  /// What of the lines must be the same today: all, or for those whose states were of an older
  /// version, which have other bytes today, the positions and the digests of events. Then it is
  /// the verifier that compares the old states, as they are read today, with the log.
  List<String> comparable(List<String> lines) {
    return OF_OLDER_STATES.contains(toString())
        ? lines.stream().map(line -> line.split(" ")).map(f -> f[0] + " " + f[2]).toList()
        : lines;
  }

  List<String> storedDigests() throws IOException {
    return Files.readAllLines(digests);
  }
}
