package kontor.readside;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kontor.engine.ChargedFee;
import kontor.engine.Conversion;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.rates.Cost;
import kontor.engine.rates.FeePlan;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Money;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import org.jspecify.annotations.Nullable;

/// What payments cost (F11). A payment that was converted by the board's own fixing and has no
/// fees costs nothing beyond, so it needs no row; one that was priced by a quote, or has fees,
/// gets its cost when it is accepted, against the fixing that held then.
final class CostRows {

  /// How the source of a rate begins that was dealt for one payment: a provider's quote, or what
  /// it held out to a payment without one.
  private static final List<String> DEALT = List.of("quote ", "offer ");

  private static final Rate ONE = new Rate(1, 0);
  private static final FeePlan NO_FEES = new FeePlan(ChargeBearer.SHAR, List.of());

  private record Version(int agreement, int version) {}

  /// What was accepted last: its fees, if it has any, are told next.
  private record Accepted(PaymentId payment, Conversion conversion, long timestampMs) {}

  private final Session session;
  private final Map<Version, Rounding> roundings = new HashMap<>();
  private @Nullable Accepted last;

  CostRows(Session session) {
    this.session = session;
  }

  /// After a rollback: what is in memory is not what is in the file.
  void forget() {
    roundings.clear();
    last = null;
  }

  void accept(RecordedEvent at, Event.PaymentAccepted event) {
    see(new Accepted(event.order().payment(), event.conversion(), at.timestampMs()));
  }

  /// One that waited for its rate has it.
  void rate(RecordedEvent at, Event.PaymentRated event) {
    see(new Accepted(event.payment(), event.conversion(), at.timestampMs()));
  }

  private void see(Accepted accepted) {
    last = accepted;
    if (isQuoted(accepted.conversion())) {
      write(accepted, null, NO_FEES);
    }
  }

  /// @param payments writes the payment if it is not in the file yet
  void charge(Event.FeesCharged event, PaymentRows payments) {
    Accepted accepted = last;
    if (accepted == null || !accepted.payment().equals(event.payment())) {
      payments.writeDraft();
      PaymentRow row = session.one("payment", Rows::payment, event.payment().uetr());
      Conversion conversion = row == null ? null : row.conversion();
      if (row == null || conversion == null) {
        throw new IllegalStateException("fees of a payment that never entered");
      }
      accepted =
          new Accepted(
              event.payment(), conversion, row.standing().entered().timestampMs());
    }
    write(
        accepted,
        new PaymentCost.Terms(event.bearer(), event.annex(), event.received()),
        plan(event));
  }

  private static FeePlan plan(Event.FeesCharged event) {
    List<FeePlan.Fee> fees = new ArrayList<>();
    for (ChargedFee fee : event.fees()) {
      fees.add(new FeePlan.Fee(fee.agent(), fee.collection(), fee.money()));
    }
    return new FeePlan(event.bearer(), fees);
  }

  private void write(Accepted accepted, PaymentCost.@Nullable Terms terms, FeePlan plan) {
    Conversion conversion = accepted.conversion();
    Fixing mid = mid(session, conversion, accepted.timestampMs());
    Cost cost =
        mid == null && conversion.fixing() != null
            ? null
            : cost(conversion, mid, plan, rounding(conversion));
    List<@Nullable Object> values = new ArrayList<>();
    values.add(accepted.payment().uetr());
    values.add(terms == null ? null : terms.bearer().name());
    values.add(terms == null ? null : terms.annex());
    addMoney(values, terms == null ? null : terms.received());
    values.add(mid == null ? null : mid.rate().unscaled());
    values.add(mid == null ? null : mid.rate().scale());
    values.add(mid == null ? null : mid.effectiveFromMs());
    values.add(mid == null ? null : mid.source());
    addMoney(values, cost == null ? null : cost.destinationAtMid());
    values.add(cost == null ? null : cost.marginMinor());
    values.add(cost == null ? null : cost.favours().name());
    values.add(cost == null ? null : cost.marginPpm());
    values.add(cost == null ? null : cost.feesMinor());
    values.add(cost == null ? null : cost.totalPpm());
    session.run("write/setPaymentCost", values.toArray());
  }

  private static void addMoney(List<@Nullable Object> values, @Nullable Money money) {
    values.add(money == null ? null : money.minor());
    values.add(money == null ? null : money.currency().code());
    values.add(money == null ? null : money.currency().minorDigits());
  }

