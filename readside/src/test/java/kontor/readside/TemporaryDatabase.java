package kontor.readside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// A database file in a folder of its own, removed at the end.
final class TemporaryDatabase implements AutoCloseable {

  private final Path folder;
  private ReadDatabase database;

  TemporaryDatabase() {
    try {
      folder = Files.createTempDirectory("kontor-readside");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database = ReadDatabase.open(file());
  }

  Path file() {
    return folder.resolve("read.db");
  }

  ReadDatabase open() {
    return database;
  }

  /// Closes all connections and opens the file again.
  ReadDatabase reopen() {
    database.close();
    database = ReadDatabase.open(file());
    return database;
  }

  /// Puts another file in the place of this one.
  void replaceBy(Path other) throws IOException {
    database.close();
    Files.move(other, file(), StandardCopyOption.REPLACE_EXISTING);
    database = ReadDatabase.open(file());
  }

  ReadDatabase rebuild() {
    database.close();
    database = ReadDatabase.rebuild(file());
    return database;
  }

  /// Every row of every table as text.
  List<String> dump() {
    return database.read(
        session -> {
          List<String> tables =
              session.listText(
                  "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
                  row -> row.text("name"));
          List<String> lines = new ArrayList<>();
          for (String table : tables) {
            List<String> columns =
                session.listText(
                    "SELECT name FROM pragma_table_info(?) ORDER BY cid",
                    row -> row.text("name"),
                    table);
            lines.addAll(
                session
                    .listText("SELECT * FROM " + table, row -> table + text(row, columns))
                    .stream()
                    .sorted()
                    .toList());
          }
          return lines;
        });
  }

  private static String text(Row row, List<String> columns) {
    StringBuilder line = new StringBuilder();
    for (String column : columns) {
      boolean binary = column.equals("bytes") || column.equals("evidence");
      line.append('|')
          .append(
              binary ? HexFormat.of().formatHex(row.bytes(column)) : row.textOrNull(column));
    }
    return line.toString();
  }

  @Override
  public void close() {
    database.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
