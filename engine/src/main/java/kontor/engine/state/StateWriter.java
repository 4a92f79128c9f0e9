package kontor.engine.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.BiConsumer;
import kontor.engine.terms.AccountId;
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
import kontor.engine.terms.RoundingProfile;
import org.jspecify.annotations.Nullable;

/// Writes the words of the core as primitives; {@link StateReader} reads them in the same order.
/// Every section begins with its own mark, so that a reader that is out of step notices at once.
public final class StateWriter {

  private final FrozenState state;
  private final byte[] number = new byte[Long.BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(number).order(ByteOrder.LITTLE_ENDIAN);

  public StateWriter(FrozenState state) {
    this.state = state;
  }

  public void section(Section section) {
    putInt(section.mark());
  }

  public void putInt(int value) {
    buffer.putInt(0, value);
    state.putBytes(number, Integer.BYTES);
  }

  public void putLong(long value) {
    buffer.putLong(0, value);
    state.putBytes(number, Long.BYTES);
  }

  /// A part that is too large to be copied now.
  public void putPart(FrozenState.Part part) {
    state.putPart(part);
  }

  public void putBytes(byte[] bytes, int length) {
    state.putBytes(bytes, length);
  }

  /// Bytes with their length before them.
  public void putBlock(byte[] bytes) {
    putInt(bytes.length);
    state.putBytes(bytes, bytes.length);
  }

  public void putText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    putInt(bytes.length);
    state.putBytes(bytes, bytes.length);
  }

  public <T> void putAll(Collection<T> values, BiConsumer<StateWriter, T> writer) {
    putInt(values.size());
    for (T value : values) {
      writer.accept(this, value);
    }
  }

  public <T> void putOptional(@Nullable T value, BiConsumer<StateWriter, T> writer) {
    putInt(value == null ? 0 : 1);
    if (value != null) {
      writer.accept(this, value);
    }
  }

  public void putKey(Key key) {
    putLong(key.high());
    putLong(key.low());
  }

  public void putPayment(PaymentId payment) {
    putLong(payment.high());
    putLong(payment.low());
  }

  public void putDigest(Digest digest) {
    putLong(digest.a());
    putLong(digest.b());
    putLong(digest.c());
    putLong(digest.d());
  }

  public void putParticipant(ParticipantId participant) {
    putLong(participant.packed());
  }

  public void putCurrency(Currency currency) {
    String code = currency.code();
    putInt(
        code.charAt(0) << 24 | code.charAt(1) << 16 | code.charAt(2) << 8
            | currency.minorDigits());
  }

  public void putMoney(Money money) {
    putLong(money.minor());
    putCurrency(money.currency());
  }

  public void putRate(Rate rate) {
    putLong(rate.unscaled());
    putInt(rate.scale());
  }

  public void putAccount(AccountId account) {
    putParticipant(account.servicer());
    putCurrency(account.currency());
    putParticipant(account.owner());
    putInt(account.kind().code());
  }

  public void putFixing(Fixing fixing) {
    putInt(fixing.agreement());
    putCurrency(fixing.base());
    putCurrency(fixing.quoted());
    putRate(fixing.rate());
    putLong(fixing.effectiveFromMs());
    putText(fixing.source());
  }

  public void putAgreement(Agreement agreement) {
    putInt(agreement.id());
    putInt(agreement.version());
    putInt(agreement.effectiveFromDay());
    putInt(agreement.effectiveUntilDay());
    putInt(agreement.model().code());
    putParties(agreement.parties());
    putTerms(agreement.terms());
  }

  private void putParties(AgreementParties parties) {
    putParticipant(parties.institutionA());
    putCurrency(parties.currencyA());
    putParticipant(parties.institutionB());
    putCurrency(parties.currencyB());
    @Nullable ParticipantId provider = parties.provider();
    putInt(provider == null ? 0 : 1);
    if (provider != null) {
      putParticipant(provider);
    }
  }

  private void putTerms(AgreementTerms terms) {
    putProfile(terms.priceInA());
    putProfile(terms.priceInB());
    putInt(terms.conversion().code());
    putAll(terms.oneCurrency(), StateWriter::putCurrency);
    putAll(terms.maximums(), StateWriter::putMoney);
    putLong(terms.queueMs());
  }

  private void putProfile(RoundingProfile profile) {
    putInt(profile.mode().code());
    putInt(profile.scale());
  }
}
