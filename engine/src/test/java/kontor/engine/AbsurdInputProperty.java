package kontor.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import kontor.engine.Command.Envelope;
import kontor.engine.Command.Instruction;
import kontor.engine.Command.MoveFunds.Direction;
import kontor.engine.LedgerQuery.AccountFilter;
import kontor.engine.LedgerQuery.QueryFilter;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentOrder.Amounts;
import kontor.engine.terms.PaymentOrder.Route;
import kontor.engine.terms.PaymentOrder.Timing;
import kontor.engine.terms.Priority;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Commands that can be written down and mean nothing, mixed with some that do: each is a
/// refusal, none throws, and every invariant holds after it.
class AbsurdInputProperty {

  private static final int SEEDS = 8;
  private static final int COMMANDS = 1500;
  private static final List<Long> EXTREMES =
      List.of(
          Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L, 1L, 2L, 99L, 1L << 62,
          999_999_999_999_999_999L, 1_000_000_000_000_000_000L, Long.MAX_VALUE - 1,
          Long.MAX_VALUE);

  private final List<Currency> currencies =
      List.of(World.ARS, World.BRL, World.PYG, new Currency("ARS", 4), new Currency("XXX", 0));

  static LongStream seeds() {
    return LongStream.range(1, 1 + SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingThrows(long seed) {
    Gen gen = new Gen(seed);
    EngineHarness harness = new EngineHarness().founded();
    long nowMs = 0;
    for (int i = 0; i < COMMANDS; i++) {
      nowMs += gen.below(50);
      Command command = command(gen);
      try {
        harness.apply(nowMs, command);
        if (i % 50 == 0) {
          harness.engine().checkInvariants();
        }
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", " + harness.prefix(), e);
      }
    }
    harness.checkAll();
  }

  private Command command(Gen gen) {
    return switch (gen.below(18)) {
      case 0 -> new Command.DefineCurrency(gen.choice(currencies));
      case 1 ->
          new Command.AdmitParticipant(
              participant(gen),
              gen.choice(List.of(ParticipantKind.values())),
              participant(gen));
      case 2 ->
          new Command.ChangeAdmission(
              participant(gen),
              gen.percent(80) ? Admission.ACTIVE : gen.choice(List.of(Admission.values())));
      case 3 -> new Command.OpenAccount(account(gen));
      case 4 -> new Command.SetCreditLine(account(gen), money(gen));
      case 5 -> new Command.EnterAgreement(agreement(gen));
      case 6 ->
          new Command.PublishFixing(gen.below(5), rate(gen), rate(gen), number(gen), text(gen));
      case 7 ->
          new Command.PublishRate(
              new Fixing(
                  gen.below(5),
                  gen.choice(currencies),
                  gen.choice(currencies),
                  rate(gen),
                  number(gen),
                  text(gen)));
      case 8 ->
          new Command.MoveFunds(
              key(gen), account(gen), money(gen), gen.choice(List.of(Direction.values())));
      case 9 -> new Command.PlaceHold(key(gen), account(gen), money(gen), number(gen));
      case 10 -> new Command.ReleaseHold(key(gen));
      case 11 -> new Command.AcknowledgeOutbox(participant(gen), number(gen));
      case 12 -> new Command.OpenLedgerAccounts(ledgerAccounts(gen));
      case 13 -> new Command.PostTransfers(transfers(gen));
      case 14 -> new Command.SetLedgerLines(lines(gen));
      case 15 -> new Command.ReadLedger(question(gen));
      default -> message(gen);
    };
  }

  private static LedgerLines lines(Gen gen) {
    LedgerLines lines = LedgerLines.ofCapacity(gen.below(4));
    for (int i = 0; i < lines.count(); i++) {
      lines
          .at(i)
          .setAccount(number(gen), number(gen))
          .setCounterparty(number(gen), number(gen))
          .setLine(number(gen), number(gen));
    }
    return lines;
  }

  private static LedgerQuery question(Gen gen) {
    AccountFilter ofAccount =
        new AccountFilter(
            key(gen),
            key(gen),
            number(gen),
            (int) number(gen),
            (int) number(gen),
            number(gen),
            number(gen),
            (int) number(gen),
            gen.below(10));
    QueryFilter ofAll =
        new QueryFilter(
            gen.percent(50) ? Key.NONE : key(gen),
            number(gen),
            (int) number(gen),
            (int) number(gen),
            (int) number(gen),
            number(gen),
            number(gen),
            (int) number(gen),
            gen.below(3));
    return switch (gen.below(8)) {
      case 7 -> new LedgerQuery.LookUpFailed(new byte[gen.below(70)]);
      case 0 -> new LedgerQuery.LookUpAccounts(new byte[gen.below(70)]);
      case 1 -> new LedgerQuery.LookUpTransfers(new byte[gen.below(70)]);
      case 2 -> new LedgerQuery.LookUpPairs(new byte[gen.below(70)]);
      case 3 -> new LedgerQuery.AccountTransfers(ofAccount);
      case 4 -> new LedgerQuery.AccountBalances(ofAccount);
      case 5 -> new LedgerQuery.QueryAccounts(ofAll);
      default -> new LedgerQuery.QueryTransfers(ofAll);
    };
  }

  private static long number(Gen gen) {
    return gen.percent(50) ? gen.choice(EXTREMES) : gen.ofAnyLength(64);
  }

  private static String text(Gen gen) {
    return "é".repeat(gen.below(40));
  }

  private static ParticipantId participant(Gen gen) {
    return gen.percent(90)
        ? World.participant(gen.choice(World.NAMES))
        : new ParticipantId(number(gen));
  }

  private AccountId account(Gen gen) {
    List<AccountId> known = new ArrayList<>();
    for (Command command : World.founding()) {
      if (command instanceof Command.OpenAccount open) {
        known.add(open.account());
      }
    }
    return gen.percent(70)
        ? gen.choice(known)
        : new AccountId(
            participant(gen),
            gen.choice(currencies),
            participant(gen),
            gen.choice(List.of(AccountKind.values())));
  }

  private Money money(Gen gen) {
    return new Money(number(gen), gen.choice(currencies));
  }

  private static Rate rate(Gen gen) {
    long unscaled = number(gen);
    return new Rate(unscaled > 0 ? unscaled : 1, gen.below(19));
  }

  private static Key key(Gen gen) {
    return new Key(gen.below(2), gen.below(50));
  }

  private Agreement agreement(Gen gen) {
    RoundingProfile profile =
        new RoundingProfile(gen.choice(List.of(Rounding.values())), gen.below(11));
    return new Agreement(
        gen.percent(80) ? 1 + gen.below(4) : (int) number(gen),
        gen.percent(80) ? 1 + gen.below(4) : (int) number(gen),
        (int) number(gen),
        gen.percent(70) ? Agreement.OPEN_END : (int) number(gen),
        gen.choice(List.of(SettlementModel.values())),
        new AgreementParties(
            participant(gen),
            gen.choice(currencies),
            participant(gen),
            gen.choice(currencies),
            gen.percent(50) ? null : participant(gen)),
        new AgreementTerms(
            profile,
            profile,
            gen.choice(List.of(Rounding.values())),
            gen.percent(50) ? List.of() : List.of(gen.choice(currencies)),
            gen.percent(50) ? List.of() : List.of(money(gen)),
            gen.percent(50) ? 500 : number(gen)));
  }

  private static LedgerAccounts ledgerAccounts(Gen gen) {
    LedgerAccounts accounts = LedgerAccounts.ofCapacity(gen.below(5));
    for (int i = 0; i < accounts.count(); i++) {
      accounts
          .at(i)
          .set(
              new Key(number(gen), number(gen)),
              number(gen),
              (int) number(gen),
              (int) number(gen),
              gen.percent(80) ? gen.below(2) * 2 : (int) number(gen));
    }
    return accounts;
  }

  private static Transfers transfers(Gen gen) {
    Transfers transfers = Transfers.ofCapacity(gen.below(20));
    for (int i = 0; i < transfers.count(); i++) {
      transfers
          .at(i)
          .set(
              number(gen),
              number(gen),
              number(gen),
              number(gen),
              (int) number(gen),
              (int) number(gen));
      if (gen.percent(20)) {
        transfers.bytes()[i * Transfers.RECORD_BYTES + gen.below(128)] = (byte) gen.next();
      }
    }
    return transfers;
  }

  private Command message(Gen gen) {
    Digest digest = Script.digest("m" + gen.below(5000));
    List<Instruction> instructions = new ArrayList<>();
    int count = gen.below(4);
    for (int i = 0; i < count; i++) {
      instructions.add(
          gen.percent(20)
              ? new Instruction.Refused((int) number(gen), payment(gen), new byte[0])
              : new Instruction.Pay(order(gen)));
    }
    return new Command.ReceiveMessage(
        new Envelope(
            digest,
            gen.percent(50) ? null : participant(gen),
            key(gen),
            (int) number(gen),
            (int) number(gen),
            (int) number(gen),
            (int) number(gen)),
        instructions,
        new byte[gen.below(3)]);
  }

  private static @Nullable PaymentId payment(Gen gen) {
    return gen.percent(50) ? null : new PaymentId(0, gen.below(500));
  }

  private PaymentOrder order(Gen gen) {
    return new PaymentOrder(
        new PaymentId(0, gen.below(5000)),
        (int) number(gen),
        Script.digest("c" + gen.below(2)),
        key(gen),
        key(gen),
        new Route(participant(gen), participant(gen), participant(gen)),
        new Amounts(
            money(gen),
            gen.percent(70) ? null : money(gen),
            gen.percent(80) ? null : rate(gen),
            gen.percent(70) ? null : gen.choice(currencies)),
        new Timing(
            gen.percent(80) ? World.DAY : (int) number(gen),
            gen.choice(List.of(Priority.values())),
            gen.percent(60) ? 0 : number(gen)));
  }
}
