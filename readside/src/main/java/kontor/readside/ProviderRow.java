package kontor.readside;

import java.util.List;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;

/// What one FX provider has posted and not replaced (F09), each list in the order of its keys.
public record ProviderRow(
    ParticipantId provider,
    List<BaseRate> rates,
    List<TiersRow> tiers,
    List<Improvement> improvements) {

  public record TiersRow(Currency source, Tiers tiers) {}

  public record Improvement(ParticipantId client, int basisPoints) {}
}
