package kontor.engine.governance;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import org.jspecify.annotations.Nullable;

/// Reads what {@link FormWriter} wrote. Bytes that it cannot have written are refused by an
/// {@link IllegalArgumentException}; no length is believed before its bytes are there.
public final class FormReader {

  static final int CURRENCY_LETTERS = 3;

  private static final Rounding[] ROUNDINGS = Rounding.values();

  private final byte[] bytes;
  private int position;

  FormReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Bytes left over are as wrong as bytes that are missing.
  void end() {
    if (position != bytes.length) {
      throw new IllegalArgumentException("bytes left over");
    }
  }

  private long take(int count) {
    if (count > bytes.length - position) {
      throw new IllegalArgumentException("bytes missing");
    }
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes[position++] & 0xffL) << (8 * i);
    }
    return value;
  }

  /// Without a sign, 0 to 255.
  public int int8() {
    return (int) take(Byte.BYTES);
  }

  public int int32() {
    return (int) take(Integer.BYTES);
  }

  public long int64() {
    return take(Long.BYTES);
  }

  public boolean truth() {
    int value = int8();
    if (value > 1) {
      throw new IllegalArgumentException("neither yes nor no");
    }
    return value == 1;
  }

  private int length() {
    int length = int32();
    // Every element takes a byte at least.
    if (length < 0 || length > bytes.length - position) {
      throw new IllegalArgumentException("longer than its bytes");
    }
    return length;
  }

  public String text() {
    int length = length();
    ByteBuffer utf8 = ByteBuffer.wrap(bytes, position, length);
    position += length;
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("text is not UTF-8", e);
    }
  }

  public <T> List<T> list(Function<FormReader, T> element) {
    int length = length();
    List<T> values = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      values.add(element.apply(this));
    }
    return List.copyOf(values);
  }

  public <T> @Nullable T optional(Function<FormReader, T> reader) {
    return truth() ? reader.apply(this) : null;
  }

  /// The constant of an enum that has the number which was written.
  public <E> E coded(E[] constants, ToIntFunction<E> code) {
    int written = int8();
    for (E constant : constants) {
      if (code.applyAsInt(constant) == written) {
        return constant;
      }
    }
    throw new IllegalArgumentException("number unknown: " + written);
  }

  public ParticipantId participant() {
    return new ParticipantId(int64());
  }

  public Currency currency() {
    char[] code = {(char) int8(), (char) int8(), (char) int8()};
    return new Currency(new String(code), int8());
  }

  public Money money() {
    return new Money(int64(), currency());
  }

  public Rate rate() {
    return new Rate(int64(), int8());
  }

  public Rounding rounding() {
    return coded(ROUNDINGS, Rounding::code);
  }

  public RoundingProfile profile() {
    return new RoundingProfile(rounding(), int8());
  }

  public Digest digest() {
    return new Digest(int64(), int64(), int64(), int64());
  }

  public Key key() {
    return new Key(int64(), int64());
  }

  public PaymentId payment() {
    return new PaymentId(int64(), int64());
  }
}
