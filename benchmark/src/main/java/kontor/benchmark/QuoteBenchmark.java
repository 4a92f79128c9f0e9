package kontor.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.rates.Quoting;
import kontor.engine.rates.Quoting.Priced;
import kontor.engine.rates.RateBook;
import kontor.engine.rates.Tiers;
import kontor.engine.rates.Tiers.Tier;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Rates looked up and quotes selected by one thread, with JMH: ten currencies, eight providers in
/// each of the ninety directions, three tiers and a client improvement each. The bars are 200,000
/// look-ups and 50,000 selections a second.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class QuoteBenchmark {

  private static final int CURRENCIES = 10;
  private static final int PROVIDERS = 8;
  private static final int SEED_STEP = 7_919;

  private final RateBook book = new RateBook();
  private final List<Currency> currencies = new ArrayList<>();
  private final List<ParticipantId> providers = new ArrayList<>();
  private final ParticipantId client = ParticipantId.ofBic("CLNTSGSG");
  private int next;

  /// @return exit code
  static int run(String[] arguments) throws IOException {
    if (arguments.length > 0) {
      System.err.println("kontor bench quotes takes no options");
      return 2;
    }
    // JMH would print its own report, with advice that is not ours to give.
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    try {
      Collection<RunResult> results =
          new Runner(
                  new OptionsBuilder().include(QuoteBenchmark.class.getName() + "\\.").build(),
                  OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT))
              .run();
      System.out.println(json(results));
      return results.size() == 3 ? 0 : 1;
    } catch (RunnerException e) {
      throw new IOException("JMH ended: " + e.getMessage(), e);
    }
  }

  private static String json(Collection<RunResult> results) {
    StringBuilder json =
        new StringBuilder("{\"benchmark\": \"quotes\", \"jmh\": {\"forks\": 2, \"iterations\": 5}");
    for (RunResult result : results) {
      json.append(
          String.format(
              Locale.ROOT,
              ", \"%s\": {\"perSecond\": %.0f, \"error999\": %.0f, \"worst\": %.0f}",
              result.getPrimaryResult().getLabel(),
              result.getPrimaryResult().getScore(),
              result.getPrimaryResult().getScoreError(),
              result.getPrimaryResult().getStatistics().getMin()));
    }
    return json.append(", \"jvm\": \"").append(Runtime.version()).append("\"}").toString();
  }

  @Benchmark
  public long rateLookUps() {
    step();
    return Objects.requireNonNull(
            book.rate(providers.get(next % PROVIDERS), source(), destination()))
        .postedMs();
  }

  @Benchmark
  public long selectionsBySource() {
    step();
    return select(QuoteRequest.ofSource(new Money(minor(), source()), destination()))
        .destination()
        .minor();
  }

  @Benchmark
  public long selectionsByDestination() {
    step();
    return select(QuoteRequest.ofDestination(source(), new Money(minor(), destination())))
        .source()
        .minor();
  }

  private void step() {
    next = (next + SEED_STEP) & 0x3fff_ffff;
  }

  private long minor() {
    return 1_000_000L + next % 9_000_000;
  }

  @Setup
  public void post() {
    for (int i = 0; i < CURRENCIES; i++) {
      currencies.add(new Currency("CU" + (char) ('A' + i), 2));
    }
    List<Tier> tiers =
        List.of(new Tier(2_500_000, 50), new Tier(5_000_000, 100), new Tier(7_500_000, 150));
    for (int i = 0; i < PROVIDERS; i++) {
      ParticipantId provider = ParticipantId.ofBic("FX" + (char) ('A' + i) + "XSGSG");
      providers.add(provider);
      book.improvement(provider, client, i);
      for (Currency source : currencies) {
        book.tiers(provider, source, new Tiers(tiers));
        for (Currency destination : currencies) {
          if (!source.equals(destination)) {
            Rate rate = new Rate(1_500_000 + i * 137 + source.code().charAt(2), 6);
            book.post(new BaseRate(provider, source, destination, rate, i));
          }
        }
      }
    }
  }

  private Priced select(QuoteRequest request) {
    return Objects.requireNonNull(
        Quoting.best(
            book.offers(client, request.source(), request.destination()),
            request,
            Rounding.HALF_UP,
            (provider, money) -> money.minor() > 0));
  }

  private Currency source() {
    return currencies.get(next % CURRENCIES);
  }

  private Currency destination() {
    return currencies.get((next + 1 + next / CURRENCIES % (CURRENCIES - 1)) % CURRENCIES);
  }
}
