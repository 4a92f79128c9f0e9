package kontor.readside;

import java.util.List;
import kontor.engine.Conversion;
import kontor.engine.Refusal;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.rates.Denomination;
import kontor.engine.rates.Redenomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentState;
import kontor.engine.terms.Priority;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// How each table's rows become records.
final class Rows {

  private Rows() {}

  static PaymentRow payment(Row row) {
    return new PaymentRow(
        row.longNumber("number"),
        PaymentId.ofUetr(row.text("uetr")),
        new PaymentRow.Origin(row.digest("message_digest"), row.number("sequence")),
        path(row),
        stated(row),
        new PaymentOrder.Timing(
            row.number("value_day"),
            Priority.valueOf(row.text("priority")),
            row.longNumber("expiry_ms")),
        conversion(row),
        standing(row));
  }

  private static PaymentRow.Path path(Row row) {
    return new PaymentRow.Path(
        new PaymentOrder.Route(
            row.participant("sender"),
            row.participant("debtor_agent"),
            row.participant("creditor_agent")),
        row.participantOrNull("payer_institution"),
        row.participantOrNull("payee_institution"));
  }

  private static PaymentOrder.Amounts stated(Row row) {
    Money instructed =
        row.isNull("instructed_minor") ? null : row.moneyWithDigits("instructed");
    Rate rate =
        row.isNull("stated_rate_unscaled")
            ? null
            : row.rate("stated_rate_unscaled", "stated_rate_scale");
    String creditCurrency = row.textOrNull("stated_credit_currency");
    return new PaymentOrder.Amounts(
        row.moneyWithDigits("settlement"),
        instructed,
        rate,
        creditCurrency == null
            ? null
            : new Currency(creditCurrency, row.number("stated_credit_digits")));
  }

  private static @Nullable Conversion conversion(Row row) {
    if (row.isNull("agreement")) {
      return null;
    }
    Fixing fixing = null;
    if (!row.isNull("rate_agreement")) {
      fixing =
          new Fixing(
              row.number("rate_agreement"),
              row.currency("rate_base"),
              row.currency("rate_quoted"),
              row.rate("rate_unscaled", "rate_scale"),
              row.longNumber("rate_effective_from_ms"),
              row.text("rate_source"));
    }
    return new Conversion(
        row.number("agreement"),
        row.number("agreement_version"),
        row.moneyWithDigits("debit"),
        row.moneyWithDigits("credit"),
        fixing);
  }

  private static PaymentRow.Standing standing(Row row) {
    return new PaymentRow.Standing(
        PaymentState.valueOf(row.text("state")),
        row.refusals("refusals"),
        row.accountOrNull("awaits_"),
        row.longNumber("deadline_ms"),
        row.moment("entered"),
        row.momentOrNull("queued"),
        row.momentOrNull("ended"));
  }

  static TimelineRow timeline(Row row) {
    return new TimelineRow(
        row.moment(),
        TimelineRow.Kind.valueOf(row.text("kind")),
        row.refusals("refusals"),
        row.accountOrNull("awaits_"),
        row.digestOrNull("message_digest"),
        row.number("place"));
  }

  static GovernedRow governed(Row row) {
    String maker = row.textOrNull("maker");
    return new GovernedRow(
        row.moment(),
        maker == null ? null : new FourEyes(maker, row.text("checker")),
        GovernanceForm.event(row.bytes("form")));
  }

  static EntryRow entry(Row row) {
    return new EntryRow(
        row.moment(),
        row.account(""),
        row.money("amount_minor", "currency"),
        row.money("balance_minor", "currency"),
        row.paymentOrNull("uetr"));
  }

  static AccountRow account(Row row) {
    return new AccountRow(
        row.account(""),
        row.money("balance_minor", "currency"),
        row.money("held_minor", "currency"),
        row.money("line_minor", "currency"));
  }

  static PositionRow position(Row row) {
    AccountRow loro = account(row);
    AccountId id = loro.account();
    return new PositionRow(id.servicer(), id.owner(), loro.balance(), loro.held(), loro.line());
  }

  static FixingRow fixing(Row row) {
    return new FixingRow(
        new Fixing(
            row.number("agreement"),
            row.currency("base"),
            row.currency("quoted"),
            row.rate("rate_unscaled", "rate_scale"),
            row.longNumber("effective_from_ms"),
            row.text("source")),
        row.moment());
  }

  static MessageRow message(Row row) {
    String refusal = row.textOrNull("refusal");
    return new MessageRow(
        row.digest("digest"),
        row.participantOrNull("sender"),
        row.number("kind"),
        row.number("parts"),
        row.number("transactions"),
        row.moment(),
        row.number("repeats"),
        refusal == null ? null : Refusal.valueOf(refusal));
  }

  static InstructionRow instruction(Row row) {
    String state = row.textOrNull("state");
    return new InstructionRow(
        row.number("sequence"),
        row.paymentOrNull("uetr"),
        state == null ? null : PaymentState.valueOf(state),
        row.refusals("refusals"),
        row.textOrNull("faults"));
  }

  static RefusedInstructionRow refusedInstruction(Row row) {
    return new RefusedInstructionRow(
        row.moment(),
        row.digest("message_digest"),
        row.number("sequence"),
        row.paymentOrNull("uetr"),
        row.text("faults"));
  }

