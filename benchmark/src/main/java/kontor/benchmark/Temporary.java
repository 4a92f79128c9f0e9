package kontor.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.IoUtil;

/// Folders for one run.
final class Temporary {

  private Temporary() {}

  /// A folder that is gone when the process ends, also by Ctrl-C.
  static Path folder(String name) throws IOException {
    Path folder = Files.createTempDirectory(name);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> IoUtil.delete(folder.toFile(), true), "kontor-bench-remains"));
    return folder;
  }
}
