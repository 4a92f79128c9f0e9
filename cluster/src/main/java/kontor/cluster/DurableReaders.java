package kontor.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How far each durable reader of the journal is. Kept in a text file, one reader a line: name
/// and log position. A position that was lost in a crash is only too low, which drops less.
final class DurableReaders {

  static final String FILE_NAME = "readers";

  private static final String NAME_FORM = "[A-Za-z0-9.-]{1,64}";

  private final Path file;
  private final Map<String, Long> positions = new TreeMap<>();

  DurableReaders(Path dataDir) {
    this.file = dataDir.resolve(FILE_NAME);
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          int space = line.indexOf(' ');
          positions.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void consumed(String readerName, long position) {
    if (!readerName.matches(NAME_FORM)) {
      throw new IllegalArgumentException("name of a reader: " + readerName);
    }
    boolean isNew = !positions.containsKey(readerName);
    positions.merge(readerName, position, Math::max);
    if (isNew) {
      save();
    }
  }

  /// Log position that every durable reader has behind it; `Long.MAX_VALUE` if there are none.
  synchronized long slowest() {
    return positions.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
  }

  synchronized void save() {
    List<String> lines = new ArrayList<>();
    positions.forEach((name, position) -> lines.add(name + " " + position));
    try {
      Path fresh = file.resolveSibling(FILE_NAME + ".new");
      Files.write(fresh, lines);
      Files.move(
          fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
