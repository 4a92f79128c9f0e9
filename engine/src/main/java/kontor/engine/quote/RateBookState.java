package kontor.engine.quote;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.rates.BaseRate;
import kontor.engine.rates.RateBook;
import kontor.engine.rates.Tiers;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;

/// What providers have posted, in a snapshot.
final class RateBookState implements RateBook.Visitor {

  private record TiersOf(ParticipantId provider, Currency source, Tiers tiers) {}

  private record ImprovementOf(ParticipantId provider, ParticipantId client, int basisPoints) {}

  private final List<BaseRate> rates = new ArrayList<>();
  private final List<TiersOf> tiers = new ArrayList<>();
  private final List<ImprovementOf> improvements = new ArrayList<>();

  private RateBookState() {}

  @Override
  public void rate(BaseRate rate) {
    rates.add(rate);
  }

  @Override
  public void tiers(ParticipantId provider, Currency source, Tiers ofSource) {
    tiers.add(new TiersOf(provider, source, ofSource));
  }

  @Override
  public void improvement(ParticipantId provider, ParticipantId client, int basisPoints) {
    improvements.add(new ImprovementOf(provider, client, basisPoints));
  }

  static void write(RateBook book, StateWriter writer) {
    RateBookState state = new RateBookState();
    book.forEach(state);
    writer.putAll(
        state.rates,
        (to, rate) -> {
          to.putParticipant(rate.provider());
          to.putCurrency(rate.source());
          to.putCurrency(rate.destination());
          to.putRate(rate.rate());
          to.putLong(rate.postedMs());
        });
    writer.putAll(
        state.tiers,
        (to, of) -> {
          to.putParticipant(of.provider());
          to.putCurrency(of.source());
          to.putAll(
              of.tiers().tiers(),
              (list, tier) -> {
                list.putLong(tier.fromMinor());
                list.putInt(tier.basisPoints());
              });
        });
    writer.putAll(
        state.improvements,
        (to, of) -> {
          to.putParticipant(of.provider());
          to.putParticipant(of.client());
          to.putInt(of.basisPoints());
        });
  }

  static void read(RateBook book, StateReader reader) {
    reader
        .getAll(
            from ->
                new BaseRate(
                    from.getParticipant(),
                    from.getCurrency(),
                    from.getCurrency(),
                    from.getRate(),
                    from.getLong()))
        .forEach(book::post);
    reader
        .getAll(
            from ->
                new TiersOf(
                    from.getParticipant(),
                    from.getCurrency(),
                    new Tiers(
                        from.getAll(list -> new Tiers.Tier(list.getLong(), list.getInt())))))
        .forEach(of -> book.tiers(of.provider(), of.source(), of.tiers()));
    reader
        .getAll(
            from ->
                new ImprovementOf(from.getParticipant(), from.getParticipant(), from.getInt()))
        .forEach(of -> book.improvement(of.provider(), of.client(), of.basisPoints()));
  }
}
