package kontor.cluster;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import kontor.engine.AccountBalances;
import kontor.engine.Command;
import kontor.engine.Event;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerLines;
import kontor.engine.LedgerPairs;
import kontor.engine.LedgerQuery;
import kontor.engine.LedgerQuery.AccountFilter;
import kontor.engine.LedgerQuery.QueryFilter;
import kontor.engine.LedgerResults;
import kontor.engine.RecordedEvent;
import kontor.engine.Refusal;
import kontor.engine.TransferResult;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;

/// The bulk ledger for programs. Every call has a deadline and waits no longer; it is made for
/// virtual threads and safe for any number of them.
///
/// When a deadline passes, {@link OutcomeUnknownException} says that nobody knows yet. Then there
/// are three ways to the one true answer:
///
/// - Send the very same batch again. What was created gives `EXISTS` with its first timestamp;
///   what failed for a reason that might pass gives `ID_ALREADY_FAILED`; what never arrived is
///   done now. This is what most programs want.
/// - {@link #outcome}: look, and change nothing. What was created stays created, and an id that
///   failed for ever stays failed. But what is neither may still be on its way, so "not created"
///   holds at one log position only.
/// - {@link #decide}: make the answer final. An id that was not used is used up, so that what may
///   still be on its way can never be created.
///
/// Reads go through the log like everything else: each answer is the state at its own log
/// position, and a read that is sent after an answer was received sees at least that much.
public final class LedgerClient {

  private static final long RETRY_NS = 20_000_000;

  /// Ids of transfers that {@link #decide} sends; any ledger and code do.
  private static final int ANY_LEDGER = 1;
  private static final int ANY_CODE = 1;

  private final SettlementClient client;

  public LedgerClient(SettlementClient client) {
    this.client = client;
  }

  /// @param position log position of the answer: the value is the state there
  /// @param timestampMs log time, milliseconds since 1970-01-01T00:00Z
  /// @param nextNs of a list that is short because one question may not cost more: the
  ///     `timestampMin`, or of a reversed list the `timestampMax`, with which the rest is asked; 0
  ///     if the list is whole or has come to its limit
  public record Answer<T>(long position, long timestampMs, T value, long nextNs) {}

  /// What a read asks for besides its content.
  ///
  /// @param position that the answer's position must reach; 0 for any
  public record AtLeast(long position) {
    public static final AtLeast ANY = new AtLeast(0);
  }

  /// What became of a transfer.
  public enum Fate {
    /// It is in the ledger and stays there.
    CREATED,
    /// It waits for cover: it will be created, or fail for ever.
    QUEUED,
    /// Its id is used up without a transfer, and nothing will ever be created under it.
    FAILED_FOR_EVER,
    /// Nothing was created under the id up to the position of the answer.
    NOT_CREATED
  }

  /// @param transfers the transfer, with all of its legs, if it was created or waits; else none
  public record Outcome(Fate fate, Transfers transfers) {}

  /// The core refused the command as a whole; nothing changed.
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    RefusedException(Refusal refusal) {
      super("refused: " + refusal);
      this.refusal = refusal;
    }