  static OutboxRow outbox(Row row) {
    boolean acknowledged =
        !row.isNull("acknowledged_position")
            && row.longNumber("position") <= row.longNumber("acknowledged_position");
    return new OutboxRow(
        row.moment(),
        row.number("ordinal"),
        row.participant("bic"),
        row.text("kind"),
        row.paymentOrNull("uetr"),
        row.bytes("bytes"),
        acknowledged);
  }

  static HoldRow hold(Row row) {
    String hold = row.text("hold");
    int half = hold.length() / 2;
    return new HoldRow(
        new Key(
            Long.parseUnsignedLong(hold, 0, half, 16),
            Long.parseUnsignedLong(hold, half, hold.length(), 16)),
        row.account(""),
        row.money("amount_minor", "currency"),
        row.longNumber("expiry_ms"),
        HoldRow.State.valueOf(row.text("state")),
        row.moment("placed"),
        row.momentOrNull("ended"));
  }

  static ParticipantRow participant(Row row) {
    return new ParticipantRow(
        row.participant("bic"),
        ParticipantKind.valueOf(row.text("kind")),
        row.participant("institution"),
        Admission.valueOf(row.text("admission")));
  }

  static Currency currency(Row row) {
    return new Currency(row.text("code"), row.number("minor_digits"));
  }

  static Denomination denomination(Row row) {
    String next = row.textOrNull("next_code");
    return new Denomination(
        row.text("code"),
        row.number("numeric_code"),
        row.number("minor_digits"),
        row.number("from_day"),
        row.number("until_day"),
        next == null
            ? null
            : new Denomination.Succession(next, row.rate("factor_unscaled", "factor_scale")));
  }

  static RedenominationRow redenomination(Row row) {
    Currency to = row.currency("to_code");
    Moment ended = row.momentOrNull("ended");
    return new RedenominationRow(
        row.moment(),
        plan(row, to),
        row.longNumber("at_ms"),
        row.longNumber("window_end_ms"),
        new RedenominationRow.Standing(
            RedenominationRow.State.valueOf(row.text("state")),
            row.textOrNull("reason"),
            ended,
            row.number("holds"),
            row.number("payments"),
            ended == null ? List.of() : redenominatedBooks(row.session(), ended, to)));
  }

  private static List<RedenominationRow.Book> redenominatedBooks(
      Session session, Moment ended, Currency to) {
    return session.list(
        "redenominatedBooks",
        book -> redenominatedBook(book, to),
        ended.position(),
        ended.index());
  }

  private static RedenominationPlan plan(Row row, Currency to) {
    return new RedenominationPlan(
        new Redenomination(
            row.currency("from_code"),
            to,
            row.rate("factor_unscaled", "factor_scale"),
            Rounding.valueOf(row.text("rounding"))),
        RedenominationPlan.Prices.valueOf(row.text("prices")),
        row.text("zone"),
        row.number("day"),
        row.number("window_days"),
        RedenominationPlan.OldCode.valueOf(row.text("old_code")));
  }

  private static RedenominationRow.Book redenominatedBook(Row row, Currency to) {
    return new RedenominationRow.Book(
        row.participant("servicer"),
        row.number("accounts"),
        row.text("credits_before"),
        row.text("credits_after"),
        new Money(row.longNumber("rounding_minor"), to));
  }

  static Agreement agreement(Row row) {
    return new Agreement(
        row.number("id"),
        row.number("version"),
        row.number("effective_from_day"),
        row.number("effective_until_day"),
        SettlementModel.valueOf(row.text("model")),
        new AgreementParties(
            row.participant("institution_a"),
            row.currency("currency_a"),
            row.participant("institution_b"),
            row.currency("currency_b"),
            row.participantOrNull("provider")),
        terms(row));
  }

  private static AgreementTerms terms(Row row) {
    int id = row.number("id");
    int version = row.number("version");
    Session session = row.session();
    List<Currency> oneCurrency =
        session.list("agreementCurrencies", one -> one.currency("currency"), id, version);
    List<Money> maximums =
        session.list(
            "agreementMaximums", one -> one.money("maximum_minor", "currency"), id, version);
    return new AgreementTerms(
        profile(row, "price_in_a"),
        profile(row, "price_in_b"),
        Rounding.valueOf(row.text("conversion")),
        oneCurrency,
        maximums,
        row.longNumber("queue_ms"));
  }

  private static RoundingProfile profile(Row row, String prefix) {
    return new RoundingProfile(
        Rounding.valueOf(row.text(prefix + "_mode")), row.number(prefix + "_scale"));
  }

  static StateCountRow stateCount(Row row) {
    return new StateCountRow(
        PaymentState.valueOf(row.text("state")),
        row.longNumber("payments"),
        new Money(
            row.longNumber("sum_minor"), new Currency(row.text("currency"), row.number("digits"))));
  }

  static TurnoverRow turnover(Row row) {
    return new TurnoverRow(
        row.participant("payer_institution"),
        row.participant("payee_institution"),
        TurnoverRow.Side.valueOf(row.text("side")),
        row.longNumber("payments"),
        new Money(
            row.longNumber("sum_minor"), new Currency(row.text("currency"), row.number("digits"))));
  }

  static LedgerTotalsRow ledgerTotals(Row row) {
    return new LedgerTotalsRow(
        LedgerTotalsRow.Kind.valueOf(row.text("kind")),
        row.longNumber("batches"),
        row.longNumber("asked"),
        row.longNumber("created"));
  }
}
