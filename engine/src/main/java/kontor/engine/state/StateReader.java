package kontor.engine.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import kontor.engine.Snapshot;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// Reads what {@link StateWriter} wrote. A stream that is not a snapshot of this version breaks
/// an invariant: a node that cannot read its state must not go on.
public final class StateReader {

  /// The longest text: a source, in UTF-8.
  private static final int TEXT_BYTES_MAX = 4 * Bounds.SOURCE_CHARS_MAX;

  /// The longest block: what one command can carry.
  private static final int BLOCK_BYTES_MAX = 1 << 24;

  private final Snapshot.Source source;
  private final byte[] number = new byte[Long.BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(number).order(ByteOrder.LITTLE_ENDIAN);

  public StateReader(Snapshot.Source source) {
    this.source = source;
  }

  public void section(Section section) {
    int mark = getInt();
    Invariants.check(
        mark == section.mark(), "snapshot out of step", "section", section, "is", mark);
  }

  public int getInt() {
    source.getBytes(number, Integer.BYTES);
    return buffer.getInt(0);
  }

  public long getLong() {
    source.getBytes(number, Long.BYTES);
    return buffer.getLong(0);
  }

  public void getBytes(byte[] bytes, int length) {
    source.getBytes(bytes, length);
  }

  public int getCount() {
    int count = getInt();
    Invariants.check(count >= 0, "snapshot has a negative count", "count", count);
    return count;
  }

  public byte[] getBlock() {
    int length = getInt();
    Invariants.check(
        length >= 0 && length <= BLOCK_BYTES_MAX, "snapshot has an endless block", "length",
        length);
    byte[] bytes = new byte[length];
    source.getBytes(bytes, length);
    return bytes;
  }

  public String getText() {
    int length = getInt();
    Invariants.check(
        length >= 0 && length <= TEXT_BYTES_MAX, "snapshot has an endless text", "length", length);
    byte[] bytes = new byte[length];
    source.getBytes(bytes, bytes.length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public <T> List<T> getAll(Function<StateReader, T> reader) {
    int count = getCount();
    List<T> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(reader.apply(this));
    }
    return values;
  }

  public <T> @Nullable T getOptional(Function<StateReader, T> reader) {
    int there = getInt();
    Invariants.check(there == 0 || there == 1, "snapshot has neither yes nor no", "is", there);
    return there == 0 ? null : reader.apply(this);
  }

  /// The constant of an enum that has the number which was written.
  public <E> E getCoded(E[] constants, ToIntFunction<E> code) {
    int written = getInt();
    for (E constant : constants) {
      if (code.applyAsInt(constant) == written) {
        return constant;
      }
    }
    throw new AssertionError("snapshot has an unknown number: " + written);
  }

  public Key getKey() {
    return new Key(getLong(), getLong());
  }

  public PaymentId getPayment() {
    return new PaymentId(getLong(), getLong());
  }

  public Digest getDigest() {
    return new Digest(getLong(), getLong(), getLong(), getLong());
  }

  public ParticipantId getParticipant() {
    return new ParticipantId(getLong());
  }

  public Currency getCurrency() {
    int packed = getInt();
    char[] code = {
      (char) (packed >>> 24), (char) (packed >>> 16 & 0xff), (char) (packed >>> 8 & 0xff)
    };
    return new Currency(new String(code), packed & 0xff);
  }

  public Money getMoney() {
    return new Money(getLong(), getCurrency());
  }

  public Rate getRate() {
    return new Rate(getLong(), getInt());
  }

  public AccountId getAccount() {
    return new AccountId(
        getParticipant(),
        getCurrency(),
        getParticipant(),
        getCoded(AccountKind.values(), AccountKind::code));
  }

  public Fixing getFixing() {
    return new Fixing(
        getInt(), getCurrency(), getCurrency(), getRate(), getLong(), getText());
  }

  public Agreement getAgreement() {
    return new Agreement(
        getInt(),
        getInt(),
        getInt(),
        getInt(),
        getCoded(SettlementModel.values(), SettlementModel::code),
        getParties(),
        getTerms());
  }

  private AgreementParties getParties() {
    ParticipantId institutionA = getParticipant();
    Currency currencyA = getCurrency();
    ParticipantId institutionB = getParticipant();
    Currency currencyB = getCurrency();
    int named = getInt();
    Invariants.check(named == 0 || named == 1, "snapshot has neither yes nor no", "is", named);
    @Nullable ParticipantId provider = named == 0 ? null : getParticipant();
    return new AgreementParties(institutionA, currencyA, institutionB, currencyB, provider);
  }

  private AgreementTerms getTerms() {
    return new AgreementTerms(
        getProfile(),
        getProfile(),
        getCoded(Rounding.values(), Rounding::code),
        getAll(StateReader::getCurrency),
        getAll(StateReader::getMoney),
        getLong());
  }

  private RoundingProfile getProfile() {
    return new RoundingProfile(getCoded(Rounding.values(), Rounding::code), getInt());
  }
}