  private static boolean isQuoted(Conversion conversion) {
    Fixing fixing = conversion.fixing();
    return fixing != null && DEALT.stream().anyMatch(fixing.source()::startsWith);
  }

  /// The board's fixing of the direction that was applied; null if none held, or nothing was
  /// converted.
  private static @Nullable Fixing mid(Session session, Conversion conversion, long atMs) {
    Fixing applied = conversion.fixing();
    if (applied == null || !isQuoted(conversion)) {
      return applied;
    }
    FixingRow board =
        session.one(
            "fixingInForce",
            Rows::fixing,
            conversion.agreement(),
            applied.base().code(),
            applied.quoted().code(),
            atMs,
            atMs);
    return board == null ? null : board.fixing();
  }

  private static @Nullable Cost cost(
      Conversion conversion, @Nullable Fixing mid, FeePlan plan, Rounding rounding) {
    Fixing applied = conversion.fixing();
    if (applied == null || mid == null) {
      return Cost.of(
          conversion.debit(), ONE, ONE, conversion.debit().currency(), rounding, plan);
    }
    Currency paid = conversion.debit().currency();
    Currency owed = conversion.credit().currency();
    if (applied.base().equals(paid) && applied.quoted().equals(owed)) {
      return Cost.of(conversion.debit(), applied.rate(), mid.rate(), owed, rounding, plan);
    }
    // Its sums have another unit since: what it cost was told in the one before.
    return applied.base().equals(owed) && applied.quoted().equals(paid)
        ? Cost.ofOwed(conversion.credit(), applied.rate(), mid.rate(), paid, rounding, plan)
        : null;
  }

  private Rounding rounding(Conversion conversion) {
    return roundings.computeIfAbsent(
        new Version(conversion.agreement(), conversion.agreementVersion()),
        version -> rounding(session, version.agreement(), version.version()));
  }

  /// How sums are rounded under a version of an agreement, entered or composed of annexes.
  private static Rounding rounding(Session session, int agreement, int version) {
    String entered =
        session.one("enteredRounding", row -> row.text("conversion"), agreement, version);
    if (entered != null) {
      return Rounding.valueOf(entered);
    }
    Rounding found =
        session.one(
            "ratesOfEdition",
            row ->
                GovernanceForm.read(row.bytes("form"), AnnexForm::annex).terms()
                        instanceof AnnexTerms.Rates rates
                    ? rates.sums()
                    : Rounding.HALF_UP,
            agreement,
            version,
            AnnexKind.RATES.name());
    return found == null ? Rounding.HALF_UP : found;
  }

  /// What a payment cost; null if it was never accepted.
  static @Nullable PaymentCost of(Session session, PaymentRow payment) {
    List<ChargeRow> charges =
        session.list("paymentCharges", ChargeRows::charge, payment.payment().uetr());
    Conversion conversion = payment.conversion();
    if (conversion == null) {
      return charges.isEmpty() ? null : new PaymentCost(null, null, null, charges);
    }
    Fixing applied = conversion.fixing();
    PaymentCost stored =
        session.one(
            "paymentCost", row -> cost(row, applied, charges), payment.payment().uetr());
    return stored != null
        ? stored
        : new PaymentCost(
            null,
            applied,
            cost(
                conversion,
                applied,
                NO_FEES,
                rounding(session, conversion.agreement(), conversion.agreementVersion())),
            charges);
  }

  private static PaymentCost cost(
      Row row, @Nullable Fixing applied, List<ChargeRow> charges) {
    String bearer = row.textOrNull("bearer");
    return new PaymentCost(
        bearer == null
            ? null
            : new PaymentCost.Terms(
                ChargeBearer.valueOf(bearer),
                row.number("annex"),
                row.moneyWithDigits("received")),
        applied == null || row.isNull("mid_unscaled")
            ? null
            : new Fixing(
                applied.agreement(),
                applied.base(),
                applied.quoted(),
                row.rate("mid_unscaled", "mid_scale"),
                row.longNumber("mid_effective_from_ms"),
                row.text("mid_source")),
        row.isNull("at_mid_minor")
            ? null
            : new Cost(
                row.moneyWithDigits("at_mid"),
                row.longNumber("margin_minor"),
                Cost.Favours.valueOf(row.text("favours")),
                row.longNumber("margin_ppm"),
                row.longNumber("fees_minor"),
                row.longNumber("total_ppm")),
        charges);
  }
}
