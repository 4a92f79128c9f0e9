package kontor.server.console;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kontor.engine.ChargedFee;
import kontor.engine.Command;
import kontor.engine.Conversion;
import kontor.engine.Entry;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.rates.FeePlan.Agent;
import kontor.engine.rates.FeePlan.Collection;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.Priority;
import kontor.engine.terms.Rate;
import kontor.readside.OutboxWriter;

/// A day between two countries, made by hand: what the pages are tried on.
final class SampleDay {

  static final String SETTLED = "11111111-1111-4111-8111-111111111111";
  static final String QUEUED = "22222222-2222-4222-8222-222222222222";
  static final String REJECTED = "33333333-3333-4333-8333-333333333333";
  static final String EXPIRED = "44444444-4444-4444-8444-444444444444";
  static final String ONE_CURRENCY = "55555555-5555-4555-8555-555555555555";
  static final String AT_THE_DOOR = "66666666-6666-4666-8666-666666666666";
  static final String LATE = "77777777-7777-4777-8777-777777777777";
  static final String HOSTILE_NAME = "<script>alert('x')</script>";

  static final Currency ARS = new Currency("ARS", 2);
  static final Currency CLP = new Currency("CLP", 0);
  static final ParticipantId CENTRAL_A = ParticipantId.ofBic("CIARARB0");
  static final ParticipantId CENTRAL_C = ParticipantId.ofBic("CICLCLR0");
  static final ParticipantId BANK_A = ParticipantId.ofBic("BNCCARB0");
  static final ParticipantId BANK_C = ParticipantId.ofBic("BNFFCLR0");

  /// Tells the sender of each settled payment, as the gateway would.
  static final OutboxWriter REPORTER =
      (recorded, lookup, sink) -> {
        if (recorded.event() instanceof Event.PaymentSettled settled) {
          String uetr = settled.payment().uetr();
          byte[] report =
              ("<Document><FIToFIPmtStsRpt><OrgnlUETR>" + uetr + "</OrgnlUETR>"
                      + "<TxSts>ACSC</TxSts></FIToFIPmtStsRpt></Document>")
                  .getBytes(StandardCharsets.UTF_8);
          sink.put(BANK_A, "pacs.002.001.10", settled.payment(), report);
        }
      };

  private static final Fixing FIXING =
      new Fixing(1, ARS, CLP, new Rate(95_125, 5), 1_792_300_000_000L, "CICL/DAILY");
  private static final int VALUE_DAY = 20_744;

  private final List<RecordedEvent> fresh = new ArrayList<>();
  private final Map<AccountId, Long> balances = new HashMap<>();
  private long position = 4_096;
  private int index;
  private long timestampMs = 1_792_319_400_000L;
  private long serial;

  /// The events since the last call.
  List<RecordedEvent> take() {
    List<RecordedEvent> events = List.copyOf(fresh);
    fresh.clear();
    return events;
  }

  /// The whole day but for the late payment.
  SampleDay morning() {
    found();
    fund();
    settle(SETTLED, new Money(108_340_750, ARS), new Money(1_030_591, CLP));
    wait(QUEUED);
    reject(REJECTED);
    expire(EXPIRED);
    settle(ONE_CURRENCY, new Money(25_000_000, ARS), new Money(25_000_000, ARS));
    refuseAtTheDoor();
    conflict(SETTLED);
    for (int i = 0; i < 60; i++) {
      String uetr = String.format("88888888-8888-4888-8888-%012d", i);
      settle(uetr, new Money(10_000 + i * 317L, ARS), new Money(95 + i * 3L, CLP));
    }
    return this;
  }

  /// One more payment, later.
  SampleDay late() {
    settle(LATE, new Money(500_000_000, ARS), new Money(4_756_250, CLP));
    return this;
  }

  private void next(long afterMs) {
    position += 128;
    index = 0;
    timestampMs += afterMs;
  }

