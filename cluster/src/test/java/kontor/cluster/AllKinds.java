package kontor.cluster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kontor.engine.Command;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerLines;
import kontor.engine.LedgerQuery;
import kontor.engine.Transfers;
import kontor.engine.annex.AgreementFrame.Party;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.Particulars;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.Priority;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;

/// Commands of every kind from a seed, most of which have an effect: payments that settle, wait
/// and expire, repeats and conflicts, and a bulk ledger that uses every flag.
final class AllKinds {

  private static final Currency ARS = new Currency("ARS", 2);
  private static final Currency BRL = new Currency("BRL", 2);
  private static final Currency PYG = new Currency("PYG", 0);
  private static final ParticipantId AR = bank("BCRAARBA");
  private static final ParticipantId BR = bank("BCBRBRDF");
  private static final ParticipantId PY = bank("BCPAPYPX");
  private static final ParticipantId PROVIDER = bank("PROVUYMM");

  private static final List<ParticipantId> BANKS =
      List.of(
          bank("BANKARB1"), bank("BANKARB2"), bank("BANKBRS1"), bank("BANKBRS2"),
          bank("BANKPYP1"));

  private static final List<AccountId> ACCOUNTS =
      List.of(
          account(AR, ARS, BANKS.get(0), AccountKind.SETTLEMENT),
          account(AR, ARS, BANKS.get(1), AccountKind.SETTLEMENT),
          account(AR, BRL, BANKS.get(0), AccountKind.SETTLEMENT),
          account(BR, BRL, BANKS.get(2), AccountKind.SETTLEMENT),
          account(BR, BRL, BANKS.get(3), AccountKind.SETTLEMENT),
          account(BR, ARS, BANKS.get(2), AccountKind.SETTLEMENT),
          account(PY, PYG, BANKS.get(4), AccountKind.SETTLEMENT),
          account(BR, BRL, PROVIDER, AccountKind.PROVIDER),
          account(PY, PYG, PROVIDER, AccountKind.PROVIDER),
          account(AR, ARS, BR, AccountKind.LORO),
          account(BR, BRL, AR, AccountKind.LORO),
          account(AR, BRL, AR, AccountKind.NOSTRO),
          account(BR, ARS, BR, AccountKind.NOSTRO),
          account(AR, ARS, PY, AccountKind.LORO),
          account(PY, PYG, AR, AccountKind.LORO));

  /// What quotes are asked for.
  private static final Money QUOTED = new Money(10_000, BRL);

  private static final int LEDGER = 700;
  private static final long LEDGER_ACCOUNTS = 60;
  private static final int QUEUE_MS = 500;
  private static final long MS_A_DAY = 86_400_000;

  private final SplittableRandom random;
  private final List<Command.ReceiveMessage> sent = new ArrayList<>();
  private final List<Command.RequestQuotes> asked = new ArrayList<>();
  private long serial;
  private long lastTransfer;

  AllKinds(long seed) {
    random = new SplittableRandom(seed);
  }

  private static ParticipantId bank(String bic) {
    return ParticipantId.ofBic(bic);
  }

  private static AccountId account(
      ParticipantId servicer, Currency currency, ParticipantId owner, AccountKind kind) {
    return new AccountId(servicer, currency, owner, kind);
  }

