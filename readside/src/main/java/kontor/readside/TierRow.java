package kontor.readside;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;

/// What settled over a direct bank's account for one bank: itself or an indirect one.
///
/// @param payments legs that became final
/// @param sumMinor of these legs
/// @param sharePermille of all that settled over that account in the currency, rounded down
public record TierRow(
    ParticipantId direct,
    ParticipantId bank,
    Currency currency,
    long payments,
    long sumMinor,
    int sharePermille) {

  private static final BigInteger PERMILLE = BigInteger.valueOf(1000);

  private record Book(ParticipantId direct, Currency currency) {}

  public boolean isIndirect() {
    return !direct.equals(bank);
  }

  static List<TierRow> withShares(List<TierRow> rows) {
    Map<Book, BigInteger> totals = new HashMap<>();
    for (TierRow row : rows) {
      totals.merge(
          new Book(row.direct, row.currency), BigInteger.valueOf(row.sumMinor), BigInteger::add);
    }
    List<TierRow> shared = new ArrayList<>();
    for (TierRow row : rows) {
      BigInteger total =
          totals.getOrDefault(new Book(row.direct, row.currency), BigInteger.ONE);
      BigInteger share = BigInteger.valueOf(row.sumMinor).multiply(PERMILLE).divide(total);
      shared.add(
          new TierRow(
              row.direct, row.bank, row.currency, row.payments, row.sumMinor,
              share.intValueExact()));
    }
    return List.copyOf(shared);
  }
}
