package kontor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// Rules that a machine keeps need no reviewer. Each fault is one line: where, what, and what to
/// write instead. At the end the counts by which STYLE.md compares us, one line a module.
class TidyTest {

  private static final int LINE_LENGTH_MAX = 100;
  private static final int METHOD_LINES_MAX = 70;
  private static final int PARAMETERS_MAX = 8;

  private static final Set<String> TEXT =
      Set.of("java", "md", "sh", "jte", "sql", "css", "js", "scenario", "properties");

  private static final Map<Pattern, String> BANNED =
      Map.of(
          Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b"), "finish it or write an issue",
          Pattern.compile("catch \\([^)]*\\) \\{\\s*\\}"), "say why the error does not matter",
          Pattern.compile("@Dis" + "abled|@Ig" + "nore"), "mend the test",
          Pattern.compile("System\\.ex" + "it\\("), "return an exit code");

  private static final Path ROOT = findRoot();

  @Test
  void everyTextFileIsTidy() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Path file : files()) {
      String name = file.getFileName().toString();
      String ending = name.substring(name.lastIndexOf('.') + 1);
      if (!TEXT.contains(ending) && !name.equals("kontor") && !name.equals("pom.xml")) {
        continue;
      }
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String place = ROOT.relativize(file) + ":" + (i + 1);
        checkLine(place, ending, lines.get(i), faults);
      }
      if (ending.equals("md")) {
        long titles = lines.stream().filter(l -> l.startsWith("# ")).count();
        if (titles != 1) {
          faults.add(ROOT.relativize(file) + ": one title a document, found " + titles);
        }
      }
      if (ending.equals("scenario") && !Files.exists(sibling(file, ".out"))) {
        faults.add(ROOT.relativize(file) + ": every scenario has its stored .out");
      }
    }
    report(faults);
  }

  private static void checkLine(String place, String ending, String line, List<String> faults) {
    if (line.endsWith(" ") || line.endsWith("\t")) {
      faults.add(place + ": trailing space");
    }
    if (ending.equals("java") && line.length() > LINE_LENGTH_MAX && !line.contains("http")) {
      faults.add(place + ": longer than " + LINE_LENGTH_MAX + " columns");
    }
    if (ending.equals("java")) {
      for (Map.Entry<Pattern, String> rule : BANNED.entrySet()) {
        boolean isMain = place.contains("/main/") || place.startsWith("tools/");
        boolean isExit = rule.getKey().pattern().startsWith("System");
        if (rule.getKey().matcher(line).find() && (isMain || !isExit) && !isEntry(place, isExit)) {
          faults.add(place + ": " + line.strip() + " (" + rule.getValue() + ")");
        }
      }
    }
  }

  /// A program ends with an exit code in one place each.
  private static boolean isEntry(String place, boolean isExit) {
    return isExit && (place.contains("Main.java") || place.startsWith("tools/"));
  }

  @Test
  void everyMethodCanBeHeldInTheHead() throws IOException {
    List<Path> sources = files().stream().filter(f -> f.toString().endsWith(".java")).toList();
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK is needed");
    List<String> faults = new ArrayList<>();
    Map<String, Counts> counts = new TreeMap<>();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, d -> {}, List.of("-proc:none"), null,
                  manager.getJavaFileObjectsFromPaths(sources));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        Path file = ROOT.relativize(Path.of(unit.getSourceFile().toUri()));
        boolean isMain = file.toString().contains("src/main/");
        String module = file.getName(0).toString();
        new MethodScanner(unit, positions, file, faults,
                isMain ? counts.computeIfAbsent(module, m -> new Counts()) : new Counts())
            .scan(unit, null);
      }
    }
    counts.forEach((module, c) -> System.out.println("tidy " + module + ": " + c));
    report(faults);
  }

  private static final class Counts {
    private final List<Integer> methodLines = new ArrayList<>();
    private int types;
    private int publicTypes;

    @Override
    public String toString() {
      Collections.sort(methodLines);
      int size = methodLines.size();
      return types + " top-level types, " + (types == 0 ? 0 : publicTypes * 100 / types)
          + " % public, " + size + " methods, median "
          + (size == 0 ? 0 : methodLines.get(size / 2)) + " lines, 90th percentile "
          + (size == 0 ? 0 : methodLines.get(size * 9 / 10));
    }
  }

  private static final class MethodScanner extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final Path file;
    private final List<String> faults;
    private final Counts counts;

    MethodScanner(
        CompilationUnitTree unit, SourcePositions positions, Path file, List<String> faults,
        Counts counts) {
      this.unit = unit;
      this.positions = positions;
      this.file = file;
      this.faults = faults;
      this.counts = counts;
      for (Tree type : unit.getTypeDecls()) {
        if (type instanceof ClassTree declared) {
          counts.types++;
          if (declared.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
            counts.publicTypes++;
          }
        }
      }
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      long start = positions.getStartPosition(unit, method);
      long end = positions.getEndPosition(unit, method);
      if (start >= 0 && end >= 0 && method.getBody() != null) {
        long first = unit.getLineMap().getLineNumber(start);
        int lines = (int) (unit.getLineMap().getLineNumber(end) - first + 1);
        counts.methodLines.add(lines);
        if (lines > METHOD_LINES_MAX && !isOneList(method)) {
          faults.add(file + ":" + first + ": " + method.getName() + " has " + lines + " lines");
        }
      }
      if (method.getParameters().size() > PARAMETERS_MAX) {
        faults.add(file + ": " + method.getName() + " has more than " + PARAMETERS_MAX
            + " parameters; group them in a record");
      }
      return super.visitMethod(method, unused);
    }

    /// A switch over all kinds stays one method, however long.
    private static boolean isOneList(MethodTree method) {
      List<? extends StatementTree> statements =
          Objects.requireNonNull(method.getBody()).getStatements();
      return statements.size() <= 3
          && statements.stream()
              .anyMatch(
                  s -> s instanceof SwitchTree || s.toString().contains("switch ("));
    }
  }

  private static Path sibling(Path file, String ending) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
  }

  private static void report(List<String> faults) {
    assertEquals("", String.join("\n", faults), faults.size() + " faults");
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            String name = String.valueOf(dir.getFileName());
            return !dir.equals(ROOT) && (name.equals("target") || name.startsWith(".")
                    || name.equals("data"))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return files;
  }

  private static Path findRoot() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("ARCHITECTURE.md"))) {
      Path parent = here.getParent();
      if (parent == null) {
        throw new UncheckedIOException(new IOException("no ARCHITECTURE.md above the tests"));
      }
      here = parent;
    }
    return here;
  }
}
