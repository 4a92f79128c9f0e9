package kontor.cluster;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import kontor.engine.ChargedFee;
import kontor.engine.Command.Envelope;
import kontor.engine.Command.MoveFunds;
import kontor.engine.Conversion;
import kontor.engine.Entry;
import kontor.engine.LedgerResults;
import kontor.engine.NetPosition;
import kontor.engine.Outcome;
import kontor.engine.Refusal;
import kontor.engine.annex.Judgement;
import kontor.engine.annex.Penalty;
import kontor.engine.governance.Objection;
import kontor.engine.rates.FeePlan;
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
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.Particulars;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentState;
import kontor.engine.terms.Priority;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/// Reads what {@link FieldWriter} wrote. Every length is checked against the bytes that are
/// there before anything is made, so bad bytes cost no more memory than they have themselves.
final class FieldReader {

  static final int CURRENCY_LETTERS = 3;

  // Fewest bytes that one element of a list takes: bounds a count that is read.
  static final int CURRENCY_BYTES = CURRENCY_LETTERS + 1;
  static final int MONEY_BYTES = Long.BYTES + CURRENCY_BYTES;
  static final int FEE_BYTES = Integer.BYTES + 2 + 2 * Long.BYTES + MONEY_BYTES;
  static final int ENTRY_BYTES = 2 * Long.BYTES + CURRENCY_BYTES + 1 + 2 * Long.BYTES;

  private static final AccountKind[] ACCOUNT_KINDS = AccountKind.values();
  private static final Admission[] ADMISSIONS = Admission.values();
  private static final Objection[] OBJECTIONS = Objection.values();
  private static final ParticipantKind[] PARTICIPANT_KINDS = ParticipantKind.values();
  private static final PaymentState[] PAYMENT_STATES = PaymentState.values();
  /// Beside the priority: particulars follow. Orders of which nothing more is stated have the bytes
  /// that they always had.
  static final int WITH_PARTICULARS = 0x40;
  static final int NOT_STATED = 0xFF;

  private static final FeePlan.Agent[] AGENTS = FeePlan.Agent.values();
  private static final FeePlan.Collection[] COLLECTIONS = FeePlan.Collection.values();
  private static final Penalty.Cause[] CAUSES = Penalty.Cause.values();
  private static final OperationClass[] OPERATIONS = OperationClass.values();
  private static final Judgement.Finding[] FINDINGS = Judgement.Finding.values();
  private static final ChargeBearer[] BEARERS = ChargeBearer.values();
  private static final Priority[] PRIORITIES = Priority.values();
  private static final Refusal[] REFUSALS = Refusal.values();
  private static final Rounding[] ROUNDINGS = Rounding.values();
  private static final SettlementModel[] MODELS = SettlementModel.values();

  private final UnsafeBuffer buffer = new UnsafeBuffer();
  private int position;

  FieldReader wrap(DirectBuffer source, int offset, int length) {
    buffer.wrap(source, offset, length);
    position = 0;
    return this;
  }

  int remaining() {
    return buffer.capacity() - position;
  }

  int position() {
    return position;
  }

  void skip(int bytes) {
    advance(bytes);
  }

  /// Bytes left over are as wrong as bytes that are missing.
  void end() {
    if (remaining() != 0) {
      throw new MalformedException("bytes left over");
    }
  }

  private int advance(int bytes) {
    if (bytes < 0 || bytes > remaining()) {
      throw new MalformedException("bytes missing");
    }
    int start = position;
    position += bytes;
    return start;
  }

  int int8() {
    return Byte.toUnsignedInt(buffer.getByte(advance(Byte.BYTES)));
  }

  int int16() {
    return Short.toUnsignedInt(buffer.getShort(advance(Short.BYTES), LITTLE_ENDIAN));
  }

  int int32() {
    return buffer.getInt(advance(Integer.BYTES), LITTLE_ENDIAN);
  }

