package kontor.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

/// Rates looked up and quotes selected on one core: ten currencies, eight providers in each of the
/// ninety directions, three tiers and a client improvement each. Rounds of the three subjects
/// alternate; a figure is by the time that the thread had a core, so a busy machine does not hide
/// it. The bars are 200,000 look-ups and 50,000 selections a second.
final class QuoteBenchmark {

  private static final String[] SUBJECTS = {"rateLookUps", "bySource", "byDestination"};
  private static final int WARM_UP_ROUNDS = 3;
  private static final int ROUNDS = 5;
  private static final int BATCH = 1_000;
  private static final long ROUND_NANOS = 1_000_000_000L;

  private static final int CURRENCIES = 10;
  private static final int PROVIDERS = 8;
  private static final int SEED_STEP = 7_919;

  private final RateBook book = new RateBook();
  private final List<Currency> currencies = new ArrayList<>();
  private final List<ParticipantId> providers = new ArrayList<>();
  private final ParticipantId client = ParticipantId.ofBic("CLNTSGSG");
  private int next;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long sink;

  /// @return exit code
  static int run(String[] arguments) {
    if (arguments.length > 0) {
      System.err.println("kontor bench quotes takes no options");
      return 2;
    }
    QuoteBenchmark benchmark = new QuoteBenchmark();
    benchmark.post();
    System.out.println(benchmark.measure());
    return 0;
  }

  private String measure() {
    double[][] perSecond = new double[SUBJECTS.length][ROUNDS];
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      for (int subject = 0; subject < SUBJECTS.length; subject++) {
        double rate = round(subject);
        if (round >= 0) {
          perSecond[subject][round] = rate;
        }
      }
    }
    StringBuilder json = new StringBuilder("{\"benchmark\": \"quotes\"");
    for (int subject = 0; subject < SUBJECTS.length; subject++) {
      Arrays.sort(perSecond[subject]);
      json.append(
          String.format(
              Locale.ROOT, ", \"%s\": {\"perCoreSecond\": %.0f, \"worst\": %.0f}",
              SUBJECTS[subject], perSecond[subject][ROUNDS / 2], perSecond[subject][0]));
    }
    return json.append(", \"check\": ").append(sink & 0xff).append('}').toString();
  }

  private double round(int subject) {
    long start = threads.getCurrentThreadCpuTime();
    long now = start;
    long count = 0;
    while (now - start < ROUND_NANOS) {
      for (int i = 0; i < BATCH; i++) {
        sink += once(subject);
      }
      count += BATCH;
      now = threads.getCurrentThreadCpuTime();
    }
    return count * 1e9 / (now - start);
  }

  private long once(int subject) {
    next = (next + SEED_STEP) & 0x3fff_ffff;
    long minor = 1_000_000L + next % 9_000_000;
    return switch (subject) {
      case 0 ->
          Objects.requireNonNull(
                  book.rate(providers.get(next % PROVIDERS), source(), destination()))
              .postedMs();
      case 1 ->
          select(QuoteRequest.ofSource(new Money(minor, source()), destination()))
              .destination()
              .minor();
      default ->
          select(QuoteRequest.ofDestination(source(), new Money(minor, destination())))
              .source()
              .minor();
    };
  }

  private void post() {
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
