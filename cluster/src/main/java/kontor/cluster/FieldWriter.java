package kontor.cluster;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.charset.StandardCharsets;
import java.util.List;
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
import kontor.engine.terms.AccountId;
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
import kontor.engine.terms.Particulars;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.Rate;
import kontor.engine.terms.RoundingProfile;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/// Writes the engine's words one after the other, little-endian. {@link FieldReader} reads them
/// in the same order. What a written byte means never changes (docs/decisions/0005).
final class FieldWriter {

  private final MutableDirectBuffer buffer;
  private int position;

  FieldWriter(int initialCapacity) {
    this.buffer = new ExpandableArrayBuffer(initialCapacity);
  }

  MutableDirectBuffer buffer() {
    return buffer;
  }

  int position() {
    return position;
  }

  /// Goes to a place: back to the start, or past a field that is filled in later.
  void position(int newPosition) {
    position = newPosition;
  }

  boolean sameAs(FieldWriter other) {
    boolean same = position == other.position;
    for (int i = 0; same && i < position; i++) {
      same = buffer.getByte(i) == other.buffer.getByte(i);
    }
    return same;
  }

  void int8(int value) {
    buffer.putByte(position, (byte) value);
    position += Byte.BYTES;
  }

  void int16(int value) {
    if (value < 0 || value > 0xFFFF) {
      throw new IllegalArgumentException("a count does not fit its field: " + value);
    }
    buffer.putShort(position, (short) value, LITTLE_ENDIAN);
    position += Short.BYTES;
  }

  void int32(int value) {
    buffer.putInt(position, value, LITTLE_ENDIAN);
    position += Integer.BYTES;
  }

  void int32At(int place, int value) {
    buffer.putInt(place, value, LITTLE_ENDIAN);
  }

  void int64(long value) {
    buffer.putLong(position, value, LITTLE_ENDIAN);
    position += Long.BYTES;
  }

  void block(byte[] bytes, int length) {
    int32(length);
    buffer.putBytes(position, bytes, 0, length);
    position += length;
  }