    public Refusal refusal() {
      return refusal;
    }
  }

  /// The log did not come to the position that the reader has seen elsewhere. Positions of one log
  /// only grow, so it is a position of another log or none at all.
  public static final class PositionNotReachedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long reached;

    PositionNotReachedException(long wanted, long reached) {
      super("log position " + wanted + " is not reached; the log is at " + reached);
      this.reached = reached;
    }

    public long reached() {
      return reached;
    }
  }

  public Answer<LedgerResults> createAccounts(LedgerAccounts accounts, Duration deadline) {
    Reply reply = send(new Command.OpenLedgerAccounts(accounts), deadline);
    return answer(reply, event(reply, Event.LedgerAccountsOpened.class).results());
  }

  public Answer<LedgerResults> createTransfers(Transfers transfers, Duration deadline) {
    Reply reply = send(new Command.PostTransfers(transfers), deadline);
    return answer(reply, event(reply, Event.TransfersPosted.class).results());
  }

  /// Sets lines of accounts and of pairs, all or none. To set the same again changes nothing.
  public Answer<LedgerResults> setLines(LedgerLines lines, Duration deadline) {
    Reply reply = send(new Command.SetLedgerLines(lines), deadline);
    return answer(reply, event(reply, Event.LedgerLinesSet.class).results());
  }

  /// @param ids 16 bytes each, low half first
  public Answer<LedgerAccounts> lookUpAccounts(byte[] ids, AtLeast atLeast, Duration deadline) {
    return accounts(read(new LedgerQuery.LookUpAccounts(ids), atLeast, deadline));
  }

  /// @param ids 16 bytes each, low half first
  public Answer<Transfers> lookUpTransfers(byte[] ids, AtLeast atLeast, Duration deadline) {
    return transfers(read(new LedgerQuery.LookUpTransfers(ids), atLeast, deadline));
  }

  public Answer<Transfers> accountTransfers(
      AccountFilter filter, AtLeast atLeast, Duration deadline) {
    return transfers(read(new LedgerQuery.AccountTransfers(filter), atLeast, deadline));
  }

  public Answer<AccountBalances> accountBalances(
      AccountFilter filter, AtLeast atLeast, Duration deadline) {
    Answer<byte[]> read = read(new LedgerQuery.AccountBalances(filter), atLeast, deadline);
    int count = read.value().length / AccountBalances.RECORD_BYTES;
    return with(read, new AccountBalances(read.value(), count));
  }

  public Answer<LedgerAccounts> queryAccounts(
      QueryFilter filter, AtLeast atLeast, Duration deadline) {
    return accounts(read(new LedgerQuery.QueryAccounts(filter), atLeast, deadline));
  }

  public Answer<Transfers> queryTransfers(
      QueryFilter filter, AtLeast atLeast, Duration deadline) {
    return transfers(read(new LedgerQuery.QueryTransfers(filter), atLeast, deadline));
  }

  /// @param idPairs 32 bytes each: account and counterparty, low halves first
  public Answer<LedgerPairs> lookUpPairs(byte[] idPairs, AtLeast atLeast, Duration deadline) {
    Answer<byte[]> read = read(new LedgerQuery.LookUpPairs(idPairs), atLeast, deadline);
    int count = read.value().length / LedgerPairs.RECORD_BYTES;
    return with(read, new LedgerPairs(read.value(), count));
  }

  /// Asks anything; the answer is records as the query says.
  ///
  /// @throws PositionNotReachedException when the log is not that far by the deadline
  public Answer<byte[]> read(LedgerQuery query, AtLeast atLeast, Duration deadline) {
    long endNs = System.nanoTime() + deadline.toNanos();
    Command command = new Command.ReadLedger(query);
    Reply reply = send(command, deadline);
    while (reply.position() < atLeast.position()) {
      pause();
      try {
        reply = client.sendAndWait(command, Duration.ofNanos(endNs - System.nanoTime()));
      } catch (TimeoutException | NotAcceptedException e) {
        // A read has no outcome to wonder about: what is known is how far the log was.
        throw new PositionNotReachedException(atLeast.position(), reply.position());
      }
    }
    if (reply.events().getLast().event() instanceof Event.LedgerReadInPart part) {
      return new Answer<>(reply.position(), reply.timestampMs(), part.records(), part.nextNs());
    }
    return answer(reply, event(reply, Event.LedgerRead.class).records());
  }

  /// Whether a transfer was created, with its timestamp, or waits, or its id failed for ever.
  /// `QUEUED` and `NOT_CREATED` hold at the position of the answer: what waits may leave, what is
  /// still on its way may come.
  public Answer<Outcome> outcome(Key transfer, Duration deadline) {
    long endNs = System.nanoTime() + deadline.toNanos();
    Answer<Transfers> found = lookUpTransfers(id(transfer), AtLeast.ANY, deadline);
    if (found.value().count() > 0) {
      boolean waits = (found.value().at(0).flags() & Transfers.WAITS) != 0;
      return with(found, new Outcome(waits ? Fate.QUEUED : Fate.CREATED, found.value()));
    }
    Answer<byte[]> failed =
        read(new LedgerQuery.LookUpFailed(id(transfer)), AtLeast.ANY, until(endNs));
    // What has not failed by the second position had not by the first.
    return failed.value().length > 0
        ? with(failed, new Outcome(Fate.FAILED_FOR_EVER, found.value()))
        : with(found, new Outcome(Fate.NOT_CREATED, found.value()));
  }

  /// Makes the outcome of a transfer final: `CREATED` or `FAILED_FOR_EVER`. What waits is called
  /// off.
  ///
  /// It sends a transfer under the same id between two accounts that do not exist. If the id was
  /// used, the core says so, and the record tells the rest. If it was not, this fails for a reason
  /// that might pass, and by the rule for those the id is used up: a duplicate that comes late
  /// can never be created. A look-up alone cannot promise that, and to send the real transfer
  /// again would create it.
  public Answer<Outcome> decide(Key transfer, Duration deadline) {
    long endNs = System.nanoTime() + deadline.toNanos();
    Answer<LedgerResults> answer = createTransfers(unplaceable(transfer), deadline);
    TransferResult result = TransferResult.of(answer.value().code(0));
    if (result.name().startsWith("EXISTS") || result == TransferResult.CREATED) {
      Answer<Outcome> outcome = outcome(transfer, until(endNs));
      return outcome.value().fate() == Fate.QUEUED ? callOff(transfer, endNs) : outcome;
    }
    return switch (result) {
      case ID_ALREADY_FAILED,
          DEBIT_ACCOUNT_NOT_FOUND,
          // No transfer can have these.
          ID_MUST_NOT_BE_ZERO,
          ID_MUST_NOT_BE_INT_MAX ->
          with(answer, new Outcome(Fate.FAILED_FOR_EVER, Transfers.ofCapacity(0)));
      default -> throw new OutcomeUnknownException("the id is open still: " + result);
    };
  }

  /// What waited a moment ago is called off, or has left by itself.
  private Answer<Outcome> callOff(Key transfer, long endNs) {
    Transfers end = Transfers.ofCapacity(1);
    ThreadLocalRandom random = ThreadLocalRandom.current();
    end.at(0)
        .setId(random.nextLong(Long.MAX_VALUE), random.nextLong() | 1)
        .setPending(transfer.high(), transfer.low())
        .setFlags(Transfers.VOID_PENDING_TRANSFER | Transfers.QUEUED);
    createTransfers(end, until(endNs));
    Answer<Outcome> outcome = outcome(transfer, until(endNs));
    return switch (outcome.value().fate()) {
      case CREATED -> outcome;
      case NOT_CREATED, FAILED_FOR_EVER ->
          with(outcome, new Outcome(Fate.FAILED_FOR_EVER, Transfers.ofCapacity(0)));
      case QUEUED -> throw new OutcomeUnknownException("it waits still");
    };
  }

  private static Duration until(long endNs) {
    return Duration.ofNanos(Math.max(0, endNs - System.nanoTime()));
  }

  /// A transfer of nothing between accounts of chance: 128 bits each, so that nobody has them.
  private static Transfers unplaceable(Key id) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    Transfers transfers = Transfers.ofCapacity(1);
    transfers
        .at(0)
        .setId(id.high(), id.low())
        .setDebit(random.nextLong(Long.MAX_VALUE), random.nextLong() | 1)
        .setCredit(random.nextLong(Long.MAX_VALUE), random.nextLong() & ~1L)
        .setLedger(ANY_LEDGER)
        .setCode(ANY_CODE);
    return transfers;
  }

  /// Whether an account was opened. Ids of accounts are not used up by failures, so there is no
  /// final "no"; to open the very same account again is always safe and gives `EXISTS`.
  ///
  /// @return the account, or none if it was not opened up to the position of the answer
  public Answer<LedgerAccounts> accountOutcome(Key account, Duration deadline) {
    return lookUpAccounts(id(account), AtLeast.ANY, deadline);
  }

  private static byte[] id(Key key) {
    // The id stands at the front of a record.
    return Arrays.copyOf(
        Transfers.ofCapacity(1).at(0).setId(key.high(), key.low()).bytes(), 2 * Long.BYTES);
  }

  private Reply send(Command command, Duration deadline) {
    try {
      return client.sendAndWait(command, deadline);
    } catch (TimeoutException e) {
      throw new OutcomeUnknownException("no answer within " + deadline);
    }
  }

  private static <E extends Event> E event(Reply reply, Class<E> kind) {
    for (RecordedEvent recorded : reply.events()) {
      if (recorded.event() instanceof Event.CommandRefused refused) {
        throw new RefusedException(refused.refusal());
      }
      if (kind.isInstance(recorded.event())) {
        return kind.cast(recorded.event());
      }
    }
    throw new IllegalStateException("the core answered nothing of " + kind.getSimpleName());
  }

  private static Answer<LedgerAccounts> accounts(Answer<byte[]> read) {
    int count = read.value().length / LedgerAccounts.RECORD_BYTES;
    return with(read, new LedgerAccounts(read.value(), count));
  }

  private static Answer<Transfers> transfers(Answer<byte[]> read) {
    return with(read, new Transfers(read.value(), read.value().length / Transfers.RECORD_BYTES));
  }

  private static <T> Answer<T> answer(Reply reply, T value) {
    return new Answer<>(reply.position(), reply.timestampMs(), value, 0);
  }

  private static <T> Answer<T> with(Answer<?> answer, T value) {
    return new Answer<>(answer.position(), answer.timestampMs(), value, answer.nextNs());
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofNanos(RETRY_NS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutcomeUnknownException("interrupted while waiting");
    }
  }
}
