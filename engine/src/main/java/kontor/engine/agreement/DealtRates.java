package kontor.engine.agreement;

import kontor.engine.ledger.LongTable;
import kontor.engine.participant.Registry;
import kontor.engine.rates.Quote;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Particulars;
import kontor.engine.terms.Rate;

/// Rates at which single payments were accepted: those of quotes, and those that providers held out
/// to payments without a quote (F09). Each is kept as long as its payment is, in 64 bytes.
final class DealtRates {

  /// Columns 0 and 1: number of the quote, 0 if there was none; the provider.
  private static final int QUOTE = 0;
  private static final int PROVIDER = 1;
  private static final int UNSCALED = 2;
  /// Scale in the upper half; numbers of the currencies, 16 bits each.
  private static final int MONEYS = 3;
  private static final int AGREEMENT = 4;
  private static final int POSTED = 5;
  private static final int COLUMNS = 6;
  private static final int NUMBER_BITS = 16;
  private static final int NUMBER_MASK = 0xffff;

  private final Registry registry;
  private final LongTable rates;

  DealtRates(Registry registry, Bounds bounds) {
    this.registry = registry;
    rates = new LongTable(COLUMNS, bounds.paymentsMax());
  }

  /// @return number of the rate
  int add(FixingBoard.Deal deal) {
    int row = rates.addUnindexed(deal.quote(), deal.provider().packed());
    Rate rate = deal.rate();
    rates.set(row, UNSCALED, rate.unscaled());
    rates.set(
        row,
        MONEYS,
        (long) rate.scale() << Integer.SIZE
            | (long) registry.number(deal.base()) << NUMBER_BITS
            | registry.number(deal.quoted()));
    rates.set(row, AGREEMENT, deal.agreement());
    rates.set(row, POSTED, deal.postedMs());
    return row;
  }

  int count() {
    return rates.rows();
  }

  Fixing fixing(int row) {
    long moneys = rates.get(row, MONEYS);
    return new FixingBoard.Deal(
            (int) rates.get(row, AGREEMENT),
            rates.get(row, QUOTE),
            new ParticipantId(rates.get(row, PROVIDER)),
            registry.currency((int) moneys >>> NUMBER_BITS),
            registry.currency((int) moneys & NUMBER_MASK),
            new Rate(rates.get(row, UNSCALED), (int) (moneys >>> Integer.SIZE)),
            rates.get(row, POSTED))
        .fixing();
  }

  void writeTo(StateWriter writer) {
    rates.writeTo(writer);
  }

  void readFrom(StateReader reader) {
    rates.readFrom(reader, (table, row) -> false);
  }

  void checkInvariants() {
    for (int row = 0; row < rates.rows(); row++) {
      Invariants.check(
          rates.get(row, QUOTE) >= Particulars.NO_QUOTE && rates.get(row, UNSCALED) > 0,
          "rate of a payment is none",
          "rate",
          row);
    }
  }
}
