package kontor.engine.governance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.BiConsumer;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.Rate;
import kontor.engine.terms.RoundingProfile;
import org.jspecify.annotations.Nullable;

/// Writes the canonical form: fields one after the other, little-endian, texts and lists with
/// their length before them. {@link FormReader} reads them in the same order. The meaning of a
/// written byte never changes; new kinds and new records are appended.
public final class FormWriter {

  private static final int BYTES_AT_FIRST = 256;

  private byte[] bytes = new byte[BYTES_AT_FIRST];
  private int length;

  byte[] whole() {
    return Arrays.copyOf(bytes, length);
  }

  private void put(long value, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) (value >>> (8 * i));
    }
  }

  public void int8(int value) {
    put(value, Byte.BYTES);
  }

  public void int32(int value) {
    put(value, Integer.BYTES);
  }

  public void int64(long value) {
    put(value, Long.BYTES);
  }

  public void truth(boolean value) {
    int8(value ? 1 : 0);
  }

  public void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int32(utf8.length);
    for (byte b : utf8) {
      int8(b);
    }
  }

  public <T> void list(Collection<T> values, BiConsumer<FormWriter, T> element) {
    int32(values.size());
    for (T value : values) {
      element.accept(this, value);
    }
  }

  /// A flag, and the value if there is one.
  public <T> void optional(@Nullable T value, BiConsumer<FormWriter, T> writer) {
    truth(value != null);
    if (value != null) {
      writer.accept(this, value);
    }
  }

  public void participant(ParticipantId participant) {
    int64(participant.packed());
  }

  public void currency(Currency currency) {
    for (int i = 0; i < FormReader.CURRENCY_LETTERS; i++) {
      int8(currency.code().charAt(i));
    }
    int8(currency.minorDigits());
  }

  public void money(Money money) {
    int64(money.minor());
    currency(money.currency());
  }

  public void rate(Rate rate) {
    int64(rate.unscaled());
    int8(rate.scale());
  }

  public void profile(RoundingProfile profile) {
    int8(profile.mode().code());
    int8(profile.scale());
  }

  public void digest(Digest digest) {
    int64(digest.a());
    int64(digest.b());
    int64(digest.c());
    int64(digest.d());
  }

  public void key(Key key) {
    int64(key.high());
    int64(key.low());
  }

  public void payment(PaymentId payment) {
    int64(payment.high());
    int64(payment.low());
  }
}