  /// Everything that must be said before the first payment.
  List<Command> founding() {
    List<Command> commands = new ArrayList<>();
    for (Currency currency : List.of(ARS, BRL, PYG)) {
      commands.add(new Command.DefineCurrency(currency));
    }
    for (ParticipantId institution : List.of(AR, BR, PY)) {
      commands.add(
          new Command.AdmitParticipant(institution, ParticipantKind.INSTITUTION, institution));
    }
    for (int i = 0; i < BANKS.size(); i++) {
      commands.add(
          new Command.AdmitParticipant(
              BANKS.get(i), ParticipantKind.DIRECT_BANK, List.of(AR, BR, PY).get(i / 2)));
    }
    commands.add(new Command.AdmitParticipant(PROVIDER, ParticipantKind.FX_PROVIDER, BR));
    ACCOUNTS.forEach(a -> commands.add(new Command.OpenAccount(a)));
    commands.add(
        agreement(
            1, SettlementModel.RECIPROCAL, new AgreementParties(AR, ARS, BR, BRL, null),
            List.of(ARS, BRL)));
    commands.add(
        agreement(
            2, SettlementModel.PROVIDER, new AgreementParties(BR, BRL, PY, PYG, PROVIDER),
            List.of()));
    commands.add(new Command.PublishFixing(1, Rate.of("108.88670"), Rate.of("5.02520"), 0, "f"));
    commands.add(new Command.PublishFixing(2, Rate.of("5.6605"), Rate.of("8006.85"), 0, "f"));
    commands.add(new Command.SetCreditLine(ACCOUNTS.get(9), new Money(3_000_000, ARS)));
    commands.add(new Command.SetCreditLine(ACCOUNTS.get(10), new Money(100_000, BRL)));
    commands.add(openAccounts(1, (int) LEDGER_ACCOUNTS));
    commands.add(imported());
    commands.addAll(
        AllChanges.of(
            new Party(AR, "AR", ARS), new Party(BR, "BR", BRL), new Party(PY, "PY", PYG)));
    return commands;
  }

  private static Command agreement(
      int id, SettlementModel model, AgreementParties parties, List<Currency> oneCurrency) {
    RoundingProfile profile = new RoundingProfile(Rounding.FIVE_STEP, 5);
    return new Command.EnterAgreement(
        new Agreement(
            id, 1, 0, Agreement.OPEN_END, model, parties,
            new AgreementTerms(
                profile, profile, Rounding.HALF_UP, oneCurrency, List.of(), QUEUE_MS)));
  }

