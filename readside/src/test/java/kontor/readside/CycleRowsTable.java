package kontor.readside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Objects;
import kontor.engine.Event;
import kontor.engine.NetPosition;
import kontor.engine.RecordedEvent;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Netting cycles as people query them, with the numbers of domain.md 5.7.
class CycleRowsTable {

  private static final int DAY = 20_544;
  private static final long CLOSED_MS = 1_775_073_600_000L;
  private static final Currency UNIT = new Currency("XUS", 2);

  private final TemporaryDatabase database = new TemporaryDatabase();

  @AfterEach
  void close() {
    database.close();
  }

  private static NetPosition position(String servicer, String owner, long debits, long credits) {
    return new NetPosition(
        new AccountId(
            ParticipantId.ofBic(servicer), UNIT, ParticipantId.ofBic(owner), AccountKind.LORO),
        debits * 100,
        credits * 100);
  }

  private static RecordedEvent at(int position, Event event) {
    return new RecordedEvent(position, 0, CLOSED_MS, event);
  }

  private static RecordedEvent opened(int position, int day) {
    return at(
        position,
        new Event.Governed(
            null,
            new CalendarEvent.DayOpened(
                7, day, JointCalendar.Kind.BUSINESS_DAY, List.of(), List.of("2026a"), null)));
  }

  @Test
  void aCycleIsOnItsDayWithWhatItSaved() {
    // A to B 900 and 600 back, B to C 700 and 300 back, C to A 500 and 400 back.
    List<NetPosition> positions =
        List.of(
            position("AAAAAAAA", "BBBBBBBB", 600, 900),
            position("BBBBBBBB", "CCCCCCCC", 300, 700),
            position("CCCCCCCC", "AAAAAAAA", 400, 500));
    ReadDatabase read = database.open();
    new Projector(read, OutboxWriter.NONE)
        .apply(
            List.of(
                opened(1, DAY),
                at(2, new Event.CycleClosed(7, DAY, 6, 1, positions)),
                opened(3, DAY + 1),
                at(4, new Event.CycleClosed(7, DAY + 1, 0, 0, List.of())),
                opened(5, DAY + 2)));
    List<BusinessDayRow> days = new Queries(read).businessDays(7, DAY, DAY + 2);
    CycleRow cycle = Objects.requireNonNull(days.getFirst().cycle());
    assertEquals(new CycleRow(CLOSED_MS, 6, 1, positions), cycle);
    assertEquals(
        "3400.00 800.00 0.7647",
        cycle.savings().getFirst().gross().decimal()
            + " "
            + cycle.savings().getFirst().net().decimal()
            + " "
            + cycle.savings().getFirst().efficiency());
    assertNotNull(days.get(1).cycle());
    assertEquals(List.of(), Objects.requireNonNull(days.get(1).cycle()).savings());
    assertNull(days.get(2).cycle());
  }
}