  void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int16(bytes.length);
    buffer.putBytes(position, bytes);
    position += bytes.length;
  }

  boolean present(@Nullable Object value) {
    int8(value == null ? 0 : 1);
    return value != null;
  }

  void digest(Digest digest) {
    int64(digest.a());
    int64(digest.b());
    int64(digest.c());
    int64(digest.d());
  }

  void key(Key key) {
    int64(key.high());
    int64(key.low());
  }

  void payment(PaymentId payment) {
    int64(payment.high());
    int64(payment.low());
  }

  void paymentOrNone(@Nullable PaymentId payment) {
    if (present(payment) && payment != null) {
      payment(payment);
    }
  }

  void participant(ParticipantId participant) {
    int64(participant.packed());
  }

  void participantOrNone(@Nullable ParticipantId participant) {
    if (present(participant) && participant != null) {
      participant(participant);
    }
  }

  void currency(Currency currency) {
    for (int i = 0; i < FieldReader.CURRENCY_LETTERS; i++) {
      int8(currency.code().charAt(i));
    }
    int8(currency.minorDigits());
  }

  void currencyOrNone(@Nullable Currency currency) {
    if (present(currency) && currency != null) {
      currency(currency);
    }
  }

  void money(Money money) {
    int64(money.minor());
    currency(money.currency());
  }

  void moneyOrNone(@Nullable Money money) {
    if (present(money) && money != null) {
      money(money);
    }
  }

  void account(AccountId account) {
    participant(account.servicer());
    currency(account.currency());
    participant(account.owner());
    int8(account.kind().code());
  }

  void rate(Rate rate) {
    int64(rate.unscaled());
    int8(rate.scale());
  }

  void rateOrNone(@Nullable Rate rate) {
    if (present(rate) && rate != null) {
      rate(rate);
    }
  }

  void fixing(Fixing fixing) {
    int32(fixing.agreement());
    currency(fixing.base());
    currency(fixing.quoted());
    rate(fixing.rate());
    int64(fixing.effectiveFromMs());
    text(fixing.source());
  }

  void fixingOrNone(@Nullable Fixing fixing) {
    if (present(fixing) && fixing != null) {
      fixing(fixing);
    }
  }

  void agreement(Agreement agreement) {
    int32(agreement.id());
    int32(agreement.version());
    int32(agreement.effectiveFromDay());
    int32(agreement.effectiveUntilDay());
    int8(agreement.model().code());
    parties(agreement.parties());
    terms(agreement.terms());
  }

  private void parties(AgreementParties parties) {
    participant(parties.institutionA());
    currency(parties.currencyA());
    participant(parties.institutionB());
    currency(parties.currencyB());
    participantOrNone(parties.provider());
  }

  private void terms(AgreementTerms terms) {
    profile(terms.priceInA());
    profile(terms.priceInB());
    int8(terms.conversion().code());
    int16(terms.oneCurrency().size());
    terms.oneCurrency().forEach(this::currency);
    int16(terms.maximums().size());
    terms.maximums().forEach(this::money);
    int64(terms.queueMs());
  }

  private void profile(RoundingProfile profile) {
    int8(profile.mode().code());
    int8(profile.scale());
  }

  void fourEyes(FourEyes by) {
    text(by.maker());
    text(by.checker());
  }

  void fourEyesOrNone(@Nullable FourEyes by) {
    if (present(by) && by != null) {
      fourEyes(by);
    }
  }

  void direction(MoveFunds.Direction direction) {
    int8(
        switch (direction) {
          case IN -> 1;
          case OUT -> 2;
        });
  }

  void envelope(Envelope envelope) {
    digest(envelope.digest());
    participantOrNone(envelope.sender());
    key(envelope.messageKey());
    int32(envelope.kind());
    int32(envelope.part());
    int32(envelope.parts());
    int32(envelope.transactions());
  }

  void order(PaymentOrder order) {
    payment(order.payment());
    int32(order.sequence());
    digest(order.content());
    key(order.instructionKey());
    key(order.transactionKey());
    participant(order.route().sender());
    participant(order.route().debtorAgent());
    participant(order.route().creditorAgent());
    money(order.amounts().settlement());
    moneyOrNone(order.amounts().instructed());
    rateOrNone(order.amounts().statedRate());
    currencyOrNone(order.amounts().creditCurrency());
    int32(order.timing().settlementDay());
    boolean particular = !order.particulars().equals(Particulars.NONE);
    int8(order.timing().priority().code() | (particular ? FieldReader.WITH_PARTICULARS : 0));
    int64(order.timing().expiryMs());
    if (particular) {
      particulars(order.particulars());
    }
  }

  private void particulars(Particulars particulars) {
    operationOrNone(particulars.operation());
    texts(particulars.goods());
    texts(particulars.documents());
    int32(particulars.tenorDays());
    ChargeBearer bearer = particulars.bearer();
    int8(bearer == null ? FieldReader.NOT_STATED : bearer.code());
    int64(particulars.quote());
  }

  void operationOrNone(@Nullable OperationClass operation) {
    int8(operation == null ? FieldReader.NOT_STATED : operation.code());
  }

  void judgement(Judgement judgement) {
    int8(judgement.finding().code());
    text(judgement.rule());
    texts(judgement.missing());
  }

  private void texts(List<String> texts) {
    int16(texts.size());
    texts.forEach(this::text);
  }

  void refusal(Refusal refusal) {
    int16(refusal.code());
  }

  void refusals(List<Refusal> refusals) {
    int16(refusals.size());
    refusals.forEach(this::refusal);
  }

  void conversion(Conversion conversion) {
    int32(conversion.agreement());
    int32(conversion.agreementVersion());
    money(conversion.debit());
    money(conversion.credit());
    fixingOrNone(conversion.fixing());
  }

  void fees(List<ChargedFee> fees) {
    int16(fees.size());
    for (ChargedFee fee : fees) {
      int32(fee.rule());
      int8(fee.agent().ordinal() + 1);
      int8(fee.collection().ordinal() + 1);
      participant(fee.earner());
      participant(fee.payer());
      money(fee.money());
    }
  }

  void entries(List<Entry> entries) {
    int16(entries.size());
    for (Entry entry : entries) {
      account(entry.account());
      int64(entry.amountMinor());
      int64(entry.balanceMinor());
    }
  }

  void positions(List<NetPosition> positions) {
    int32(positions.size());
    for (NetPosition position : positions) {
      account(position.account());
      int64(position.debitsMinor());
      int64(position.creditsMinor());
    }
  }

  void outcome(Outcome outcome) {
    int8(outcome.state().code());
    refusals(outcome.refusals());
    int64(outcome.position());
    int64(outcome.timestampMs());
    Conversion conversion = outcome.conversion();
    if (present(conversion) && conversion != null) {
      conversion(conversion);
    }
  }

  void ints(int[] values) {
    int32(values.length);
    for (int value : values) {
      int32(value);
    }
  }

  void longs(long[] values) {
    int32(values.length);
    for (long value : values) {
      int64(value);
    }
  }

  void ledgerResults(LedgerResults results) {
    int64(results.timestampNs());
    int32(results.count());
    int32(results.created());
    ints(results.failures());
    longs(results.existing());
  }
}