  /// @param nowMs log time, about
  Command next(long nowMs) {
    serial++;
    if (serial == 1) {
      return goods(nowMs);
    }
    if (serial == 2) {
      // The rate for which those goods wait.
      return new Command.PublishRate(
          new Fixing(AllChanges.OPERATIONS, ARS, PYG, Rate.of("6.5"), nowMs, "provider"));
    }
    return switch (random.nextInt(28)) {
      case 0, 1, 2 -> funds();
      case 3 -> hold(nowMs);
      case 4 -> new Command.ReleaseHold(key(1 + random.nextLong(serial)));
      case 5 -> fixing(nowMs);
      case 6 ->
          new Command.SetCreditLine(
              ACCOUNTS.get(9), new Money(random.nextLong(6_000_000), ARS));
      case 7, 8, 9, 10, 11 -> message(nowMs);
      case 12 ->
          sent.isEmpty() ? new Command.PassTime() : sent.get(random.nextInt(sent.size()));
      case 13 -> new Command.AcknowledgeOutbox(any(BANKS), serial);
      case 14 -> admission();
      case 15 -> openAccounts(1000 + 10 * serial, 1 + random.nextInt(9));
      case 16 -> lines();
      case 17 -> new Command.ReadLedger(query());
      case 18 -> new Command.PassTime();
      case 24 -> posting();
      case 25 -> question(nowMs);
      case 26 -> new Command.SelectQuote(BANKS.get(2), 1 + random.nextLong(asked.size() + 2));
      case 27 -> atQuote(nowMs);
      default -> transfers();
    };
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static Key key(long number) {
    return new Key(number * 0x9E3779B97F4A7C15L, number);
  }

  private Digest digest(long number) {
    return new Digest(number * 0x9E3779B97F4A7C15L, number, number, 1);
  }

  private Command funds() {
    AccountId account = ACCOUNTS.get(random.nextInt(9));
    boolean in = random.nextInt(4) > 0;
    return new Command.MoveFunds(
        key(serial), account, new Money(1 + random.nextLong(2_000_000), account.currency()),
        in ? Command.MoveFunds.Direction.IN : Command.MoveFunds.Direction.OUT);
  }

  private Command hold(long nowMs) {
    AccountId account = ACCOUNTS.get(random.nextInt(9));
    long expiryMs = nowMs + random.nextLong(2000);
    return new Command.PlaceHold(
        key(serial), account, new Money(1 + random.nextLong(100_000), account.currency()),
        expiryMs);
  }

  private Command fixing(long nowMs) {
    Rate rate = new Rate(4_000_000 + random.nextLong(1_000_000), 8);
    if (random.nextBoolean()) {
      return new Command.PublishRate(
          new Fixing(AllChanges.OPERATIONS, ARS, PYG, rate, nowMs, "provider"));
    }
    return random.nextBoolean()
        ? new Command.PublishRate(new Fixing(1, ARS, BRL, rate, nowMs, "provider"))
        : new Command.PublishFixing(
            1, new Rate(10_000_000 + random.nextLong(2_000_000), 5), Rate.of("5.02520"), nowMs,
            "f");
  }

  private Command posting() {
    return switch (random.nextInt(4)) {
      case 0 ->
          new Command.SetTiers(
              PROVIDER, BRL, new Tiers(List.of(new Tiers.Tier(50_000, random.nextInt(100)))));
      case 1 -> new Command.SetImprovement(PROVIDER, any(BANKS), random.nextInt(50));
      default ->
          new Command.PostBaseRate(
              PROVIDER, BRL, PYG, new Rate(13_000_000 + random.nextLong(2_000_000), 4));
    };
  }

  private Command question(long nowMs) {
    Command.RequestQuotes request =
        new Command.RequestQuotes(
            key(random.nextInt(10) == 0 ? 5 : serial),
            BANKS.get(2),
            BANKS.get(4),
            (int) (nowMs / MS_A_DAY),
            QuoteRequest.ofSource(QUOTED, PYG));
    asked.add(request);
    return request;
  }

  /// A payment at a quote, which may be there and unused.
  private Command atQuote(long nowMs) {
    if (asked.isEmpty()) {
      return new Command.PassTime();
    }
    PaymentOrder order =
        new PaymentOrder(
            new PaymentId(0x4001, serial),
            0,
            digest(serial),
            Key.NONE,
            Key.NONE,
            new PaymentOrder.Route(BANKS.get(2), BANKS.get(2), BANKS.get(4)),
            new PaymentOrder.Amounts(QUOTED, null, null, null),
            new PaymentOrder.Timing((int) (nowMs / MS_A_DAY), Priority.NORMAL, 0),
            new Particulars(
                any(List.of(OperationClass.values())),
                List.of("1001"),
                List.of("CINV"),
                random.nextInt(400),
                any(List.of(ChargeBearer.values())),
                1 + random.nextLong(asked.size())));
    return new Command.ReceiveMessage(
        new Command.Envelope(digest(serial), BANKS.get(2), Key.NONE, 8, 0, 1, 1),
        List.of(new Command.Instruction.Pay(order)),
        new byte[] {1});
  }

  private Command admission() {
    Admission admission = random.nextInt(3) == 0 ? Admission.RESTRICTED : Admission.ACTIVE;
    return new Command.ChangeAdmission(BANKS.get(1), admission);
  }

  private Command message(long nowMs) {
    List<Command.Instruction> instructions = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      instructions.add(
          random.nextInt(20) == 0
              ? new Command.Instruction.Refused(
                  i, new PaymentId(7, serial), "V31".getBytes(StandardCharsets.UTF_8))
              : new Command.Instruction.Pay(order(i, nowMs)));
    }
    byte[] evidence = new byte[random.nextInt(300)];
    random.nextBytes(evidence);
    Command.ReceiveMessage message =
        new Command.ReceiveMessage(
            new Command.Envelope(
                digest(serial), BANKS.get(0), key(random.nextInt(30) == 0 ? 5 : serial), 8, 0, 1,
                count),
            instructions,
            evidence);
    sent.add(message);
    return message;
  }

  private PaymentOrder order(int sequence, long nowMs) {
    ParticipantId from = any(BANKS);
    ParticipantId to = any(BANKS);
    Currency money = from.country().equals("AR") ? ARS : from.country().equals("BR") ? BRL : PYG;
    // Now and then an identity that was used before.
    long number = random.nextInt(12) == 0 ? random.nextLong(serial * 8) : serial * 8 + sequence;
    return new PaymentOrder(
        new PaymentId(0x4000, number),
        sequence,
        digest(random.nextInt(12) == 0 ? serial : number),
        Key.NONE,
        key(number),
        new PaymentOrder.Route(from, from, to),
        new PaymentOrder.Amounts(new Money(random.nextLong(600_000), money), null, null, null),
        new PaymentOrder.Timing(
            (int) (nowMs / MS_A_DAY),
            any(List.of(Priority.values())),
            random.nextInt(4) == 0 ? nowMs + random.nextLong(1000) : 0),
        particulars());
  }

