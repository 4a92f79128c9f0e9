package kontor.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.rates.Quoting;
import kontor.engine.rates.Quoting.Offer;
import kontor.engine.rates.Quoting.Priced;
import kontor.engine.rates.Tiers;
import kontor.engine.rates.Tiers.Tier;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What providers' posted rates come to for one sum (F09).
@Command(
    name = "quote",
    header = "Quote a sum at providers' base rates, tiers and client improvements.",
    description = {
      "The rate is base x tier x client; the quotes are listed best for the payer first. AMOUNT is",
      "what the payer gives, or with --destination what the payee gets. A quote is usable for 600",
      "seconds: with --created and --use-at the answer says whether it still is.",
      "Example: ./kontor rate quote 50000 --from EUR --to SGD --base 1.5000 \\",
      "           --tiers 25000:50,50000:100 --client-bps 25",
      "Example: ./kontor rate quote 100 --from EUR --to SGD --provider FXAASGSG --base 1.49 \\",
      "           --provider FXBBSGSG --base 1.5",
      ""
    })
final class RateQuoteCommand implements Callable<Integer> {

  private static final ParticipantId CLIENT = ParticipantId.ofBic("CLIENTXX");

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "AMOUNT", description = "The sum of the payer.")
  private String amount = "";

  @Option(names = "--from", required = true, paramLabel = "CCY", description = "Payer's currency.")
  private String from = "";

  @Option(names = "--to", required = true, paramLabel = "CCY", description = "Payee's currency.")
  private String to = "";

  @Option(names = "--destination", description = "AMOUNT is what the payee gets, in --to.")
  private boolean isDestination;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "HALF_UP",
      description =
          "Rounding of the other sum: HALF_UP, HALF_EVEN, UP or DOWN. Default: ${DEFAULT-VALUE}.")
  private String mode = "";

  @Option(
      names = "--created",
      paramLabel = "INSTANT",
      description = "When the quote is made, as 2026-03-01T10:00:00Z. Default: 1970.")
  private Instant created = Instant.EPOCH;

  @Option(
      names = "--use-at",
      paramLabel = "INSTANT",
      description = "Whether it is usable then; exit code 1 if not.")
  private @Nullable Instant useAt;

  @ArgGroup(exclusive = false, multiplicity = "1..*", heading = "One provider, repeatable:%n")
  private List<Posted> posted = new ArrayList<>();

  /// The options of one provider.
  static final class Posted {
    @Option(
        names = "--provider",
        paramLabel = "BIC",
        description = "Whose rate it is; breaks ties. Default: PROVIDER.")
    private String provider = "PROVIDER";

    @Option(
        names = "--base",
        required = true,
        paramLabel = "R",
        description = "Base rate: units of TO for one FROM.")
    private String base = "";

    @Option(
        names = "--tiers",
        paramLabel = "SUM:BPS,...",
        description = "From which sum of FROM on the rate is better by how many basis points.")
    private @Nullable String tiers;

    @Option(
        names = "--client-bps",
        paramLabel = "BPS",
        description = "The client's improvement in basis points.")
    private int clientBasisPoints;

    @Option(
        names = "--posted",
        paramLabel = "INSTANT",
        description = "When the base rate was posted; the earlier wins a tie.")
    private Instant time = Instant.EPOCH;
  }

  @Override
  public Integer call() {
    Currency source = Decimals.currency(from);
    Currency destination = Decimals.currency(to);
    Money sum = Decimals.money("AMOUNT", amount, isDestination ? destination : source);
    if (sum.minor() == 0 || source.equals(destination)) {
      throw CliFault.usage("a quote is for a sum above zero between two currencies");
    }
    QuoteRequest request =
        isDestination
            ? QuoteRequest.ofDestination(source, sum)
            : QuoteRequest.ofSource(sum, destination);
    List<Offer> offers = new ArrayList<>();
    posted.forEach(one -> offers.add(offer(one, source, destination)));
    List<Priced> ranked =
        Quoting.ranked(offers, request, Decimals.modeOfSums(mode), (provider, money) -> true);
    if (ranked.isEmpty()) {
      throw CliFault.refused(
          "no provider's rate gives a sum above zero that fits; give another AMOUNT");
    }
    List<Quote> quotes = new ArrayList<>();
    ranked.forEach(one -> quotes.add(Quote.of(quotes.size() + 1, CLIENT, one, millis(created))));
    boolean isUsable = useAt == null || isUsable(quotes.getFirst(), useAt);
    if (common.json()) {
      common.print(json(ranked, quotes, isUsable));
    } else {
      print(ranked, quotes, isUsable);
    }
    return isUsable ? ExitCodes.DONE : ExitCodes.REFUSED;
  }

  private boolean isUsable(Quote quote, Instant time) {
    if (time.isBefore(created)) {
      throw CliFault.usage("--use-at lies before --created");
    }
    return quote.isUsableAt(millis(time));
  }

  private static long millis(Instant instant) {
    try {
      return instant.toEpochMilli();
    } catch (ArithmeticException e) {
      throw CliFault.usage("the instant " + instant + " is out of range");
    }
  }

  private static Offer offer(Posted one, Currency source, Currency destination) {
    try {
      ParticipantId provider = ParticipantId.ofBic(one.provider);
      BaseRate base =
          new BaseRate(
              provider, source, destination, Decimals.rate("--base", one.base), millis(one.time));
      return new Offer(base, tiers(one.tiers, source), one.clientBasisPoints);
    } catch (IllegalArgumentException e) {
      throw CliFault.usage(String.valueOf(e.getMessage()));
    }
  }

  private static Tiers tiers(@Nullable String text, Currency source) {
    if (text == null) {
      return Tiers.NONE;
    }
    List<Tier> tiers = new ArrayList<>();
    for (String tier : text.split(",", -1)) {
      String[] parts = tier.split(":", -1);
      if (parts.length != 2 || !parts[1].matches("[0-9]{1,4}")) {
        throw CliFault.usage(
            "--tiers \"" + tier + "\" is not a tier; write threshold and basis points, as"
                + " 25000:50,50000:100");
      }
      long from = Decimals.money("--tiers", parts[0], source).minor();
      tiers.add(new Tier(from, Integer.parseInt(parts[1])));
    }
    return new Tiers(tiers);
  }

  private void print(List<Priced> ranked, List<Quote> quotes, boolean isUsable) {
    for (int i = 0; i < quotes.size(); i++) {
      Quote quote = quotes.get(i);
      common.out().println(
          quote.source() + " -> " + quote.destination() + " at " + quote.rate() + "  ("
              + quote.provider() + ", tier " + ranked.get(i).tierBasisPoints() + ", client "
              + ranked.get(i).offer().clientBasisPoints() + ")");
    }
    if (useAt != null) {
      common.out().println(
          (isUsable ? "usable at " : "expired at ") + useAt + "; expires at "
              + Instant.ofEpochMilli(quotes.getFirst().expiresAtMs()));
    }
    common.out().flush();
  }

  private ObjectNode json(List<Priced> ranked, List<Quote> quotes, boolean isUsable) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("quotes");
    for (int i = 0; i < quotes.size(); i++) {
      Quote quote = quotes.get(i);
      ObjectNode one = list.addObject();
      one.put("provider", quote.provider().bic());
      one.put("base", ranked.get(i).offer().base().rate().toString());
      one.put("tierBasisPoints", ranked.get(i).tierBasisPoints());
      one.put("clientBasisPoints", ranked.get(i).offer().clientBasisPoints());
      one.put("rate", quote.rate().toString());
      one.put("source", quote.source().decimal());
      one.put("destination", quote.destination().decimal());
    }
    json.put("from", from);
    json.put("to", to);
    json.put("expiresAt", Instant.ofEpochMilli(quotes.getFirst().expiresAtMs()).toString());
    if (useAt != null) {
      json.put("usable", isUsable);
    }
    return json;
  }
}