  private void emit(Event event) {
    fresh.add(new RecordedEvent(position, index++, timestampMs, event));
  }

  private void found() {
    next(1);
    emit(new Event.CurrencyDefined(ARS));
    emit(new Event.CurrencyDefined(CLP));
    for (ParticipantId central : List.of(CENTRAL_A, CENTRAL_C)) {
      emit(new Event.ParticipantAdmitted(central, ParticipantKind.INSTITUTION, central));
    }
    emit(new Event.ParticipantAdmitted(BANK_A, ParticipantKind.DIRECT_BANK, CENTRAL_A));
    emit(new Event.ParticipantAdmitted(BANK_C, ParticipantKind.DIRECT_BANK, CENTRAL_C));
    line(loroOfC(), 1_000_000_000);
    line(loroOfA(), 4_500_000);
    next(1);
    emit(new Event.FixingPublished(FIXING));
    emit(
        new Event.FixingPublished(
            new Fixing(
                1, CLP, ARS, new Rate(10_512_485, 5), 1_792_300_000_000L, "CICL/DAILY")));
  }

  private void line(AccountId account, long minor) {
    emit(new Event.AccountOpened(account));
    emit(new Event.CreditLineSet(account, new Money(minor, account.currency())));
  }

  static AccountId payer() {
    return new AccountId(CENTRAL_A, ARS, BANK_A, AccountKind.SETTLEMENT);
  }

  private static AccountId payee() {
    return new AccountId(CENTRAL_C, CLP, BANK_C, AccountKind.SETTLEMENT);
  }

  private static AccountId loroOfC() {
    return new AccountId(CENTRAL_A, ARS, CENTRAL_C, AccountKind.LORO);
  }

  private static AccountId loroOfA() {
    return new AccountId(CENTRAL_C, CLP, CENTRAL_A, AccountKind.LORO);
  }

  private void fund() {
    next(20);
    AccountId transit = new AccountId(CENTRAL_A, ARS, CENTRAL_A, AccountKind.IN_TRANSIT);
    Money sum = new Money(2_000_000_000, ARS);
    emit(
        new Event.FundsMoved(
            new Key(1, 1),
            payer(),
            sum,
            Command.MoveFunds.Direction.IN,
            List.of(entry(transit, -sum.minor()), entry(payer(), sum.minor()))));
    emit(new Event.HoldPlaced(new Key(1, 2), payer(), new Money(1_250_000, ARS), timestampMs * 2));
  }

  private Entry entry(AccountId account, long minor) {
    return new Entry(account, minor, balances.merge(account, minor, Long::sum));
  }

  private Digest receive(String uetr) {
    next(40 + serial % 7);
    String xml =
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08\">"
            + "<FIToFICstmrCdtTrf><CdtTrfTxInf><PmtId><UETR>" + uetr + "</UETR></PmtId>"
            + "<Dbtr><Nm>" + HOSTILE_NAME.replace("<", "&lt;") + "</Nm></Dbtr>"
            + "<RmtInf><Ustrd>" + HOSTILE_NAME + "</Ustrd></RmtInf>"
            + "</CdtTrfTxInf></FIToFICstmrCdtTrf></Document>";
    Digest digest = new Digest(++serial << 40, serial, 7, 9);
    byte[] evidence = Zstd.compress(xml.getBytes(StandardCharsets.UTF_8), 1);
    emit(
        new Event.MessageReceived(
            new Command.Envelope(digest, BANK_A, new Key(2, serial), 8_08, 0, 1, 1), evidence));
    return digest;
  }

  private static PaymentOrder order(String uetr, Money settlement) {
    return new PaymentOrder(
        PaymentId.ofUetr(uetr),
        0,
        new Digest(1, 2, 3, 4),
        Key.NONE,
        Key.NONE,
        new PaymentOrder.Route(BANK_A, BANK_A, BANK_C),
        new PaymentOrder.Amounts(settlement, null, null, null),
        new PaymentOrder.Timing(VALUE_DAY, Priority.NORMAL, 0));
  }

