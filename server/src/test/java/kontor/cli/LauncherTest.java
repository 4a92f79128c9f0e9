package kontor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.server.gateway.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `kontor`, in a folder of its own that is built already.
class LauncherTest {

  @TempDir private Path folder;

  /// A signature under a locale that knows no letters but those of ASCII, as in a container.
  @Test
  void namesKeepTheirLettersInEveryLocale() throws Exception {
    install();
    Path agreement = Project.ROOT.resolve("examples/brazil-argentina.agreement");
    Files.copy(agreement, folder.resolve("ñ.agreement"));
    String sign =
        "sh kontor agreement sign ñ.agreement --as CIBRBRB0 --by 'João Ñ' --checked-by 'Lima'";
    for (String locale :
        new String[] {"LC_ALL=C", "LC_ALL=POSIX", "LC_ALL= LANG=", "LC_ALL=C.UTF-8"}) {
      String out = shell(locale + " " + sign);
      assertTrue(out.contains(" by \"João Ñ\" and \"Lima\""), locale + ": " + out);
      assertTrue(out.endsWith("exit 0\n"), locale + ": " + out);
    }
  }

  private void install() throws IOException {
    Files.copy(Project.ROOT.resolve("kontor"), folder.resolve("kontor"));
    Files.copy(Project.ROOT.resolve("pom.xml"), folder.resolve("pom.xml"));
    Path lib = Files.createDirectories(folder.resolve("target/lib"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
    new JarOutputStream(Files.newOutputStream(lib.resolve("kontor.jar")), manifest).close();
    Files.createFile(folder.resolve("target/built"));
  }

  /// What these tests run with, as one jar can name it.
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toUri().toString())
        .collect(Collectors.joining(" "));
  }

  private String shell(String command) throws Exception {
    Path script = folder.resolve("command.sh");
    Files.writeString(script, "cd " + folder + "\n" + command + "\necho exit $?\n");
    Process process =
        new ProcessBuilder("sh", script.toString()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), command);
    assertEquals(0, process.exitValue(), out);
    return out;
  }
}