  private Command goods(long nowMs) {
    PaymentOrder order =
        new PaymentOrder(
            new PaymentId(0x4002, 1),
            0,
            digest(1),
            Key.NONE,
            Key.NONE,
            new PaymentOrder.Route(BANKS.get(0), BANKS.get(0), BANKS.get(4)),
            new PaymentOrder.Amounts(new Money(5_000, ARS), null, null, null),
            new PaymentOrder.Timing((int) (nowMs / MS_A_DAY), Priority.NORMAL, 0),
            new Particulars(
                OperationClass.GOODS, List.of("1001"), List.of(), 10, null,
                Particulars.NO_QUOTE));
    return new Command.ReceiveMessage(
        new Command.Envelope(digest(0), BANKS.get(0), Key.NONE, 8, 0, 1, 1),
        List.of(new Command.Instruction.Pay(order)),
        new byte[] {1});
  }

  /// Of many payments nothing more is stated.
  private Particulars particulars() {
    return random.nextBoolean()
        ? Particulars.NONE
        : new Particulars(
            any(List.of(OperationClass.GOODS, OperationClass.PENSION)),
            random.nextInt(3) == 0 ? List.of("9305") : List.of("1001", "300431"),
            List.of("invoice"),
            random.nextInt(400),
            any(List.of(ChargeBearer.values())),
            Particulars.NO_QUOTE);
  }

  private Command openAccounts(long first, int count) {
    LedgerAccounts accounts = LedgerAccounts.ofCapacity(count);
    int[] flags = {
      0, LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS, LedgerAccounts.HISTORY,
      LedgerAccounts.CREDITS_MUST_NOT_EXCEED_DEBITS,
      LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS | LedgerAccounts.HISTORY,
      LedgerAccounts.LINKED
    };
    for (int i = 0; i < count; i++) {
      int flag = flags[i % flags.length];
      boolean limited = (flag & LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS) != 0;
      accounts
          .at(i)
          .set(new Key(i % 3, first + i), limited ? 2000 : 0, LEDGER, 10, flag)
          .setUserData128(serial, i)
          .setUserData64(i)
          .setUserData32((int) serial);
    }
    // A chain must not be left open.
    accounts.at(count - 1).setFlags(accounts.flags() & ~LedgerAccounts.LINKED);
    return new Command.OpenLedgerAccounts(accounts);
  }

  private static Command imported() {
    LedgerAccounts accounts = LedgerAccounts.ofCapacity(3);
    for (int i = 0; i < 3; i++) {
      accounts
          .at(i)
          .set(new Key(9, 1 + i), 0, LEDGER, 11, LedgerAccounts.IMPORTED)
          .setTimestamp(1000 + i);
    }
    return new Command.OpenLedgerAccounts(accounts);
  }

  private Command lines() {
    LedgerLines lines = LedgerLines.ofCapacity(2);
    // Accounts with a limit flag, see openAccounts.
    long account = 2 + 6 * random.nextLong(LEDGER_ACCOUNTS / 6);
    lines.at(0).setAccount((account - 1) % 3, account).setLine(0, random.nextLong(5000));
    long counterparty = 1 + random.nextLong(LEDGER_ACCOUNTS);
    lines
        .at(1)
        .setAccount((account - 1) % 3, account)
        .setCounterparty((counterparty - 1) % 3, counterparty)
        .setLine(0, random.nextLong(3000));
    return new Command.SetLedgerLines(lines);
  }

  private Command transfers() {
    int count = 1 + random.nextInt(12);
    Transfers transfers = Transfers.ofCapacity(count);
    // Either all of a batch are imported or none.
    boolean imported = random.nextInt(12) == 0;
    for (int i = 0; i < count; i++) {
      Transfers t = transfers.at(i);
      plain(t);
      if (imported) {
        t.setFlags(Transfers.IMPORTED).setTimestamp(2000 + serial * 100 + i);
      } else {
        flag(t, i + 1 == count);
        if ((t.flags() & Transfers.LEG) != 0 && i + 1 < count) {
          i++;
          secondLeg(t, transfers.bytes(), i);
        }
      }
    }
    return new Command.PostTransfers(transfers);
  }