  long int64() {
    return buffer.getLong(advance(Long.BYTES), LITTLE_ENDIAN);
  }

  byte[] block() {
    int length = int32();
    int start = advance(length);
    byte[] bytes = new byte[length];
    buffer.getBytes(start, bytes);
    return bytes;
  }

  /// Sees that so many records are there before anything is made of them.
  void require(int count, int recordBytes) {
    if (count < 0 || count > remaining() / recordBytes) {
      throw new MalformedException("records missing");
    }
  }

  /// Reads records of one size into `scratch` if they fit it, else into an array of their own.
  byte[] records(int count, int recordBytes, byte[] scratch) {
    require(count, recordBytes);
    int length = count * recordBytes;
    byte[] bytes = length <= scratch.length ? scratch : new byte[length];
    buffer.getBytes(advance(length), bytes, 0, length);
    return bytes;
  }

  String text() {
    int length = int16();
    byte[] bytes = new byte[Math.min(length, remaining())];
    buffer.getBytes(advance(length), bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("text is not UTF-8");
    }
  }

  boolean truth() {
    int value = int8();
    if (value > 1) {
      throw new MalformedException("neither yes nor no");
    }
    return value == 1;
  }

  <T> @Nullable T optional(Supplier<T> read) {
    return truth() ? read.get() : null;
  }

