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
    if (tiers.equals(Tiers.NONE)) {
      provider(provider).tiers.remove(source);
    } else {
      provider(provider).tiers.put(source, tiers);
    }
  }

  /// @param basisPoints 0 takes the improvement back
  public void improvement(ParticipantId provider, ParticipantId client, int basisPoints) {
    Tiers.checkBasisPoints(basisPoints);
    if (basisPoints == 0) {
      provider(provider).clients.remove(client);
    } else {
      provider(provider).clients.put(client, basisPoints);
    }
  }

  /// What a provider adds for larger sums of a currency.
  public Tiers tiers(ParticipantId provider, Currency source) {
    Provider known = providers.get(provider);
    return known == null ? Tiers.NONE : known.tiers.getOrDefault(source, Tiers.NONE);
  }

  /// What a provider adds for a client, in basis points.
  public int improvement(ParticipantId provider, ParticipantId client) {
    Provider known = providers.get(provider);
    return known == null ? 0 : known.clients.getOrDefault(client, 0);
  }

  /// Forgets the rates and tiers of a money that is no more.
  public void leave(Currency old) {
    rates.keySet().removeIf(
        direction -> direction.source.equals(old) || direction.destination.equals(old));
    providers.values().forEach(provider -> provider.tiers.remove(old));
  }

  /// Sees all that is posted.
  public interface Visitor {
    void rate(BaseRate rate);

    void tiers(ParticipantId provider, Currency source, Tiers tiers);

    void improvement(ParticipantId provider, ParticipantId client, int basisPoints);
  }

  /// Shows all that is posted, in an order that follows from it alone.
  public void forEach(Visitor visitor) {
    rates.values().forEach(posted -> posted.values().forEach(visitor::rate));
    providers.forEach(
        (id, provider) -> {
          provider.tiers.forEach((source, tiers) -> visitor.tiers(id, source, tiers));
          provider.clients.forEach(
              (client, basisPoints) -> visitor.improvement(id, client, basisPoints));
        });
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
