package kontor.readside;

import java.util.List;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.annex.Judgement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.OperationClass;
import org.jspecify.annotations.Nullable;

/// Writes and reads what the annexes on operations say of payments.
final class OperationRows {

  private OperationRows() {}

  static void judge(Session session, RecordedEvent at, Event.OperationJudged event) {
    OperationClass operation = event.operation();
    Judgement judgement = event.judgement();
    String uetr = event.payment().uetr();
    session.run(
        "write/insertJudgement",
        uetr,
        at.position(),
        at.index(),
        at.timestampMs(),
        event.agreement(),
        event.day(),
        operation == null ? null : operation.name(),
        judgement.finding().name(),
        judgement.rule());
    for (int i = 0; i < judgement.missing().size(); i++) {
      session.run("write/insertJudgementMissing", uetr, i, judgement.missing().get(i));
    }
  }

  static @Nullable JudgementRow judgement(Session session, String uetr) {
    List<String> missing =
        session.list("judgementMissing", row -> row.text("name"), uetr);
    return session.one("judgement", row -> judgement(row, missing), uetr);
  }

  private static JudgementRow judgement(Row row, List<String> missing) {
    return new JudgementRow(
        row.moment(),
        row.number("agreement"),
        operation(row),
        new Judgement(
            Judgement.Finding.valueOf(row.text("finding")),
            row.text("rule"),
            missing));
  }

  static DaySumRow daySum(Row row) {
    OperationClass operation = operation(row);
    return new DaySumRow(
        operation == null ? OperationClass.ANY : operation,
        new Money(
            row.longNumber("sum_minor"),
            new Currency(row.text("currency"), row.number("digits"))));
  }

  private static @Nullable OperationClass operation(Row row) {
    String operation = row.textOrNull("operation");
    return operation == null ? null : OperationClass.valueOf(operation);
  }
}
