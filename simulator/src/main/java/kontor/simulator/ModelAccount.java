package kontor.simulator;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.LedgerAccounts;

/// An account of the naive ledger.
final class ModelAccount {

  /// All four balances at one time.
  record Balances(
      BigInteger debitsPending,
      BigInteger debitsPosted,
      BigInteger creditsPending,
      BigInteger creditsPosted) {

    static final Balances ZERO =
        new Balances(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    BigInteger debits() {
      return debitsPending.add(debitsPosted);
    }

    BigInteger credits() {
      return creditsPending.add(creditsPosted);
    }

    Balances debit(BigInteger pending, BigInteger posted) {
      return new Balances(
          debitsPending.add(pending), debitsPosted.add(posted), creditsPending, creditsPosted);
    }

    Balances credit(BigInteger pending, BigInteger posted) {
      return new Balances(
          debitsPending, debitsPosted, creditsPending.add(pending), creditsPosted.add(posted));
    }

    void put(ByteBuffer out) {
      Wire.put128(out, debitsPending);
      Wire.put128(out, debitsPosted);
      Wire.put128(out, creditsPending);
      Wire.put128(out, creditsPosted);
    }
  }

  final AccountInput input;
  final long timestamp;
  final List<ModelTransfer> transfers = new ArrayList<>();
  Balances balances = Balances.ZERO;
  BigInteger line;
  boolean isClosed;

  ModelAccount(AccountInput input, long timestamp) {
    this.input = input;
    this.timestamp = timestamp;
    line = input.line();
    isClosed = has(LedgerAccounts.CLOSED);
  }

  boolean has(int flag) {
    return (input.flags() & flag) != 0;
  }

  boolean hasLimit() {
    return has(
        LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS
            | LedgerAccounts.CREDITS_MUST_NOT_EXCEED_DEBITS);
  }

  boolean mayBeDebited(BigInteger amount) {
    return !has(LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS)
        || balances.debits().add(amount).compareTo(balances.creditsPosted().add(line)) <= 0;
  }

  boolean mayBeCredited(BigInteger amount) {
    return !has(LedgerAccounts.CREDITS_MUST_NOT_EXCEED_DEBITS)
        || balances.credits().add(amount).compareTo(balances.debitsPosted().add(line)) <= 0;
  }

  void put(ByteBuffer out) {
    Wire.putKey(out, input.id());
    balances.put(out);
    Wire.putKey(out, input.userData128());
    out.putLong(input.userData64());
    out.putInt(input.userData32());
    out.putInt(0);
    out.putInt(input.ledger());
    out.putShort((short) input.code());
    int flags = input.flags() & ~LedgerAccounts.CLOSED;
    out.putShort((short) (isClosed ? flags | LedgerAccounts.CLOSED : flags));
    out.putLong(timestamp);
    Wire.put128(out, line);
  }
}
