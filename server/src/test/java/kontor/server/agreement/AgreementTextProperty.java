package kontor.server.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import kontor.server.gateway.Project;
import org.junit.jupiter.api.Test;

/// What is written is read again as the same records, and whatever bytes come, the reader tells
/// faults and does not fail.
class AgreementTextProperty {

  private static final int AGREEMENTS = 3_000;
  private static final int DAMAGED = 6_000;

  @Test
  void whatWasWrittenReadsAsTheSameRecords() {
    long seed = new Random().nextLong();
    System.out.println("agreement text seed " + seed);
    AnyAgreement any = new AnyAgreement(new Random(seed));
    for (int i = 0; i < AGREEMENTS; i++) {
      AgreementText agreement = any.next();
      String text = AgreementWriter.text(agreement);
      AgreementReader.Result result = read(text);
      assertEquals(List.of(), result.faults(), text);
      assertEquals(agreement, result.agreement(), text);
      assertEquals(text, AgreementWriter.text(agreement));
    }
  }

  /// However the lines of annexes are ordered, where their order says nothing.
  @Test
  void shuffledLinesReadAsTheSameRecords() {
    long seed = new Random().nextLong();
    System.out.println("shuffled agreement seed " + seed);
    Random random = new Random(seed);
    AnyAgreement any = new AnyAgreement(random);
    for (int i = 0; i < AGREEMENTS; i++) {
      AgreementText agreement = any.next();
      String text = shuffled(AgreementWriter.text(agreement), random);
      AgreementReader.Result result = read(text);
      assertEquals(List.of(), result.faults(), text);
      assertEquals(agreement, result.agreement(), text);
    }
  }

  /// Whole parts stay where they are, and so do parties and moments.
  private static String shuffled(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int from = 0; from < lines.size(); from++) {
      int until = from;
      while (until < lines.size() && mayMove(lines.get(until))) {
        until++;
      }
      Collections.shuffle(lines.subList(from, until), random);
      from = until;
    }
    return String.join("\n", lines);
  }

  private static boolean mayMove(String line) {
    return line.startsWith("  ") && !line.startsWith("  party") && !line.startsWith("  moment");
  }

  @Test
  void damagedTextIsToldAndNeverFails() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("damaged agreement seed " + seed);
    Random random = new Random(seed);
    List<String> texts =
        List.of(example("brazil-argentina"), example("gulf"), example("provider"));
    for (int i = 0; i < DAMAGED; i++) {
      byte[] damaged =
          damage(texts.get(random.nextInt(texts.size())).getBytes(StandardCharsets.UTF_8), random);
      AgreementReader.Result result = AgreementReader.read(damaged);
      AgreementText agreement = result.agreement();
      if (agreement != null && result.faults().isEmpty()) {
        // Damage that leaves an agreement leaves one that can be written.
        assertEquals(agreement, read(AgreementWriter.text(agreement)).agreement());
      }
    }
  }

  private static AgreementReader.Result read(String text) {
    return AgreementReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String example(String name) throws IOException {
    return Files.readString(Project.ROOT.resolve("examples/" + name + ".agreement"));
  }

  /// Takes out, doubles or moves a stretch, or writes other bytes over it.
  private static byte[] damage(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length);
    int length = 1 + random.nextInt(Math.min(40, bytes.length - from));
    byte[] damaged;
    switch (random.nextInt(4)) {
      case 0 -> {
        damaged = new byte[bytes.length - length];
        System.arraycopy(bytes, 0, damaged, 0, from);
        System.arraycopy(
            bytes, from + length, damaged, from, bytes.length - from - length);
      }
      case 1 -> {
        damaged = new byte[bytes.length + length];
        System.arraycopy(bytes, 0, damaged, 0, from + length);
        System.arraycopy(bytes, from, damaged, from + length, bytes.length - from);
      }
      case 2 -> {
        damaged = bytes.clone();
        System.arraycopy(
            bytes, random.nextInt(bytes.length - length + 1), damaged, from, length);
      }
      default -> {
        damaged = bytes.clone();
        for (int i = from; i < from + length; i++) {
          damaged[i] = (byte) (random.nextInt(8) == 0 ? random.nextInt() : 32 + random.nextInt(95));
        }
      }
    }
    return damaged;
  }
}
