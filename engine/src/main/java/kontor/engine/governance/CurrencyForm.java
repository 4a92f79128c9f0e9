package kontor.engine.governance;

import kontor.engine.governance.CurrencyEvent.BookTotals;
import kontor.engine.rates.Denomination;
import kontor.engine.rates.Denomination.Succession;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.rates.RedenominationPlan.OldCode;
import kontor.engine.rates.RedenominationPlan.Prices;
import kontor.engine.terms.Wide;

/// The canonical form of currencies over time. Numbers of kinds are never used again.
public final class CurrencyForm {

  private static final int ENTER_DENOMINATION = 1;
  private static final int SCHEDULE_REDENOMINATION = 2;
  private static final int CANCEL_REDENOMINATION = 3;
  private static final int REDENOMINATED = 4;
  private static final int REDENOMINATION_FAILED = 5;

  private static final Prices[] PRICES = Prices.values();
  private static final OldCode[] OLD_CODES = OldCode.values();
  private static final Objection[] OBJECTIONS = Objection.values();

  private CurrencyForm() {}

  static void write(FormWriter out, CurrencyChange change) {
    switch (change) {
      case CurrencyChange.EnterDenomination c -> {
        out.int8(ENTER_DENOMINATION);
        denomination(out, c.denomination());
      }
      case CurrencyChange.ScheduleRedenomination c -> {
        out.int8(SCHEDULE_REDENOMINATION);
        plan(out, c.plan());
      }
      case CurrencyChange.CancelRedenomination c -> {
        out.int8(CANCEL_REDENOMINATION);
        out.currency(c.from());
        out.currency(c.to());
      }
    }
  }

  static CurrencyChange change(FormReader in) {
    int kind = in.int8();
    return switch (kind) {
      case ENTER_DENOMINATION -> new CurrencyChange.EnterDenomination(denomination(in));
      case SCHEDULE_REDENOMINATION -> new CurrencyChange.ScheduleRedenomination(plan(in));
      case CANCEL_REDENOMINATION ->
          new CurrencyChange.CancelRedenomination(in.currency(), in.currency());
      default -> throw new IllegalArgumentException("kind of change unknown: " + kind);
    };
  }

  static void write(FormWriter out, CurrencyEvent event) {
    switch (event) {
      case CurrencyEvent.DenominationEntered e -> {
        out.int8(ENTER_DENOMINATION);
        denomination(out, e.denomination());
      }
      case CurrencyEvent.RedenominationScheduled e -> {
        out.int8(SCHEDULE_REDENOMINATION);
        plan(out, e.plan());
        out.int64(e.atMs());
        out.int64(e.windowEndMs());
      }
      case CurrencyEvent.RedenominationCancelled e -> {
        out.int8(CANCEL_REDENOMINATION);
        out.currency(e.from());
        out.currency(e.to());
      }
      case CurrencyEvent.Redenominated e -> {
        out.int8(REDENOMINATED);
        plan(out, e.plan());
        out.int64(e.windowEndMs());
        out.int32(e.holds());
        out.int32(e.payments());
        out.list(e.books(), CurrencyForm::book);
      }
      case CurrencyEvent.RedenominationFailed e -> {
        out.int8(REDENOMINATION_FAILED);
        plan(out, e.plan());
        out.int32(e.objection().code());
        out.text(e.place());
      }
    }
  }

  static CurrencyEvent event(FormReader in) {
    int kind = in.int8();
    return switch (kind) {
      case ENTER_DENOMINATION -> new CurrencyEvent.DenominationEntered(denomination(in));
      case SCHEDULE_REDENOMINATION ->
          new CurrencyEvent.RedenominationScheduled(plan(in), in.int64(), in.int64());
      case CANCEL_REDENOMINATION ->
          new CurrencyEvent.RedenominationCancelled(in.currency(), in.currency());
      case REDENOMINATED ->
          new CurrencyEvent.Redenominated(
              plan(in), in.int64(), in.int32(), in.int32(), in.list(CurrencyForm::book));
      case REDENOMINATION_FAILED ->
          new CurrencyEvent.RedenominationFailed(plan(in), objection(in.int32()), in.text());
      default -> throw new IllegalArgumentException("kind of event unknown: " + kind);
    };
  }

  private static Objection objection(int code) {
    for (Objection objection : OBJECTIONS) {
      if (objection.code() == code) {
        return objection;
      }
    }
    throw new IllegalArgumentException("number unknown: " + code);
  }

  public static void denomination(FormWriter out, Denomination denomination) {
    out.text(denomination.code());
    out.int32(denomination.numeric());
    out.int32(denomination.minorDigits());
    out.int32(denomination.fromDay());
    out.int32(denomination.untilDay());
    out.optional(
        denomination.next(),
        (to, next) -> {
          to.text(next.code());
          to.rate(next.factor());
        });
  }

  public static Denomination denomination(FormReader in) {
    return new Denomination(
        in.text(),
        in.int32(),
        in.int32(),
        in.int32(),
        in.int32(),
        in.optional(from -> new Succession(from.text(), from.rate())));
  }

  public static void plan(FormWriter out, RedenominationPlan plan) {
    out.currency(plan.from());
    out.currency(plan.to());
    out.rate(plan.unit().factor());
    out.int8(plan.unit().rounding().code());
    out.int8(plan.prices().code());
    out.text(plan.zone());
    out.int32(plan.day());
    out.int32(plan.windowDays());
    out.int8(plan.oldCode().code());
  }

  public static RedenominationPlan plan(FormReader in) {
    return new RedenominationPlan(
        new Redenomination(in.currency(), in.currency(), in.rate(), in.rounding()),
        in.coded(PRICES, Prices::code),
        in.text(),
        in.int32(),
        in.int32(),
        in.coded(OLD_CODES, OldCode::code));
  }

  private static void book(FormWriter out, BookTotals book) {
    out.participant(book.servicer());
    out.int32(book.accounts());
    out.int64(book.creditsBefore().high());
    out.int64(book.creditsBefore().low());
    out.int64(book.creditsAfter().high());
    out.int64(book.creditsAfter().low());
    out.int64(book.roundingMinor());
  }

  private static BookTotals book(FormReader in) {
    return new BookTotals(
        in.participant(),
        in.int32(),
        new Wide(in.int64(), in.int64()),
        new Wide(in.int64(), in.int64()),
        in.int64());
  }
}
