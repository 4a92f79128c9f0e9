package kontor.readside;

import java.util.List;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Quoting.Offer;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// What one FX provider has posted and not replaced (F09), each list in the order of its keys.
public record ProviderRow(
    ParticipantId provider,
    List<BaseRate> rates,
    List<TiersRow> tiers,
    List<Improvement> improvements) {

  public record TiersRow(Currency source, Tiers tiers) {}

  public record Improvement(ParticipantId client, int basisPoints) {}

  /// What it holds out to a client in one direction; null if it posted no rate for it.
  ///
  /// @param client null for one that it improves nothing for
  public @Nullable Offer offer(
      @Nullable ParticipantId client, Currency source, Currency destination) {
    for (BaseRate rate : rates) {
      if (rate.source().equals(source) && rate.destination().equals(destination)) {
        return new Offer(rate, tiersOf(source), improvement(client));
      }
    }
    return null;
  }

  private Tiers tiersOf(Currency source) {
    for (TiersRow row : tiers) {
      if (row.source().equals(source)) {
        return row.tiers();
      }
    }
    return Tiers.NONE;
  }

  private int improvement(@Nullable ParticipantId client) {
    for (Improvement row : improvements) {
      if (row.client().equals(client)) {
        return row.basisPoints();
      }
    }
    return 0;
  }
}
