package kontor.server.gateway;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the tests find what lies beside the code.
public final class Project {

  public static final Path ROOT = root();

  private Project() {}

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("examples"))) {
      Path parent = here.getParent();
      if (parent == null) {
        throw new AssertionError("no folder examples above the tests");
      }
      here = parent;
    }
    return here;
  }

  /// The schemas and samples beside the project, which are not part of it.
  public static Path shared() {
    return ROOT.resolveSibling("shared");
  }
}
