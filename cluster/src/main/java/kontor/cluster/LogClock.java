package kontor.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The clock from which a log has its times. For training and rehearsals it can be set: then it is
/// ahead of the machine's, or behind, by the same span always, also while no node runs. The data
/// folder says so in a file, and a folder that has times of the one clock never gets any of the
/// other. It can be set forward again, never back, for log time never falls.
///
/// @param isSet whether it is another than the machine's
/// @param ahead of the machine's, in whole milliseconds; negative if behind
public record LogClock(boolean isSet, Duration ahead) implements InstantSource {

  public static final LogClock MACHINE = new LogClock(false, Duration.ZERO);

  /// What it can be set to: from the first of these until before the second. The tables of time
  /// zones hold for it.
  public static final Instant SET_MIN = Instant.parse("2000-01-01T00:00:00Z");

  public static final Instant SET_END = Instant.parse("2100-01-01T00:00:00Z");

  /// The file of a folder whose clock was set.
  static final String FILE = "clock";

  private static final Pattern LINE = Pattern.compile("ahead-ms = (-?\\d{1,15})\n");

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public long millis() {
    return System.currentTimeMillis() + ahead.toMillis();
  }

  /// What a folder says of its clock.
  ///
  /// @throws DamagedFolderException if the file says nothing that can be read
  static LogClock of(Path dataDir) throws IOException {
    Path file = dataDir.resolve(FILE);
    if (!Files.exists(file)) {
      return MACHINE;
    }
    Matcher line = LINE.matcher(Files.readString(file));
    if (!line.matches()) {
      throw new DamagedFolderException("the file " + file + " does not say how far ahead");
    }
    return new LogClock(true, Duration.ofMillis(Long.parseLong(line.group(1))));
  }

  /// Sets a folder's clock, or leaves it as it is.
  ///
  /// @param isNew whether the folder has no log yet
  /// @param to null to leave it
  /// @throws ClockSetException if it may not be set so
  static LogClock set(Path dataDir, boolean isNew, @Nullable Instant to) throws IOException {
    if (isNew) {
      // Left behind by a start that never came to a log.
      Files.deleteIfExists(dataDir.resolve(FILE));
    }
    LogClock kept = of(dataDir);
    if (to == null) {
      return kept;
    }
    if (to.isBefore(SET_MIN) || !to.isBefore(SET_END)) {
      throw new ClockSetException(
          "a clock is set to a time of the years 2000 to 2099; give one of them");
    }
    if (!kept.isSet && !isNew) {
      throw new ClockSetException(
          "the log of " + dataDir + " has times of the machine's clock and keeps to it;"
              + " give a new folder");
    }
    if (kept.isSet && to.isBefore(kept.instant())) {
      throw new ClockSetException(
          "it is " + kept.instant() + " in " + dataDir + ", and a clock is never set back;"
              + " give a later time, or a new folder");
    }
    LogClock clock =
        new LogClock(true, Duration.ofMillis(to.toEpochMilli() - System.currentTimeMillis()));
    clock.write(dataDir);
    return clock;
  }

  private void write(Path dataDir) throws IOException {
    Path fresh = dataDir.resolve(FILE + ".new");
    Files.writeString(fresh, "ahead-ms = " + ahead.toMillis() + "\n");
    RecordingCut.sync(fresh);
    Files.move(
        fresh,
        dataDir.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    RecordingCut.sync(dataDir);
  }
}