  private void plain(Transfers t) {
    long debit = 1 + random.nextLong(LEDGER_ACCOUNTS);
    long credit = 1 + random.nextLong(LEDGER_ACCOUNTS);
    lastTransfer++;
    // Some are sent again, as they were or not.
    long id = random.nextInt(20) == 0 ? 1 + random.nextLong(lastTransfer) : lastTransfer;
    t.set(id, debit, credit, random.nextLong(900), LEDGER, 1 + random.nextInt(3))
        .setDebit((debit - 1) % 3, debit)
        .setCredit((credit - 1) % 3, credit)
        .setUserData128(0, random.nextLong(4))
        .setUserData64(random.nextLong(4))
        .setUserData32(random.nextInt(4));
  }

  /// The same way back, of another sum.
  private void secondLeg(Transfers first, byte[] bytes, int index) {
    long debit = first.debitLow();
    long credit = first.creditLow();
    new Transfers(bytes, index + 1)
        .at(index)
        .set(first.idLow(), credit, debit, random.nextLong(900), LEDGER, 1)
        .setDebit((credit - 1) % 3, credit)
        .setCredit((debit - 1) % 3, debit)
        .setTimeout(first.timeout())
        .setFlags(first.flags());
  }

  private void flag(Transfers t, boolean last) {
    int[] flags = {
      0, 0, 0, Transfers.LINKED, Transfers.PENDING, Transfers.PENDING, Transfers.PENDING,
      Transfers.POST_PENDING_TRANSFER, Transfers.VOID_PENDING_TRANSFER,
      Transfers.BALANCING_DEBIT, Transfers.BALANCING_CREDIT,
      Transfers.PENDING | Transfers.CLOSING_DEBIT, Transfers.PENDING | Transfers.CLOSING_CREDIT,
      Transfers.QUEUED, Transfers.QUEUED | Transfers.PENDING,
      Transfers.QUEUED | Transfers.URGENT, Transfers.QUEUED | Transfers.LEG
    };
    int flag = flags[random.nextInt(flags.length)];
    boolean closing = (flag & (Transfers.CLOSING_DEBIT | Transfers.CLOSING_CREDIT)) != 0;
    // Few, or all would be closed soon; and those are opened again when the time is over.
    if (closing && random.nextInt(4) > 0) {
      flag = 0;
    }
    t.setFlags(last ? flag & ~Transfers.LINKED : flag);
    if ((flag & (Transfers.PENDING | Transfers.QUEUED)) != 0) {
      t.setTimeout(closing ? 1 : random.nextInt(3));
    }
    if ((flag & (Transfers.POST_PENDING_TRANSFER | Transfers.VOID_PENDING_TRANSFER)) != 0) {
      t.setPending(0, 1 + random.nextLong(lastTransfer))
          .setDebit(0, 0)
          .setCredit(0, 0)
          .setAmount(-1, -1)
          .setCode(0)
          .setLedger(0);
      if ((flag & Transfers.VOID_PENDING_TRANSFER) != 0) {
        t.setAmount(0, 0);
      }
    }
  }

  private LedgerQuery query() {
    Key account = new Key(2, 3);
    int both = LedgerQuery.AccountFilter.DEBITS | LedgerQuery.AccountFilter.CREDITS;
    return switch (random.nextInt(4)) {
      case 0 -> new LedgerQuery.LookUpTransfers(new byte[] {
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
      case 1 ->
          new LedgerQuery.AccountBalances(
              new LedgerQuery.AccountFilter(account, Key.NONE, 0, 0, 0, 0, 0, 10, both));
      case 2 ->
          new LedgerQuery.AccountTransfers(
              new LedgerQuery.AccountFilter(account, Key.NONE, 0, 0, 0, 0, 0, 0, both));
      default ->
          new LedgerQuery.QueryTransfers(
              new LedgerQuery.QueryFilter(Key.NONE, 1, 0, LEDGER, 0, 0, 0, 20, 0));
    };
  }
}
