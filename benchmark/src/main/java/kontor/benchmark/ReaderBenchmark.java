package kontor.benchmark;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import kontor.iso20022.MessageReader;
import kontor.iso20022.Parsed;
import kontor.iso20022.ReaderLimits;
import org.jspecify.annotations.NullMarked;

/// How many messages a second one thread takes in: our reader (well-formedness, schema, record and
/// digest), beside two parsers that only walk over the elements, the JDK's and Aalto, on the same
/// bytes in the same run. Rounds of the three alternate, so that a busy machine hits all alike.
///
/// Arguments: none for [ReaderExample], or the path of a message; then rounds and seconds a round.
/// Prints one JSON object of messages a second: `perCoreSecond` by the time that the thread had a
/// core, `median` and `best` by the clock. On an idle machine they agree.
@NullMarked
public final class ReaderBenchmark {
  private static final String[] SUBJECTS = {"kontor", "jdkStax", "aalto"};
  private static final XMLInputFactory JDK = XMLInputFactory.newDefaultFactory();
  private static final XMLInputFactory AALTO = new InputFactoryImpl();

  private static final int WARM_UP_ROUNDS = 3;

  private final byte[] message;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long sink;

  private ReaderBenchmark(byte[] message) {
    this.message = message;
  }

  public static void main(String[] arguments) throws IOException, XMLStreamException {
    boolean own = arguments.length == 0 || arguments[0].equals("-");
    byte[] message = own ? ReaderExample.bytes() : Files.readAllBytes(Path.of(arguments[0]));
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
    Parsed parsed = MessageReader.read(message, ReaderLimits.STANDARD);
    if (parsed.message() == null) {
      throw new IllegalArgumentException("not a valid message: " + parsed.violations());
    }
    System.out.println(new ReaderBenchmark(message).run(rounds, seconds));
  }

  private String run(int rounds, int seconds) throws XMLStreamException {
    Rate[][] rates = new Rate[SUBJECTS.length][rounds];
    // Three rounds before the first that counts, for the compiler.
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      for (int subject = 0; subject < SUBJECTS.length; subject++) {
        Rate rate = round(subject, seconds);
        if (round >= 0) {
          rates[subject][round] = rate;
        }
      }
    }
    return json(rates, rounds, seconds);
  }

  private record Rate(double byClock, double byCore) {}

  private Rate round(int subject, int seconds) throws XMLStreamException {
    long start = System.nanoTime();
    long coreStart = threads.getCurrentThreadCpuTime();
    long end = start + seconds * 1_000_000_000L;
    long count = 0;
    long now = start;
    while (now < end) {
      for (int i = 0; i < 100; i++) {
        sink += read(subject);
      }
      count += 100;
      now = System.nanoTime();
    }
    long coreTime = threads.getCurrentThreadCpuTime() - coreStart;
    return new Rate(count * 1e9 / (now - start), count * 1e9 / coreTime);
  }

  private int read(int subject) throws XMLStreamException {
    return switch (subject) {
      case 0 -> MessageReader.read(message, ReaderLimits.STANDARD).violations().size();
      case 1 -> walk(JDK);
      default -> walk(AALTO);
    };
  }

  /// Number of elements and characters, to make sure that they are looked at.
  private int walk(XMLInputFactory factory) throws XMLStreamException {
    XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(message));
    int seen = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> seen += reader.getLocalName().length();
        case XMLStreamConstants.CHARACTERS -> seen += reader.getTextLength();
        default -> seen++;
      }
    }
    reader.close();
    return seen;
  }

  private String json(Rate[][] rates, int rounds, int seconds) {
    StringBuilder out = new StringBuilder("{\"benchmark\": \"reader\"");
    double ours = median(byCore(rates[0]));
    for (int subject = 0; subject < SUBJECTS.length; subject++) {
      double[] clock = Arrays.stream(rates[subject]).mapToDouble(Rate::byClock).toArray();
      double core = median(byCore(rates[subject]));
      out.append(String.format(Locale.ROOT,
          ",\n \"%s\": {\"perCoreSecond\": %.0f, \"median\": %.0f, \"best\": %.0f,"
              + " \"oursToThis\": %.2f}",
          SUBJECTS[subject], core, median(clock), Arrays.stream(clock).max().orElse(0),
          ours / core));
    }
    out.append(String.format(Locale.ROOT,
        ",\n \"settings\": {\"messageBytes\": %d, \"threads\": 1, \"rounds\": %d,"
            + " \"secondsPerRound\": %d},\n \"machine\": {\"cores\": %d, \"java\": \"%s\","
            + " \"vm\": \"%s\", \"os\": \"%s %s\", \"check\": %d}}",
        message.length, rounds, seconds, Runtime.getRuntime().availableProcessors(),
        Runtime.version(), System.getProperty("java.vm.name"), System.getProperty("os.name"),
        System.getProperty("os.arch"), sink & 0xff));
    return out.toString();
  }

  private static double[] byCore(Rate[] rates) {
    return Arrays.stream(rates).mapToDouble(Rate::byCore).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
