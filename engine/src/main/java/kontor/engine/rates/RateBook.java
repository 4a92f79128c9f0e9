package kontor.engine.rates;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.rates.Quoting.Offer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// What providers have posted and not yet replaced (F09): base rates, tiers per source currency,
/// improvements per client.
public final class RateBook {

  private record Direction(Currency source, Currency destination)
      implements Comparable<Direction> {
    @Override
    public int compareTo(Direction other) {
      int bySource = source.compareTo(other.source);
      return bySource != 0 ? bySource : destination.compareTo(other.destination);
    }
  }

  private static final class Provider {
    private final TreeMap<Currency, Tiers> tiers = new TreeMap<>();
    private final TreeMap<ParticipantId, Integer> clients = new TreeMap<>();
  }

  private final TreeMap<Direction, TreeMap<ParticipantId, BaseRate>> rates = new TreeMap<>();
  private final TreeMap<ParticipantId, Provider> providers = new TreeMap<>();

  /// Replaces what the provider posted for that direction before.
  public void post(BaseRate rate) {
    rates
        .computeIfAbsent(
            new Direction(rate.source(), rate.destination()), direction -> new TreeMap<>())
        .put(rate.provider(), rate);
  }

  public void tiers(ParticipantId provider, Currency source, Tiers tiers) {
    provider(provider).tiers.put(source, tiers);
  }

  /// @param basisPoints 0 takes the improvement back
  public void improvement(ParticipantId provider, ParticipantId client, int basisPoints) {
    Tiers.checkBasisPoints(basisPoints);
    provider(provider).clients.put(client, basisPoints);
  }

  private Provider provider(ParticipantId id) {
    return providers.computeIfAbsent(id, provider -> new Provider());
  }

  public @Nullable BaseRate rate(
      ParticipantId provider, Currency source, Currency destination) {
    TreeMap<ParticipantId, BaseRate> posted = rates.get(new Direction(source, destination));
    return posted == null ? null : posted.get(provider);
  }

  /// What all providers hold out to a client in one direction, by provider id.
  public List<Offer> offers(ParticipantId client, Currency source, Currency destination) {
    TreeMap<ParticipantId, BaseRate> posted = rates.get(new Direction(source, destination));
    if (posted == null) {
      return List.of();
    }
    List<Offer> offers = new ArrayList<>(posted.size());
    for (BaseRate rate : posted.values()) {
      Provider provider = providers.get(rate.provider());
      offers.add(
          provider == null
              ? new Offer(rate, Tiers.NONE, 0)
              : new Offer(
                  rate,
                  provider.tiers.getOrDefault(source, Tiers.NONE),
                  provider.clients.getOrDefault(client, 0)));
    }
    return offers;
  }
}
