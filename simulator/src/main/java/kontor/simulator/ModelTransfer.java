package kontor.simulator;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import kontor.engine.Transfers;
import kontor.engine.terms.Key;

/// A transfer of the naive ledger, with everything inherited filled in.
final class ModelTransfer {

  enum State {
    /// Posted at once, or itself a post or a void.
    SINGLE,
    /// Nothing is moved or set aside yet.
    WAITING,
    PENDING,
    POSTED,
    VOIDED,
    EXPIRED
  }

  static final long NEVER = Long.MAX_VALUE;

  final TransferInput input;
  final ModelAccount debit;
  final ModelAccount credit;
  final BigInteger amount;
  final long timestamp;
  final ModelTransfer inheritsFrom;
  /// All legs of the transfer, of which this is one; of most it is the only one.
  List<ModelTransfer> legs = List.of(this);
  ModelAccount.Balances debitAfter = ModelAccount.Balances.ZERO;
  ModelAccount.Balances creditAfter = ModelAccount.Balances.ZERO;
  State state;
  /// Whether the pair's line was there when this became pending.
  boolean isPendingInPair;

  ModelTransfer(
      TransferInput input,
      ModelAccount debit,
      ModelAccount credit,
      BigInteger amount,
      long timestamp) {
    this.input = input;
    this.debit = debit;
    this.credit = credit;
    this.amount = amount;
    this.timestamp = timestamp;
    inheritsFrom = this;
    state = input.has(Transfers.PENDING) ? State.PENDING : State.SINGLE;
  }

  /// A post or a void.
  ModelTransfer(TransferInput input, ModelTransfer pending, BigInteger amount, long timestamp) {
    this.input = input;
    debit = pending.debit;
    credit = pending.credit;
    this.amount = amount;
    this.timestamp = timestamp;
    inheritsFrom = pending;
    state = State.SINGLE;
  }

  Key userData128() {
    return input.userData128().equals(Key.NONE)
        ? inheritsFrom.input.userData128()
        : input.userData128();
  }

  long userData64() {
    return input.userData64() == 0 ? inheritsFrom.input.userData64() : input.userData64();
  }

  int userData32() {
    return input.userData32() == 0 ? inheritsFrom.input.userData32() : input.userData32();
  }

  int ledger() {
    return inheritsFrom.input.ledger();
  }

  int code() {
    return inheritsFrom.input.code();
  }

  long expiresAt() {
    return input.timeout() == 0
        ? NEVER
        : timestamp + Integer.toUnsignedLong(input.timeout()) * 1_000_000_000L;
  }

  void put(ByteBuffer out) {
    Wire.putKey(out, input.id());
    Wire.putKey(out, debit.input.id());
    Wire.putKey(out, credit.input.id());
    Wire.put128(out, amount);
    Wire.putKey(out, input.pendingId());
    Wire.putKey(out, userData128());
    out.putLong(userData64());
    out.putInt(userData32());
    out.putInt(input.timeout());
    out.putInt(ledger());
    out.putShort((short) code());
    out.putShort((short) (input.flags() | (state == State.WAITING ? Transfers.WAITS : 0)));
    out.putLong(timestamp);
  }
}