  private static Conversion conversion(Money debit, Money credit) {
    boolean converted = !debit.currency().equals(credit.currency());
    return new Conversion(1, 1, debit, credit, converted ? FIXING : null);
  }

  private void settle(String uetr, Money debit, Money credit) {
    Digest message = receive(uetr);
    Conversion conversion = conversion(debit, credit);
    emit(new Event.PaymentAccepted(message, order(uetr, debit), conversion));
    if (uetr.equals(SETTLED)) {
      emit(fees(uetr, credit));
    }
    List<Entry> entries =
        debit.currency().equals(credit.currency())
            ? List.of(
                entry(payer(), -debit.minor()), entry(loroOfC(), debit.minor()))
            : List.of(
                entry(payer(), -debit.minor()),
                entry(loroOfC(), debit.minor()),
                entry(loroOfA(), -credit.minor()),
                entry(payee(), credit.minor()));
    emit(new Event.PaymentSettled(PaymentId.ofUetr(uetr), conversion, entries));
  }

  /// 1000.00 ARS at the published rate are 951 CLP; with 500 CLP they are 1408 ppm of the sum.
  private static Event fees(String uetr, Money credit) {
    return new Event.FeesCharged(
        PaymentId.ofUetr(uetr),
        1,
        1,
        ChargeBearer.SHAR,
        List.of(
            new ChargedFee(
                1, Agent.OTHER, Collection.INVOICED, CENTRAL_A, BANK_A, new Money(100_000, ARS)),
            new ChargedFee(
                2, Agent.CREDITOR_AGENT, Collection.DEDUCTED, BANK_C, BANK_C,
                new Money(500, CLP))),
        new Money(credit.minor() - 500, CLP));
  }

  private void wait(String uetr) {
    Digest message = receive(uetr);
    Conversion conversion = conversion(new Money(700_000_000, ARS), new Money(6_658_750, CLP));
    emit(new Event.PaymentAccepted(message, order(uetr, conversion.debit()), conversion));
    emit(
        new Event.PaymentQueued(
            PaymentId.ofUetr(uetr),
            loroOfA(),
            Refusal.CREDIT_LINE_EXCEEDED,
            timestampMs + 3_600_000));
  }

  private void reject(String uetr) {
    Digest message = receive(uetr);
    emit(
        new Event.PaymentRejected(
            message,
            order(uetr, new Money(990_000, ARS)),
            List.of(Refusal.CREDITOR_AGENT_SUSPENDED)));
  }

  private void expire(String uetr) {
    Digest message = receive(uetr);
    Conversion conversion = conversion(new Money(310_000_000, ARS), new Money(2_948_875, CLP));
    emit(new Event.PaymentAccepted(message, order(uetr, conversion.debit()), conversion));
    emit(
        new Event.PaymentQueued(
            PaymentId.ofUetr(uetr), payer(), Refusal.COVER_MISSING, timestampMs + 900_000));
    next(900_000);
    emit(new Event.PaymentExpired(PaymentId.ofUetr(uetr), Refusal.WAITED_TOO_LONG));
  }

  private void refuseAtTheDoor() {
    Digest message = receive(AT_THE_DOOR);
    byte[] faults =
        "V29\tAM03\t/Document/CdtTrfTxInf/IntrBkSttlmAmt\t7\ttoo many decimals\tuse 2\n"
            .getBytes(StandardCharsets.UTF_8);
    emit(
        new Event.InstructionRefused(message, 0, PaymentId.ofUetr(AT_THE_DOOR), faults));
  }

  private void conflict(String uetr) {
    Digest message = receive(uetr);
    emit(
        new Event.PaymentConflict(
            message, 0, PaymentId.ofUetr(uetr), Refusal.UETR_REUSED));
  }
}
