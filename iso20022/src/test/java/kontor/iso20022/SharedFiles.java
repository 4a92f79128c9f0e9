package kontor.iso20022;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The published schemas and the sample messages, which lie beside the repository and not in it.
public final class SharedFiles {
  /// A row of the samples' index.
  public record Sample(String file, String message, String header, String schemaVerdict) {
    public boolean valid() {
      return schemaVerdict.equals("valid");
    }

    public boolean supported() {
      MessageVersion version = MessageVersion.ofIdentifier(message);
      return version != null && version.kind() != MessageVersion.Kind.HEADER;
    }

    public byte[] bytes() {
      return read(root().resolve("samples/iso20022").resolve(file));
    }
  }

  private SharedFiles() {}

  public static Path root() {
    String named = System.getProperty("kontor.shared");
    for (String place : named == null ? List.of("../../shared", "../shared")
        : List.of(named)) {
      Path root = Path.of(place);
      if (Files.isDirectory(root.resolve("schemas/iso20022"))) {
        return root;
      }
    }
    throw new IllegalStateException("schemas and samples are not there: they are expected in"
        + " ../shared beside the repository, or where -Dkontor.shared says");
  }

  public static Path schema(String identifier) {
    return root().resolve("schemas/iso20022").resolve(identifier + ".xsd");
  }

  public static List<Sample> samples() {
    try {
      return Files.readAllLines(root().resolve("samples/iso20022/INDEX.tsv")).stream()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .map(cells -> new Sample(cells[0], cells[1], cells[2], cells[5]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
