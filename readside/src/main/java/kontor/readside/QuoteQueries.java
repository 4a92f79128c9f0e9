package kontor.readside;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Quote;
import kontor.engine.rates.QuoteState;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;
import kontor.readside.ProviderRow.Improvement;
import kontor.readside.ProviderRow.TiersRow;
import org.jspecify.annotations.Nullable;

/// What can be asked about quotes and what providers posted (F09). Each method sees one state of
/// the database and is safe for any thread.
public final class QuoteQueries {

  private final ReadDatabase database;

  public QuoteQueries(ReadDatabase database) {
    this.database = database;
  }

  /// A quote by its number; null if there was none.
  public @Nullable QuoteRow quote(long number) {
    return database.read(session -> session.one("quote", QuoteQueries::quote, number));
  }

  /// The last quotes, the newest first.
  ///
  /// @param client whose quotes; null for all
  public List<QuoteRow> quotes(@Nullable ParticipantId client, int limit) {
    return database.read(
        session ->
            client == null
                ? session.list("quotes", QuoteQueries::quote, limit)
                : session.list("quotesOfClient", QuoteQueries::quote, client.bic(), limit));
  }

  /// What every provider holds out, by provider.
  public List<ProviderRow> providers() {
    return database.read(QuoteQueries::providers);
  }

  private static List<ProviderRow> providers(Session session) {
    TreeMap<ParticipantId, ProviderRow> all = new TreeMap<>();
    for (BaseRate rate : session.list("baseRates", QuoteQueries::baseRate)) {
      of(all, rate.provider()).rates().add(rate);
    }
    session.list("tiers", row -> tier(row, all));
    session.list(
        "improvements",
        row ->
            of(all, row.participant("provider"))
                .improvements()
                .add(new Improvement(row.participant("client"), row.number("basis_points"))));
    return List.copyOf(all.values());
  }

  private static ProviderRow of(
      TreeMap<ParticipantId, ProviderRow> all, ParticipantId provider) {
    return all.computeIfAbsent(
        provider,
        id -> new ProviderRow(id, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
  }

  /// Adds one tier, which lies above those before it.
  private static boolean tier(Row row, TreeMap<ParticipantId, ProviderRow> all) {
    List<TiersRow> known = of(all, row.participant("provider")).tiers();
    Currency source = row.currency("source");
    boolean follows = !known.isEmpty() && known.getLast().source().equals(source);
    List<Tiers.Tier> tiers =
        new ArrayList<>(follows ? known.removeLast().tiers().tiers() : List.of());
    tiers.add(new Tiers.Tier(row.longNumber("from_minor"), row.number("basis_points")));
    return known.add(new TiersRow(source, new Tiers(tiers)));
  }

  private static BaseRate baseRate(Row row) {
    return new BaseRate(
        row.participant("provider"),
        row.currency("source"),
        row.currency("destination"),
        row.rate("rate_unscaled", "rate_scale"),
        row.longNumber("posted_ms"));
  }

  private static QuoteRow quote(Row row) {
    return new QuoteRow(
        new Quote(
            row.longNumber("quote"),
            row.participant("client"),
            row.participant("provider"),
            row.rate("rate_unscaled", "rate_scale"),
            row.money("source_minor", "source"),
            row.money("destination_minor", "destination"),
            row.longNumber("rate_posted_ms"),
            row.longNumber("expires_ms")),
        row.number("agreement"),
        QuoteState.valueOf(row.text("state")),
        row.longNumber("offered_ms"),
        row.paymentOrNull("uetr"));
  }
}
