package kontor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.server.agreement.AgreementReader;
import kontor.server.agreement.AgreementText;
import kontor.server.agreement.TextFault;

/// Reads agreements that are given on the command line.
final class AgreementFiles {

  private static final String ENDING = ".agreement";
  private static final String STANDARD_INPUT = "-";
  /// More than any agreement has; the reader says so.
  private static final int BYTES_MAX = 16 << 20;

  private AgreementFiles() {}

  /// Files as they are given, and those of folders that end in `.agreement`.
  static List<Path> expand(List<Path> given) {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> inside = Files.list(path)) {
          inside.filter(f -> f.toString().endsWith(ENDING)).sorted().forEach(files::add);
        } catch (IOException e) {
          throw unreadable(path, e);
        }
      } else {
        files.add(path);
      }
    }
    if (files.isEmpty()) {
      throw CliFault.usage("no file ends in " + ENDING + " there; give the path of an agreement");
    }
    return files;
  }

  static AgreementReader.Result read(Path file) {
    try {
      return readOrFail(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// The text of a file, or that of standard input if the file is named `-`.
  ///
  /// @throws IOException if it cannot be read
  static AgreementReader.Result readOrFail(Path file) throws IOException {
    return file.toString().equals(STANDARD_INPUT)
        ? AgreementReader.read(System.in.readNBytes(BYTES_MAX))
        : AgreementReader.read(file);
  }

  private static CliFault unreadable(Path file, IOException e) {
    return CliFault.usage(
        file + " cannot be read (" + e.getClass().getSimpleName() + "); check the path");
  }

  /// An agreement without faults, whoever has signed it so far.
  static AgreementText readWhole(Path file) {
    AgreementReader.Result result = read(file);
    AgreementText agreement = result.agreement();
    if (agreement == null || !result.faults().isEmpty()) {
      throw CliFault.refused(
          "the agreement has faults; mend them first:\n" + lines(file, result.faults()));
    }
    return agreement;
  }

  private static String lines(Path file, List<TextFault> faults) {
    return faults.stream()
        .map(fault -> fault.in(file.toString()))
        .collect(Collectors.joining("\n"));
  }
}
