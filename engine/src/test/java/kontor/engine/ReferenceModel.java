package kontor.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kontor.engine.Command.Instruction;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentState;
import kontor.engine.terms.Rate;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// The core once more, without a thought for speed: trees, lists that are searched from the
/// front, decimals. It knows the {@link World} and what a random stream of commands does in it.
final class ReferenceModel {

  static final class Account {
    BigInteger balance = BigInteger.ZERO;
    BigInteger held = BigInteger.ZERO;
    BigInteger line = BigInteger.ZERO;

    BigInteger available() {
      return balance.subtract(held).add(line);
    }
  }

  private record Transfer(AccountId debit, AccountId credit, BigInteger amount) {}

  private record Hold(AccountId account, BigInteger amount, long expiryMs, String state) {}

  static final class Payment {
    final PaymentOrder order;
    PaymentState state = PaymentState.SUBMITTED;
    Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    List<Transfer> transfers = List.of();
    long deadlineMs;
    @Nullable AccountId awaits;

    Payment(PaymentOrder order) {
      this.order = order;
    }

    boolean isReserved() {
      return awaits != null && !awaits.equals(transfers.getFirst().debit());
    }
  }

  final TreeMap<AccountId, Account> accounts = new TreeMap<>();
  final TreeMap<PaymentId, Payment> payments = new TreeMap<>();
  private final TreeMap<Key, Hold> holds = new TreeMap<>();
  private final Map<ParticipantId, Admission> admissions = new HashMap<>();
  private final Set<Key> references = new HashSet<>();
  private final Set<Key> keys = new HashSet<>();
  private final List<Agreement> agreements = new ArrayList<>();
  private final List<Fixing> fixings = new ArrayList<>();
  /// All that waits, in the order in which each began to wait on its account.
  private final List<Payment> queue = new ArrayList<>();
  private final List<AccountId> woken = new ArrayList<>();
  private long nowMs;

  /// Founds the world; fixings are told by {@link #publish}.
  void found() {
    for (Command command : World.founding()) {
      if (command instanceof Command.OpenAccount open) {
        accounts.put(open.account(), new Account());
      } else if (command instanceof Command.EnterAgreement enter) {
        agreements.add(enter.agreement());
      } else if (command instanceof Command.AdmitParticipant admit) {
        admissions.put(admit.participant(), Admission.ACTIVE);
      }
    }
  }

  void publish(Fixing fixing) {
    fixings.add(fixing);
  }

  void apply(long timestampMs, Command command) {
    nowMs = timestampMs;
    passTime();
    switch (command) {
      case Command.MoveFunds c -> move(c);
      case Command.SetCreditLine c -> {
        account(c.account()).line = BigInteger.valueOf(c.line().minor());
        wake(c.account());
      }
      case Command.PlaceHold c -> place(c);
      case Command.ReleaseHold c -> {
        Hold hold = holds.get(c.hold());
        if (hold != null && hold.state().equals("open")) {
          end(c.hold(), hold, "released");
        }
      }
      case Command.ChangeAdmission c -> admissions.put(c.participant(), c.admission());
      case Command.ReceiveMessage c ->
          pay(((Instruction.Pay) c.instructions().getFirst()).order());
      case Command.PassTime _ -> {}
      default -> throw new IllegalArgumentException(command.toString());
    }
  }

  private Account account(AccountId id) {
    Account account = accounts.get(id);
    if (account == null) {
      throw new IllegalArgumentException("no account " + id);
    }
    return account;
  }

  private void passTime() {
    while (true) {
      Map.Entry<Key, Hold> hold =
          holds.entrySet().stream()
              .filter(e -> e.getValue().state().equals("open"))
              .filter(e -> e.getValue().expiryMs() <= nowMs)
              .min(Comparator.comparingLong(e -> e.getValue().expiryMs()))
              .orElse(null);
      Payment payment =
          queue.stream()
              .filter(p -> p.deadlineMs <= nowMs)
              .min(
                  Comparator.<Payment>comparingLong(p -> p.deadlineMs)
                      .thenComparing(p -> p.order.payment()))
              .orElse(null);
      if (hold == null && payment == null) {
        return;
      }
      if (hold != null && (payment == null || isBefore(hold, payment))) {
        end(hold.getKey(), hold.getValue(), "expired");
      } else if (payment != null) {
        leave(payment, Refusal.WAITED_TOO_LONG);
        drain();
      }
    }
  }

