package kontor.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kontor.engine.Command;
import kontor.server.KontorServer;
import kontor.server.ServerConfig;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// The full path, XML in to pacs.002 out: reading, every rule, conversion, both books, the log on
/// disk (fsync), the answer. The read side follows in the same process, as it does in use.
///
/// Closed loop: so many payments are in flight, and the next is sent when one is answered.
public final class PaymentsBenchmark {

  private static final long SEED = 20260611;
  private static final int BANKS = 200;
  private static final long NANOS_MAX = 60_000_000_000L;
  private static final double NANOS_PER_MS = 1e6;
  private static final int WARM_UP_DIVISOR = 2;
  private static final String HELP =
      """
      Usage: kontor bench payments [--payments N] [--in-flight N] [--seconds N] [--http] [--json]
      XML in to pacs.002 out, durable, with conversion and two books.
        --payments N   payments to measure (default 20000); half as many go before, unmeasured
        --in-flight N  payments under way at once (default 256)
        --seconds N    stop after so many seconds (default 120)
        --http         send by HTTP over loopback
        --data DIR     folder for the log (default: a temporary one)
        --json         answer with one JSON object
      Example: ./kontor bench payments --payments 20000 --in-flight 256 --json
      """;

  private final Settings settings;
  private final Histogram latency = new ConcurrentHistogram(NANOS_MAX, 3);
  private final AtomicInteger settled = new AtomicInteger();
  private final AtomicInteger others = new AtomicInteger();

  private PaymentsBenchmark(Settings settings) {
    this.settings = settings;
  }

  /// @param data null for a temporary folder
  private record Settings(
      int payments, int inFlight, int seconds, boolean http, boolean json, @Nullable Path data) {}

  /// @return exit code
  public static int run(String[] args) throws IOException {
    int payments = 20_000;
    int inFlight = 256;
    int seconds = 120;
    boolean http = false;
    boolean json = false;
    Path data = null;
    for (int i = 0; i < args.length; i++) {
      String value = i + 1 < args.length ? args[i + 1] : "";
      switch (args[i]) {
        case "--help", "-h" -> {
          System.out.print(HELP);
          return 0;
        }
        case "--http" -> http = true;
        case "--json" -> json = true;
        case "--payments", "--in-flight", "--seconds" -> {
          if (!value.matches("[1-9]\\d{0,7}")) {
            System.err.println(args[i] + " takes a number greater than 0, not \"" + value + "\"");
            return 2;
          }
          int number = Integer.parseInt(value);
          payments = args[i].equals("--payments") ? number : payments;
          inFlight = args[i].equals("--in-flight") ? number : inFlight;
          seconds = args[i].equals("--seconds") ? number : seconds;
          i++;
        }
        case "--data" -> {
          data = Path.of(value);
          i++;
        }
        default -> {
          System.err.println("\"" + args[i] + "\" is not known here");
          System.err.print(HELP);
          return 2;
        }
      }
    }
    Settings settings = new Settings(payments, inFlight, seconds, http, json, data);
    return new PaymentsBenchmark(settings).measure();
  }

  private int measure() throws IOException {
    PaymentMessages generator = new PaymentMessages(BANKS, SEED);
    int warmUp = Math.max(1, settings.payments / WARM_UP_DIVISOR);
    List<byte[]> messages = new ArrayList<>(warmUp + settings.payments);
    for (int i = 0; i < warmUp + settings.payments; i++) {
      messages.add(generator.message(i));
    }
    Path folder =
        settings.data != null ? settings.data : Files.createTempDirectory("kontor-bench-");
    ServerConfig config = ServerConfig.of(folder);
    if (settings.http) {
      config = config.withHttp(new ServerConfig.Http("127.0.0.1", 0));
    }
    double seconds;
    try (KontorServer server = KontorServer.start(config)) {
      for (Command command : generator.setUp()) {
        server.enter(command).join();
      }
      Sender sender = settings.http ? overHttp(server.port()) : inProcess(server);
      send(messages.subList(0, warmUp), sender);
      latency.reset();
      settled.set(0);
      others.set(0);
      long start = System.nanoTime();
      send(messages.subList(warmUp, messages.size()), sender);
      seconds = (System.nanoTime() - start) / 1e9;
    } finally {
      if (settings.data == null) {
        deleteAll(folder);
      }
    }
    print(seconds, messages.getFirst().length);
    return others.get() == 0 && settled.get() > 0 ? 0 : 1;
  }

