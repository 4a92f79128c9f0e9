package kontor.engine.state;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.BiConsumer;
import kontor.engine.Snapshot;
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

  private final Snapshot.Sink sink;

  public StateWriter(Snapshot.Sink sink) {
    this.sink = sink;
  }

  public void section(Section section) {
    sink.putInt(section.mark());
  }

  public void putInt(int value) {
    sink.putInt(value);
  }

  public void putLong(long value) {
    sink.putLong(value);
  }

  public void putBytes(byte[] bytes, int length) {
    sink.putBytes(bytes, length);
  }

  public void putText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sink.putInt(bytes.length);
    sink.putBytes(bytes, bytes.length);
  }

  public <T> void putAll(Collection<T> values, BiConsumer<StateWriter, T> writer) {
    sink.putInt(values.size());
    for (T value : values) {
      writer.accept(this, value);
    }
  }

  public void putKey(Key key) {
    sink.putLong(key.high());
    sink.putLong(key.low());
  }

  public void putPayment(PaymentId payment) {
    sink.putLong(payment.high());
    sink.putLong(payment.low());
  }

  public void putDigest(Digest digest) {
    sink.putLong(digest.a());
    sink.putLong(digest.b());
    sink.putLong(digest.c());
    sink.putLong(digest.d());
  }

  public void putParticipant(ParticipantId participant) {
    sink.putLong(participant.packed());
  }

  public void putCurrency(Currency currency) {
    String code = currency.code();
    sink.putInt(
        code.charAt(0) << 24 | code.charAt(1) << 16 | code.charAt(2) << 8
            | currency.minorDigits());
  }

  public void putMoney(Money money) {
    sink.putLong(money.minor());
    putCurrency(money.currency());
  }

  public void putRate(Rate rate) {
    sink.putLong(rate.unscaled());
    sink.putInt(rate.scale());
  }

  public void putAccount(AccountId account) {
    putParticipant(account.servicer());
    putCurrency(account.currency());
    putParticipant(account.owner());
    sink.putInt(account.kind().code());
  }

  public void putFixing(Fixing fixing) {
    sink.putInt(fixing.agreement());
    putCurrency(fixing.base());
    putCurrency(fixing.quoted());
    putRate(fixing.rate());
    sink.putLong(fixing.effectiveFromMs());
    putText(fixing.source());
  }

  public void putAgreement(Agreement agreement) {
    sink.putInt(agreement.id());
    sink.putInt(agreement.version());
    sink.putInt(agreement.effectiveFromDay());
    sink.putInt(agreement.effectiveUntilDay());
    sink.putInt(agreement.model().code());
    putParties(agreement.parties());
    putTerms(agreement.terms());
  }

  private void putParties(AgreementParties parties) {
    putParticipant(parties.institutionA());
    putCurrency(parties.currencyA());
    putParticipant(parties.institutionB());
    putCurrency(parties.currencyB());
    @Nullable ParticipantId provider = parties.provider();
    sink.putInt(provider == null ? 0 : 1);
    if (provider != null) {
      putParticipant(provider);
    }
  }

  private void putTerms(AgreementTerms terms) {
    putProfile(terms.priceInA());
    putProfile(terms.priceInB());
    sink.putInt(terms.conversion().code());
    putAll(terms.oneCurrency(), StateWriter::putCurrency);
    putAll(terms.maximums(), StateWriter::putMoney);
    sink.putLong(terms.queueMs());
  }

  private void putProfile(RoundingProfile profile) {
    sink.putInt(profile.mode().code());
    sink.putInt(profile.scale());
  }
}