  /// @param elementBytesMin fewest bytes of one element
  <T> List<T> list(int count, int elementBytesMin, Supplier<T> read) {
    if (count < 0 || count > remaining() / elementBytesMin) {
      throw new MalformedException("list is longer than its bytes");
    }
    List<T> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(read.get());
    }
    return List.copyOf(list);
  }

  private static <E> E byCode(E[] values, ToIntFunction<E> code, int wanted) {
    for (E value : values) {
      if (code.applyAsInt(value) == wanted) {
        return value;
      }
    }
    throw new MalformedException("code unknown");
  }

  Digest digest() {
    return new Digest(int64(), int64(), int64(), int64());
  }

  Key key() {
    return new Key(int64(), int64());
  }

  PaymentId payment() {
    return new PaymentId(int64(), int64());
  }

  ParticipantId participant() {
    return new ParticipantId(int64());
  }

  ParticipantKind participantKind() {
    return byCode(PARTICIPANT_KINDS, ParticipantKind::code, int8());
  }

  Admission admission() {
    return byCode(ADMISSIONS, Admission::code, int8());
  }

  Currency currency() {
    char[] code = {(char) int8(), (char) int8(), (char) int8()};
    return new Currency(new String(code), int8());
  }

  Money money() {
    return new Money(int64(), currency());
  }

  AccountId account() {
    return new AccountId(
        participant(),
        currency(),
        participant(),
        byCode(ACCOUNT_KINDS, AccountKind::code, int8()));
  }

  Rate rate() {
    return new Rate(int64(), int8());
  }

  Fixing fixing() {
    return new Fixing(int32(), currency(), currency(), rate(), int64(), text());
  }

  Agreement agreement() {
    return new Agreement(
        int32(),
        int32(),
        int32(),
        int32(),
        byCode(MODELS, SettlementModel::code, int8()),
        parties(),
        terms());
  }

  private AgreementParties parties() {
    return new AgreementParties(
        participant(), currency(), participant(), currency(), optional(this::participant));
  }

  private AgreementTerms terms() {
    return new AgreementTerms(
        profile(),
        profile(),
        rounding(),
        list(int16(), CURRENCY_BYTES, this::currency),
        list(int16(), MONEY_BYTES, this::money),
        int64());
  }

  private RoundingProfile profile() {
    return new RoundingProfile(rounding(), int8());
  }

  private Rounding rounding() {
    return byCode(ROUNDINGS, Rounding::code, int8());
  }

  Objection objection() {
    return byCode(OBJECTIONS, Objection::code, int16());
  }

  FourEyes fourEyes() {
    return new FourEyes(text(), text());
  }

  MoveFunds.Direction direction() {
    return switch (int8()) {
      case 1 -> MoveFunds.Direction.IN;
      case 2 -> MoveFunds.Direction.OUT;
      default -> throw new MalformedException("direction unknown");
    };
  }

  Envelope envelope() {
    return new Envelope(
        digest(), optional(this::participant), key(), int32(), int32(), int32(), int32());
  }

  PaymentOrder order() {
    PaymentId payment = payment();
    int sequence = int32();
    Digest content = digest();
    Key instruction = key();
    Key transaction = key();
    PaymentOrder.Route route =
        new PaymentOrder.Route(participant(), participant(), participant());
    PaymentOrder.Amounts amounts =
        new PaymentOrder.Amounts(
            money(),
            optional(this::money),
            optional(this::rate),
            optional(this::currency));
    int day = int32();
    int priority = int8();
    PaymentOrder.Timing timing =
        new PaymentOrder.Timing(
            day,
            byCode(PRIORITIES, Priority::code, priority & ~WITH_PARTICULARS),
            int64());
    return new PaymentOrder(
        payment,
        sequence,
        content,
        instruction,
        transaction,
        route,
        amounts,
        timing,
        (priority & WITH_PARTICULARS) == 0 ? Particulars.NONE : particulars());
  }

  private Particulars particulars() {
    return new Particulars(
        operationOrNone(),
        texts(),
        texts(),
        int32(),
        bearerOrNone(int8()),
        int64());
  }

  @Nullable OperationClass operationOrNone() {
    int operation = int8();
    return operation == NOT_STATED
        ? null
        : byCode(OPERATIONS, OperationClass::code, operation);
  }

  Judgement judgement() {
    return new Judgement(byCode(FINDINGS, Judgement.Finding::code, int8()), text(), texts());
  }

  private @Nullable ChargeBearer bearerOrNone(int code) {
    return code == NOT_STATED ? null : byCode(BEARERS, ChargeBearer::code, code);
  }

  ChargeBearer bearer() {
    return byCode(BEARERS, ChargeBearer::code, int8());
  }

  Penalty.Cause penaltyCause() {
    return byCode(CAUSES, Penalty.Cause::code, int8());
  }

  List<ChargedFee> fees() {
    return list(int16(), FEE_BYTES, this::fee);
  }

  private ChargedFee fee() {
    return new ChargedFee(
        int32(),
        byCode(AGENTS, agent -> agent.ordinal() + 1, int8()),
        byCode(COLLECTIONS, collection -> collection.ordinal() + 1, int8()),
        participant(),
        participant(),
        money());
  }

  private List<String> texts() {
    return list(int16(), Short.BYTES, this::text);
  }

  Refusal refusal() {
    return byCode(REFUSALS, Refusal::code, int16());
  }

  List<Refusal> refusals() {
    return list(int16(), Short.BYTES, this::refusal);
  }

  Conversion conversion() {
    return new Conversion(int32(), int32(), money(), money(), optional(this::fixing));
  }

  List<Entry> entries() {
    return list(int16(), ENTRY_BYTES, () -> new Entry(account(), int64(), int64()));
  }

  List<NetPosition> positions() {
    return list(int32(), ENTRY_BYTES, () -> new NetPosition(account(), int64(), int64()));
  }

  Outcome outcome() {
    return new Outcome(
        byCode(PAYMENT_STATES, PaymentState::code, int8()),
        refusals(),
        int64(),
        int64(),
        optional(this::conversion));
  }

  int[] ints() {
    int count = int32();
    require(count, Integer.BYTES);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = int32();
    }
    return values;
  }

  long[] longs() {
    int count = int32();
    require(count, Long.BYTES);
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = int64();
    }
    return values;
  }

  LedgerResults ledgerResults() {
    return new LedgerResults(int64(), int32(), int32(), ints(), longs());
  }
}