  private static boolean isBefore(Map.Entry<Key, Hold> hold, Payment payment) {
    PaymentId id = payment.order.payment();
    long expiryMs = hold.getValue().expiryMs();
    return expiryMs < payment.deadlineMs
        || expiryMs == payment.deadlineMs
            && hold.getKey().compareTo(new Key(id.high(), id.low())) <= 0;
  }

  private void move(Command.MoveFunds command) {
    BigInteger amount = BigInteger.valueOf(command.amount().minor());
    boolean in = command.direction() == Command.MoveFunds.Direction.IN;
    if (references.contains(command.reference())
        || !in && account(command.account()).available().compareTo(amount) < 0) {
      return;
    }
    references.add(command.reference());
    AccountId id = command.account();
    AccountId transit =
        new AccountId(id.servicer(), id.currency(), id.servicer(), AccountKind.IN_TRANSIT);
    accounts.computeIfAbsent(transit, key -> new Account());
    post(in ? new Transfer(transit, id, amount) : new Transfer(id, transit, amount));
    wake(id);
  }

  private void post(Transfer transfer) {
    Account debit = account(transfer.debit());
    Account credit = account(transfer.credit());
    debit.balance = debit.balance.subtract(transfer.amount());
    credit.balance = credit.balance.add(transfer.amount());
  }

  private void place(Command.PlaceHold command) {
    BigInteger amount = BigInteger.valueOf(command.amount().minor());
    if (!holds.containsKey(command.hold())
        && command.expiryMs() > nowMs
        && account(command.account()).available().compareTo(amount) >= 0) {
      Account account = account(command.account());
      account.held = account.held.add(amount);
      holds.put(command.hold(), new Hold(command.account(), amount, command.expiryMs(), "open"));
    }
  }

  private void end(Key key, Hold hold, String state) {
    holds.put(key, new Hold(hold.account(), hold.amount(), hold.expiryMs(), state));
    Account account = account(hold.account());
    account.held = account.held.subtract(hold.amount());
    wake(hold.account());
  }

  private void pay(PaymentOrder order) {
    if (payments.containsKey(order.payment())) {
      return;
    }
    Payment payment = new Payment(order);
    payments.put(order.payment(), payment);
    payment.refusals = check(payment);
    if (!payment.refusals.isEmpty()) {
      payment.state = PaymentState.REJECTED;
      return;
    }
    if (!order.instructionKey().equals(Key.NONE)) {
      keys.add(order.instructionKey());
    }
    proceed(payment);
    drain();
  }

  private static ParticipantId institution(ParticipantId bank) {
    String name = World.name(bank);
    return World.participant(
        switch (name.charAt(0)) {
          case 'A' -> "AR";
          case 'B' -> "BR";
          default -> "PY";
        });
  }

  private Set<Refusal> check(Payment payment) {
    PaymentOrder order = payment.order;
    Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    if (keys.contains(order.instructionKey())) {
      refusals.add(Refusal.INSTRUCTION_ID_REUSED);
      return refusals;
    }
    ParticipantId payer = institution(order.route().debtorAgent());
    ParticipantId payee = institution(order.route().creditorAgent());
    if (admissions.get(order.route().debtorAgent()) != Admission.ACTIVE) {
      refusals.add(Refusal.DEBTOR_AGENT_SUSPENDED);
    }
    if (admissions.get(order.route().creditorAgent()) != Admission.ACTIVE) {
      refusals.add(Refusal.CREDITOR_AGENT_SUSPENDED);
    }
    Agreement agreement =
        agreements.stream()
            .filter(a -> isBetween(a, payer, payee))
            .findFirst()
            .orElse(null);
    if (agreement == null) {
      refusals.add(Refusal.NO_AGREEMENT);
    }
    if (agreement == null || !refusals.isEmpty()) {
      return refusals;
    }
    Money debit = order.amounts().settlement();
    Money credit = credit(order, agreement, payer, refusals);
    if (credit == null || !refusals.isEmpty()) {
      return refusals;
    }
    payment.transfers = transfers(order, agreement, payer, payee, debit, credit);
    for (Transfer transfer : payment.transfers) {
      for (AccountId id : List.of(transfer.debit(), transfer.credit())) {
        if (!accounts.containsKey(id)) {
          refusals.add(
              id.owner().equals(order.route().debtorAgent())
                  ? Refusal.DEBTOR_AGENT_ACCOUNT_MISSING
                  : Refusal.CREDITOR_AGENT_ACCOUNT_MISSING);
        }
      }
    }
    long expiryMs = order.timing().expiryMs();
    if (refusals.isEmpty() && expiryMs != 0 && expiryMs <= nowMs) {
      refusals.add(Refusal.DEADLINE_PASSED);
    }
    long latestMs = nowMs + agreement.terms().queueMs();
    payment.deadlineMs = expiryMs == 0 ? latestMs : Math.min(expiryMs, latestMs);
    if (refusals.isEmpty() && agreement.terms().queueMs() == 0) {
      Transfer first = payment.transfers.getFirst();
      if (!canPay(first)) {
        refusals.add(Refusal.COVER_MISSING);
      }
    }
    return refusals;
  }

