package kontor.readside;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import kontor.engine.Conversion;
import kontor.engine.Engine;
import kontor.engine.Outcome;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// Compares the read side with an engine that replayed the same log: every balance, hold and
/// credit line, and what became of every payment.
public final class ReadSideAudit {

  private final ReadDatabase database;

  public ReadSideAudit(ReadDatabase database) {
    this.database = database;
  }

  /// Where they differ.
  ///
  /// @param subject `account` or `payment`
  /// @param name which one
  /// @param field what of it differs
  public record Difference(
      String subject, String name, String field, String inEngine, String inReadSide) {}

  /// The first difference in the order of ids, accounts before payments; null if there is none.
  public @Nullable Difference firstDifference(Engine engine) {
    return database.read(session -> new Comparison(session).run(engine));
  }

  private static final class Comparison {

    private static final String ABSENT = "absent";

    private final Session session;
    private final Queue<Difference> found = new ArrayDeque<>(1);
    private final Map<AccountId, AccountRow> accounts = new HashMap<>();
    private long payments;

    Comparison(Session session) {
      this.session = session;
    }

    @Nullable Difference run(Engine engine) {
      session.list("books", Rows::account).forEach(row -> accounts.put(row.account(), row));
      engine.accounts(this::account);
      accounts.keySet().stream()
          .sorted()
          .forEach(id -> differ("account", id.toString(), "existence", ABSENT, "present"));
      engine.payments(this::payment);
      same("payments", "all", "count", payments, session.lastNumber("paymentsInCore"));
      return found.peek();
    }

    private void account(Engine.AccountView view) {
      AccountRow row = accounts.remove(view.account());
      String name = view.account().toString();
      if (row == null) {
        differ("account", name, "existence", "present", ABSENT);
        return;
      }
      same("account", name, "balance", view.balanceMinor(), row.balance().minor());
      same("account", name, "held", view.heldMinor(), row.held().minor());
      same("account", name, "line", view.lineMinor(), row.line().minor());
    }

    private void payment(PaymentId id, Outcome outcome) {
      payments++;
      if (!found.isEmpty()) {
        return;
      }
      String name = id.uetr();
      PaymentRow row = session.one("payment", Rows::payment, name);
      if (row == null) {
        differ("payment", name, "existence", "present", ABSENT);
        return;
      }
      PaymentRow.Standing standing = row.standing();
      same("payment", name, "state", outcome.state(), standing.state());
      same("payment", name, "refusals", outcome.refusals(), standing.refusals());
      Conversion conversion = outcome.conversion();
      Conversion stored = row.conversion();
      same("payment", name, "conversion", text(conversion), text(stored));
      Moment since = since(standing);
      same("payment", name, "position", outcome.position(), since.position());
      same("payment", name, "time", outcome.timestampMs(), since.timestampMs());
    }

    private static Moment since(PaymentRow.Standing standing) {
      Moment ended = standing.ended();
      if (ended != null) {
        return ended;
      }
      Moment queued = standing.queued();
      return queued != null ? queued : standing.entered();
    }

    private static String text(@Nullable Conversion conversion) {
      return conversion == null ? ABSENT : conversion.toString();
    }

    private void same(
        String subject, String name, String field, Object inEngine, Object inReadSide) {
      if (!inEngine.equals(inReadSide)) {
        differ(subject, name, field, inEngine.toString(), inReadSide.toString());
      }
    }

    private void differ(
        String subject, String name, String field, String inEngine, String inReadSide) {
      if (found.isEmpty()) {
        found.add(new Difference(subject, name, field, inEngine, inReadSide));
      }
    }
  }
}
