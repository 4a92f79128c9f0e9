package kontor.engine.payment;

import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.terms.ChargeBearer;
import kontor.engine.terms.Digest;
import kontor.engine.terms.OperationClass;
import kontor.engine.terms.Particulars;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.PaymentOrder.Amounts;
import kontor.engine.terms.PaymentOrder.Route;
import kontor.engine.terms.PaymentOrder.Timing;
import kontor.engine.terms.Priority;
import org.jspecify.annotations.Nullable;

/// An instruction that is to be decided.
///
/// @param message digest of the message that it came in
/// @param isBetweenBanks whether its cut-off is that between banks
/// @param row number of its payment; {@link #NEW} if it has none yet
record Incoming(PaymentOrder order, Digest message, boolean isBetweenBanks, int row) {

  static final int NEW = -1;

  boolean isNew() {
    return row == NEW;
  }

  Incoming at(int newRow) {
    return new Incoming(order, message, isBetweenBanks, newRow);
  }

  /// The same for another value date, because a holiday came upon its own.
  Incoming on(int day) {
    Timing timing = new Timing(day, order.timing().priority(), order.timing().expiryMs());
    return new Incoming(
        new PaymentOrder(
            order.payment(),
            order.sequence(),
            order.content(),
            order.instructionKey(),
            order.transactionKey(),
            order.route(),
            order.amounts(),
            timing,
            order.particulars()),
        message,
        isBetweenBanks,
        row);
  }

  static void write(StateWriter to, Incoming incoming) {
    PaymentOrder order = incoming.order;
    to.putInt(incoming.row);
    to.putDigest(incoming.message);
    to.putInt(incoming.isBetweenBanks ? 1 : 0);
    to.putPayment(order.payment());
    to.putInt(order.sequence());
    to.putDigest(order.content());
    to.putKey(order.instructionKey());
    to.putKey(order.transactionKey());
    to.putParticipant(order.route().sender());
    to.putParticipant(order.route().debtorAgent());
    to.putParticipant(order.route().creditorAgent());
    Amounts amounts = order.amounts();
    to.putMoney(amounts.settlement());
    to.putOptional(amounts.instructed(), StateWriter::putMoney);
    to.putOptional(amounts.statedRate(), StateWriter::putRate);
    to.putOptional(amounts.creditCurrency(), StateWriter::putCurrency);
    to.putInt(order.timing().settlementDay());
    to.putInt(order.timing().priority().code());
    to.putLong(order.timing().expiryMs());
    write(to, order.particulars());
  }

  private static void write(StateWriter to, Particulars particulars) {
    to.putOptional(particulars.operation(), (out, operation) -> out.putInt(operation.code()));
    to.putAll(particulars.goods(), StateWriter::putText);
    to.putAll(particulars.documents(), StateWriter::putText);
    to.putInt(particulars.tenorDays());
    to.putOptional(particulars.bearer(), (out, bearer) -> out.putInt(bearer.code()));
    to.putLong(particulars.quote());
  }

  static Incoming read(StateReader from) {
    int row = from.getInt();
    Digest message = from.getDigest();
    boolean isBetweenBanks = from.getInt() == 1;
    PaymentOrder order =
        new PaymentOrder(
            from.getPayment(),
            from.getInt(),
            from.getDigest(),
            from.getKey(),
            from.getKey(),
            new Route(from.getParticipant(), from.getParticipant(), from.getParticipant()),
            new Amounts(
                from.getMoney(),
                from.getOptional(StateReader::getMoney),
                from.getOptional(StateReader::getRate),
                from.getOptional(StateReader::getCurrency)),
            new Timing(
                from.getInt(),
                from.getCoded(Priority.values(), Priority::code),
                from.getLong()),
            particulars(from));
    return new Incoming(order, message, isBetweenBanks, row);
  }

  private static Particulars particulars(StateReader from) {
    @Nullable OperationClass operation =
        from.getOptional(in -> in.getCoded(OperationClass.values(), OperationClass::code));
    return new Particulars(
        operation,
        from.getAll(StateReader::getText),
        from.getAll(StateReader::getText),
        from.getInt(),
        from.getOptional(in -> in.getCoded(ChargeBearer.values(), ChargeBearer::code)),
        from.getLong());
  }
}