  /// Sends one message and tells the status of the answer.
  private interface Sender {
    String send(byte[] message) throws IOException, InterruptedException;
  }

  private static Sender inProcess(KontorServer server) {
    return message -> server.intake().take(message, 0).status();
  }

  private static Sender overHttp(int port) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    URI uri = URI.create("http://127.0.0.1:" + port + "/iso20022");
    return message -> {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("Content-Type", "application/xml")
              .POST(HttpRequest.BodyPublishers.ofByteArray(message))
              .build();
      HttpResponse<byte[]> response =
          client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return response.headers().firstValue("Kontor-Status").orElse("HTTP");
    };
  }

  /// One virtual thread for each payment in flight, each taking the next message.
  private void send(List<byte[]> messages, Sender sender) {
    AtomicInteger next = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(settings.inFlight);
    long endNanos = System.nanoTime() + settings.seconds * 1_000_000_000L;
    for (int i = 0; i < settings.inFlight; i++) {
      Thread.startVirtualThread(
          () -> {
            try {
              int index = next.getAndIncrement();
              while (index < messages.size() && System.nanoTime() < endNanos) {
                one(messages.get(index), sender);
                index = next.getAndIncrement();
              }
            } finally {
              done.countDown();
            }
          });
    }
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void one(byte[] message, Sender sender) {
    long start = System.nanoTime();
    String status;
    try {
      status = sender.send(message);
    } catch (IOException | RuntimeException e) {
      status = e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      status = "interrupted";
    }
    latency.recordValue(Math.min(NANOS_MAX, System.nanoTime() - start));
    if (status.equals("ACSC")) {
      settled.incrementAndGet();
    } else if (others.getAndIncrement() == 0) {
      System.err.println("first answer that is not ACSC: " + status);
    }
  }

  private void print(double seconds, int messageBytes) {
    double rate = settled.get() / seconds;
    if (!settings.json) {
      System.out.printf(
          Locale.ROOT,
          "%d payments settled in %.2f s: %.0f/s; latency ms p50 %.2f, p99 %.2f, max %.2f;"
              + " %d others%n",
          settled.get(), seconds, rate, millis(50), millis(99), millis(100), others.get());
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "{\"benchmark\":\"payments\",\"settled\":%d,\"others\":%d,\"seconds\":%.3f,"
            + "\"ratePerSecond\":%.0f,\"latencyMs\":{\"p50\":%.3f,\"p99\":%.3f,\"max\":%.3f},"
            + "\"settings\":{\"inFlight\":%d,\"transport\":\"%s\",\"banks\":%d,"
            + "\"messageBytes\":%d,\"fsync\":true,\"readSide\":true},\"machine\":%s}%n",
        settled.get(), others.get(), seconds, rate, millis(50), millis(99), millis(100),
        settings.inFlight, settings.http ? "http" : "in-process", 2 * BANKS, messageBytes,
        machine());
  }

  private double millis(double percentile) {
    return latency.getValueAtPercentile(percentile) / NANOS_PER_MS;
  }

  static String machine() {
    String cpu = "unknown";
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      cpu =
          lines
              .filter(l -> l.startsWith("model name"))
              .map(l -> l.substring(l.indexOf(':') + 1).strip().replace("\"", ""))
              .findFirst()
              .orElse(cpu);
    } catch (IOException e) {
      // Not Linux: the model stays unknown.
      cpu = "unknown";
    }
    return String.format(
        Locale.ROOT,
        "{\"cpus\":%d,\"cpu\":\"%s\",\"os\":\"%s\",\"java\":\"%s\",\"heapMaxMb\":%d}",
        Runtime.getRuntime().availableProcessors(), cpu, System.getProperty("os.name"),
        System.getProperty("java.version"), Runtime.getRuntime().maxMemory() >> 20);
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