  private static boolean isBetween(Agreement agreement, ParticipantId one, ParticipantId other) {
    ParticipantId a = agreement.parties().institutionA();
    ParticipantId b = agreement.parties().institutionB();
    return a.equals(one) && b.equals(other) || a.equals(other) && b.equals(one);
  }

  private @Nullable Money credit(
      PaymentOrder order, Agreement agreement, ParticipantId payer, Set<Refusal> refusals) {
    Money debit = order.amounts().settlement();
    boolean isA = payer.equals(agreement.parties().institutionA());
    Currency own = isA ? agreement.parties().currencyA() : agreement.parties().currencyB();
    Currency partners = isA ? agreement.parties().currencyB() : agreement.parties().currencyA();
    boolean single = agreement.model() == SettlementModel.SINGLE;
    Currency to = debit.currency();
    if (debit.minor() <= 0) {
      refusals.add(Refusal.AMOUNT_ZERO);
    }
    if (order.amounts().creditCurrency() != null) {
      to = order.amounts().creditCurrency();
    } else if (own.equals(debit.currency()) && !single) {
      to = partners;
    }
    boolean oneCurrency = to.equals(debit.currency());
    boolean agreed =
        oneCurrency
            ? agreement.terms().oneCurrency().contains(to)
                || single && (to.equals(own) || to.equals(partners))
            : !single && own.equals(debit.currency()) && partners.equals(to);
    if (!agreed) {
      refusals.add(Refusal.CURRENCY_NOT_AGREED);
      return null;
    }
    for (Money maximum : agreement.terms().maximums()) {
      if (maximum.currency().equals(debit.currency()) && debit.minor() > maximum.minor()) {
        refusals.add(Refusal.AMOUNT_ABOVE_AGREED_MAXIMUM);
      }
    }
    if (oneCurrency || debit.minor() <= 0) {
      return debit;
    }
    Money converted = convert(debit, rate(agreement.id(), debit.currency()), to);
    if (converted.minor() == 0) {
      refusals.add(Refusal.CONVERTED_AMOUNT_ZERO);
    }
    return converted;
  }

  private Rate rate(int agreement, Currency base) {
    Rate rate = null;
    for (Fixing fixing : fixings) {
      if (fixing.agreement() == agreement
          && fixing.base().equals(base)
          && fixing.effectiveFromMs() <= nowMs) {
        rate = fixing.rate();
      }
    }
    if (rate == null) {
      throw new IllegalArgumentException("no rate for " + base);
    }
    return rate;
  }

  private static Money convert(Money money, Rate rate, Currency to) {
    BigDecimal sum =
        BigDecimal.valueOf(money.minor(), money.currency().minorDigits())
            .multiply(BigDecimal.valueOf(rate.unscaled(), rate.scale()))
            .movePointRight(to.minorDigits())
            .setScale(0, RoundingMode.HALF_UP);
    return new Money(sum.longValueExact(), to);
  }

  private static List<Transfer> transfers(
      PaymentOrder order,
      Agreement agreement,
      ParticipantId payer,
      ParticipantId payee,
      Money debit,
      Money credit) {
    Currency from = debit.currency();
    Currency to = credit.currency();
    BigInteger out = BigInteger.valueOf(debit.minor());
    BigInteger in = BigInteger.valueOf(credit.minor());
    boolean payerIsA = payer.equals(agreement.parties().institutionA());
    Currency payersMoney =
        payerIsA ? agreement.parties().currencyA() : agreement.parties().currencyB();
    ParticipantId debtor = order.route().debtorAgent();
    ParticipantId creditor = order.route().creditorAgent();
    if (agreement.model() == SettlementModel.SINGLE) {
      ParticipantId home = from.equals(payersMoney) ? payer : payee;
      return List.of(
          new Transfer(
              new AccountId(home, from, debtor, AccountKind.SETTLEMENT),
              new AccountId(home, from, creditor, AccountKind.SETTLEMENT),
              out));
    }
    ParticipantId first = payee;
    ParticipantId second = payer;
    AccountKind firstKind = AccountKind.LORO;
    AccountKind secondKind = AccountKind.LORO;
    if (agreement.parties().provider() != null) {
      first = agreement.parties().provider();
      second = agreement.parties().provider();
      firstKind = AccountKind.PROVIDER;
      secondKind = AccountKind.PROVIDER;
    } else if (from.equals(to) && from.equals(payersMoney)) {
      second = payee;
      secondKind = AccountKind.NOSTRO;
    } else if (from.equals(to)) {
      first = payer;
      firstKind = AccountKind.NOSTRO;
    }
    return List.of(
        new Transfer(
            new AccountId(payer, from, debtor, AccountKind.SETTLEMENT),
            new AccountId(payer, from, first, firstKind),
            out),
        new Transfer(
            new AccountId(payee, to, second, secondKind),
            new AccountId(payee, to, creditor, AccountKind.SETTLEMENT),
            in));
  }

