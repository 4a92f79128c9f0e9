package kontor.server.gateway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import kontor.cluster.Reply;
import kontor.cluster.SettlementClient;
import kontor.engine.Command.Instruction;
import kontor.engine.Command.ReceiveMessage;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import kontor.iso20022.Profile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of a message: read, checked, mapped, into the log, and the answer back. It never
/// throws on what is in a message; it throws when the log cannot take it.
public final class MessageIntake {

  /// Longer than a client may wait for the end of a queued payment.
  public static final long WAIT_MS_MAX = 60_000;

  /// No message is larger (V01).
  public static final int MESSAGE_BYTES_MAX = Evidence.MESSAGE_BYTES_MAX;

  private static final Logger LOG = LoggerFactory.getLogger(MessageIntake.class);

  private final SettlementClient client;
  private final Profile profile;
  private final InstructionMapper mapper;
  private final FinalityWaiters waiters;
  private final RecentReadings readings;

  public MessageIntake(
      SettlementClient client,
      Profile profile,
      CurrencyRegistry currencies,
      FinalityWaiters waiters,
      RecentReadings readings) {
    this.client = client;
    this.profile = profile;
    this.mapper = new InstructionMapper(currencies);
    this.waiters = waiters;
    this.readings = readings;
  }

  /// Settles a message. Returns when it is on disk and applied, or, if a payment of it waits for
  /// money and the caller wants that, when the payment ended or the time is over.
  ///
  /// @param waitMs how long to wait for payments in the queue
  /// @throws kontor.cluster.NotAcceptedException when the node takes nothing
  /// @throws kontor.cluster.OutcomeUnknownException when no answer came; sending the same bytes
  ///     again is safe
  public Answer take(byte[] message, long waitMs) {
    Reading reading = read(message);
    List<ReceiveMessage> commands = mapper.commands(reading, message);
    if (waitMs <= 0) {
      return logged(reading, StatusReporter.answer(reading, settle(reading, commands)));
    }
    try (FinalityWaiters.Waiter waiter = waiters.listen(payments(commands))) {
      Outcomes outcomes = settle(reading, commands);
      Set<PaymentId> open = outcomes.open();
      if (!open.isEmpty()) {
        outcomes.addAll(waiter.await(open, Math.min(waitMs, WAIT_MS_MAX)));
      }
      return logged(reading, StatusReporter.answer(reading, outcomes));
    }
  }

  /// The same without a thread that waits, for callers with many messages in flight.
  public CompletableFuture<Answer> takeAsync(byte[] message) {
    Reading reading = read(message);
    List<CompletableFuture<Reply>> replies = send(mapper.commands(reading, message));
    return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              Outcomes outcomes = new Outcomes(reading.digest());
              replies.forEach(reply -> outcomes.addAll(reply.join().events()));
              return logged(reading, StatusReporter.answer(reading, outcomes));
            });
  }

  private Reading read(byte[] message) {
    Reading reading = Reading.of(message, profile);
    if (reading.transfer() != null) {
      readings.put(reading);
    }
    return reading;
  }

  private Outcomes settle(Reading reading, List<ReceiveMessage> commands) {
    List<CompletableFuture<Reply>> replies = send(commands);
    Outcomes outcomes = new Outcomes(reading.digest());
    for (CompletableFuture<Reply> reply : replies) {
      outcomes.addAll(await(reply).events());
    }
    return outcomes;
  }

  /// Parts go out in order and do not wait for each other.
  private List<CompletableFuture<Reply>> send(List<ReceiveMessage> commands) {
    List<CompletableFuture<Reply>> replies = new ArrayList<>(commands.size());
    for (ReceiveMessage command : commands) {
      replies.add(client.send(command));
    }
    return replies;
  }

  private static Reply await(CompletableFuture<Reply> reply) {
    try {
      // The client gives up by itself and says so.
      return reply.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static Set<PaymentId> payments(List<ReceiveMessage> commands) {
    Set<PaymentId> payments = new HashSet<>();
    for (ReceiveMessage command : commands) {
      for (Instruction instruction : command.instructions()) {
        if (instruction instanceof Instruction.Pay pay) {
          payments.add(pay.order().payment());
        }
      }
    }
    return payments;
  }

  /// One line a refusal for the operator; a repeat was told before.
  private static Answer logged(Reading reading, Answer answer) {
    if (answer.document().isRepeat() || answer.status().equals(StatusReporter.SETTLED)) {
      return answer;
    }
    ParticipantId sender = InstructionMapper.sender(reading);
    String from = sender == null ? "unknown sender" : sender.bic();
    if (answer.transactions().isEmpty()) {
      LOG.warn("refused {} {} from {}: {}", answer.originalName(), answer.reference(), from,
          firstOf(answer.reasons()));
      return answer;
    }
    for (Answer.TransactionAnswer transaction : answer.transactions()) {
      if (transaction.status().equals(StatusReporter.REJECTED)) {
        LOG.warn("refused payment {} in {} {} from {}: {}", transaction.payment(),
            answer.originalName(), answer.reference(), from, firstOf(transaction.reasons()));
      }
    }
    return answer;
  }

  private static String firstOf(List<Answer.Reason> reasons) {
    return reasons.isEmpty()
        ? "no reason"
        : reasons.getFirst().code() + " " + reasons.getFirst().text();
  }
}
