package kontor.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import kontor.cluster.BackupException.Kind;
import org.jspecify.annotations.Nullable;

/// What is in a backup: a text file beside the files that it names. A backup without it is none.
/// Its last line is the digest of those before, so that no bit of it can change unseen.
///
/// @param takenAt when the backup began; what was acknowledged before is in it
/// @param logId says which log it is of: two backups of one node have the same
/// @param logPosition the whole log up to here is in the backup
/// @param files in the order of their names
public record BackupManifest(
    Instant takenAt, String logId, long logPosition, List<FileEntry> files) {

  public static final String FILE_NAME = "backup.manifest";

  static final int FORMAT = 1;

  private static final String HEAD = "kontor backup, format ";
  private static final String TAKEN = "taken ";
  private static final String LOG = "log ";
  private static final String POSITION = "position ";
  private static final String NAME_FORM = "[A-Za-z0-9_-][A-Za-z0-9._-]*";
  private static final String FILE_FORM =
      "[0-9a-f]{64} [0-9]{1,18} " + NAME_FORM + "(/" + NAME_FORM + ")*";
  private static final String END = "end ";
  private static final int HEAD_LINES = 4;

  /// @param path below the backup's folder, with `/` between names
  /// @param sha256 of its bytes, in hexadecimal digits
  public record FileEntry(String path, long bytes, String sha256) {}

  public BackupManifest {
    files = List.copyOf(files);
  }

  public long bytes() {
    return files.stream().mapToLong(FileEntry::bytes).sum();
  }

  @Nullable FileEntry file(String path) {
    return files.stream().filter(f -> f.path().equals(path)).findFirst().orElse(null);
  }

  byte[] encode() {
    StringBuilder text = new StringBuilder();
    text.append(HEAD).append(FORMAT).append('\n');
    text.append(TAKEN).append(takenAt).append('\n');
    text.append(LOG).append(logId).append('\n');
    text.append(POSITION).append(logPosition).append('\n');
    for (FileEntry file : files) {
      text.append(file.sha256()).append(' ').append(file.bytes()).append(' ');
      text.append(file.path()).append('\n');
    }
    String digest = digest(text.toString());
    text.append(END).append(digest).append('\n');
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String digest(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(CheckedCopy.sha256().digest(bytes));
  }

  /// @throws BackupException if it is missing, damaged or of another format
  public static BackupManifest read(Path backup) {
    Path file = backup.resolve(FILE_NAME);
    if (!Files.isRegularFile(file)) {
      throw new BackupException(Kind.WRONG_FOLDER, "folder holds no whole backup", backup);
    }
    try {
      BackupManifest manifest = parse(Files.readString(file, StandardCharsets.ISO_8859_1), file);
      if (manifest == null) {
        throw new BackupException(Kind.DAMAGED, "manifest of the backup is damaged", file);
      }
      return manifest;
    } catch (IOException e) {
      throw new BackupException(Kind.ENVIRONMENT, "manifest cannot be read", file, e);
    }
  }

  private static @Nullable BackupManifest parse(String text, Path file) {
    List<String> lines = text.lines().toList();
    if (!lines.isEmpty()
        && lines.getFirst().matches(HEAD + "[0-9]{1,9}")
        && !lines.getFirst().equals(HEAD + FORMAT)) {
      throw new BackupException(Kind.WRONG_FOLDER, "backup is of another format", file);
    }
    int end = text.lastIndexOf(END);
    if (lines.size() <= HEAD_LINES
        || end < 0
        || !text.substring(end).equals(END + digest(text.substring(0, end)) + "\n")) {
      return null;
    }
    List<FileEntry> files = new ArrayList<>();
    for (String line : lines.subList(HEAD_LINES, lines.size() - 1)) {
      String[] words = line.split(" ");
      if (!line.matches(FILE_FORM)) {
        return null;
      }
      files.add(new FileEntry(words[2], Long.parseLong(words[1]), words[0]));
    }
    try {
      return new BackupManifest(
          Instant.parse(lines.get(1).substring(TAKEN.length())),
          lines.get(2).substring(LOG.length()),
          Long.parseLong(lines.get(3).substring(POSITION.length())),
          files);
    } catch (DateTimeParseException | NumberFormatException | IndexOutOfBoundsException e) {
      // The digest fits: whoever wrote it did not write this format.
      return null;
    }
  }
}