  private boolean canPay(Transfer transfer) {
    return transfer.debit().kind() == AccountKind.NOSTRO
        || queue.stream().noneMatch(p -> transfer.debit().equals(p.awaits))
            && account(transfer.debit()).available().compareTo(transfer.amount()) >= 0;
  }

  /// Settles what is not in a queue, or makes it wait on the first account that cannot pay.
  private void proceed(Payment payment) {
    payment.awaits = null;
    for (Transfer transfer : payment.transfers) {
      if (!canPay(transfer)) {
        waitOn(payment, transfer.debit());
        return;
      }
    }
    settle(payment);
  }

  private void waitOn(Payment payment, AccountId account) {
    payment.awaits = account;
    payment.state = PaymentState.QUEUED;
    payment.refusals =
        EnumSet.of(
            account.kind() == AccountKind.LORO
                ? Refusal.CREDIT_LINE_EXCEEDED
                : Refusal.COVER_MISSING);
    if (payment.isReserved()) {
      Transfer first = payment.transfers.getFirst();
      account(first.debit()).held = account(first.debit()).held.add(first.amount());
    }
    queue.add(payment);
  }

  private void settle(Payment payment) {
    payment.state = PaymentState.SETTLED;
    payment.refusals = EnumSet.noneOf(Refusal.class);
    payment.transfers.forEach(this::post);
    payment.transfers.forEach(transfer -> markWoken(transfer.credit()));
  }

  private void leave(Payment payment, Refusal refusal) {
    unqueue(payment);
    if (payment.isReserved()) {
      markWoken(payment.transfers.getFirst().debit());
    }
    if (payment.awaits != null) {
      markWoken(payment.awaits);
    }
    payment.state = PaymentState.EXPIRED;
    payment.refusals = EnumSet.of(refusal);
  }

  private void unqueue(Payment payment) {
    queue.remove(payment);
    if (payment.isReserved()) {
      Transfer first = payment.transfers.getFirst();
      account(first.debit()).held = account(first.debit()).held.subtract(first.amount());
    }
  }

  private void markWoken(AccountId account) {
    if (!woken.contains(account)) {
      woken.add(account);
    }
  }

  private void wake(AccountId account) {
    markWoken(account);
    drain();
  }

  private void drain() {
    while (!woken.isEmpty()) {
      AccountId account = woken.removeFirst();
      boolean moved = true;
      while (moved) {
        moved = moves(account);
      }
    }
  }

  private boolean moves(AccountId account) {
    Payment head =
        queue.stream().filter(p -> account.equals(p.awaits)).findFirst().orElse(null);
    if (head == null) {
      return false;
    }
    if (head.deadlineMs <= nowMs) {
      leave(head, Refusal.WAITED_TOO_LONG);
      return true;
    }
    if (admissions.get(head.order.route().debtorAgent()) == Admission.SUSPENDED) {
      leave(head, Refusal.DEBTOR_AGENT_SUSPENDED);
      return true;
    }
    if (admissions.get(head.order.route().creditorAgent()) == Admission.SUSPENDED) {
      leave(head, Refusal.CREDITOR_AGENT_SUSPENDED);
      return true;
    }
    for (Transfer transfer : head.transfers) {
      if (transfer.debit().equals(account)
          && account(account).available().compareTo(transfer.amount()) < 0) {
        return false;
      }
    }
    boolean reserved = head.isReserved();
    unqueue(head);
    if (reserved) {
      settle(head);
    } else {
      passOn(head);
    }
    return true;
  }

  /// The payer's side has its money; the other side may have to wait still.
  private void passOn(Payment payment) {
    for (Transfer transfer : payment.transfers.subList(1, payment.transfers.size())) {
      if (!canPay(transfer)) {
        waitOn(payment, transfer.debit());
        return;
      }
    }
    settle(payment);
  }
}
