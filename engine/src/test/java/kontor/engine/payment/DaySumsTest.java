package kontor.engine.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import kontor.engine.Refusal;
import kontor.engine.payment.DaySums.Counted;
import kontor.engine.rates.Redenomination;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import org.junit.jupiter.api.Test;

/// The sums of days where a payment cannot lead them in a test: at their bounds.
class DaySumsTest {

  private static final Currency ARS = new Currency("ARS", 2);
  private static final Currency ARN = new Currency("ARN", 2);
  private static final int DAY = 20_000;
  private static final long NOW_MS = DAY * 86_400_000L;

  private static Counted counted(int day, long minor) {
    return new Counted(day, 1, OperationClass.GOODS, List.of(new Money(minor, ARS)));
  }

  @Test
  void thereAreOnlySoMany() {
    DaySums sums = new DaySums();
    for (int i = 0; i < Bounds.DAY_SUMS_MAX; i++) {
      assertNull(sums.check(counted(DAY + i, 1), NOW_MS));
      sums.add(counted(DAY + i, 1), NOW_MS);
    }
    assertEquals(
        Refusal.TABLE_FULL, sums.check(counted(DAY + Bounds.DAY_SUMS_MAX, 1), NOW_MS));
    assertNull(sums.check(counted(DAY, 1), NOW_MS), "more of what is there");
    // When the first day can no longer be paid, there is room for another.
    long laterMs = NOW_MS + (Bounds.DAY_SUMS_KEPT_DAYS + 1) * 86_400_000L;
    sums.passTime(laterMs);
    assertNull(sums.check(counted(DAY + Bounds.DAY_SUMS_MAX, 1), laterMs));
  }

  @Test
  void aSumHasEighteenDigits() {
    DaySums sums = new DaySums();
    sums.add(counted(DAY, Bounds.AMOUNT_MAX - 1), NOW_MS);
    assertNull(sums.check(counted(DAY, 1), NOW_MS));
    assertEquals(Refusal.AMOUNT_TOO_LARGE, sums.check(counted(DAY, 2), NOW_MS));
    // A unit that is worth less makes it no larger than that.
    sums.redenominate(new Redenomination(ARS, ARN, Rate.of("0.01"), Rounding.HALF_UP));
    assertEquals(
        Bounds.AMOUNT_MAX, sums.on(1, DAY, NOW_MS).minor(OperationClass.GOODS, ARN));
    assertEquals(0, sums.on(1, DAY, NOW_MS).minor(OperationClass.GOODS, ARS));
  }

  @Test
  void whatIsDatedBeforeTheKeptDaysIsNotCounted() {
    DaySums sums = new DaySums();
    int over = DAY - Bounds.DAY_SUMS_KEPT_DAYS - 1;
    sums.add(counted(over, 5), NOW_MS);
    assertNull(sums.check(counted(over, Bounds.AMOUNT_MAX), NOW_MS));
    assertEquals(
        Long.MAX_VALUE, sums.on(1, over, NOW_MS).minor(OperationClass.GOODS, ARS));
    sums.add(counted(over + 1, 5), NOW_MS);
    assertEquals(5, sums.on(1, over + 1, NOW_MS).minor(OperationClass.GOODS, ARS));
  }
}
