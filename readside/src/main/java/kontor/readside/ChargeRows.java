package kontor.readside;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kontor.engine.ChargedFee;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.annex.Penalty;
import kontor.engine.calendar.ZoneOffsets;
import kontor.engine.governance.CalendarEvent;
import kontor.engine.rates.FeePlan.Agent;
import kontor.engine.rates.FeePlan.Collection;
import kontor.engine.rates.Redenomination;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// Writes and reads fees and penalties. A fee is billed on the day on which its payment becomes
/// final, a penalty on the day of its event: the day in the zone of the agreement, by the table
/// that held then. So a month that is over gets no new lines.
final class ChargeRows {

  private static final String FEE = "FEE";
  private static final long DAY_MS = 86_400_000;
  private static final long SECOND_MS = 1000;

  private final Session session;
  private final Map<String, ZoneOffsets> zones = new HashMap<>();
  /// Payments that are not final and have fees; null until it is read.
  private @Nullable Set<String> open;

  ChargeRows(Session session) {
    this.session = session;
  }

  /// After a rollback: what is in memory is not what is in the file.
  void forget() {
    zones.clear();
    open = null;
  }

  void charge(RecordedEvent at, Event.FeesCharged event) {
    for (int i = 0; i < event.fees().size(); i++) {
      ChargedFee fee = event.fees().get(i);
      session.run(
          "write/insertCharge",
          at.position(),
          at.index(),
          i,
          at.timestampMs(),
          event.agreement(),
          event.annex(),
          FEE,
          fee.rule(),
          fee.agent().name(),
          fee.collection().name(),
          fee.earner().bic(),
          fee.payer().bic(),
          fee.money().minor(),
          fee.money().currency().code(),
          fee.money().currency().minorDigits(),
          event.payment().uetr(),
          null,
          "",
          ChargeRow.ChargeState.OPEN.name(),
          null);
    }
    if (!event.fees().isEmpty()) {
      open().add(event.payment().uetr());
    }
  }

  void charge(RecordedEvent at, Event.PenaltyCharged event) {
    PaymentId payment = event.payment();
    penalize(
        at,
        new Fine(
            event.agreement(),
            event.annex(),
            event.cause(),
            event.participant(),
            event.sum(),
            payment == null ? null : payment.uetr(),
            event.day(),
            event.about()));
  }

  /// A newer table of a zone, or the extension of a cut-off, whose charge is told with it.
  void apply(RecordedEvent at, CalendarEvent event) {
    switch (event) {
      case CalendarEvent.ZoneEntered entered -> zones.remove(entered.zone().zone());
      case CalendarEvent.CutOffExtended extended when extended.charge().minor() > 0 ->
          penalize(
              at,
              new Fine(
                  extended.agreement(),
                  null,
                  Penalty.Cause.CUT_OFF_EXTENSION,
                  extended.participant(),
                  extended.charge(),
                  null,
                  extended.day(),
                  extended.moment().name()));
      default -> {
        // Nothing of it costs anything.
      }
    }
  }

  private record Fine(
      int agreement,
      @Nullable Integer annex,
      Penalty.Cause cause,
      ParticipantId payer,
      Money sum,
      @Nullable String uetr,
      int day,
      String about) {}

  private void penalize(RecordedEvent at, Fine fine) {
    session.run(
        "write/insertCharge",
        at.position(),
        at.index(),
        0,
        at.timestampMs(),
        fine.agreement(),
        fine.annex(),
        fine.cause().name(),
        null,
        null,
        Collection.INVOICED.name(),
        null,
        fine.payer().bic(),
        fine.sum().minor(),
        fine.sum().currency().code(),
        fine.sum().currency().minorDigits(),
        fine.uetr(),
        fine.day(),
        fine.about(),
        ChargeRow.ChargeState.BILLED.name(),
        billedDay(fine.agreement(), at.timestampMs()));
  }

  /// What it costs is owed from now on.
  void settle(RecordedEvent at, Event.PaymentSettled event) {
    String uetr = event.payment().uetr();
    if (open().remove(uetr)) {
      session.run(
          "write/endCharges",
          ChargeRow.ChargeState.BILLED.name(),
          billedDay(event.conversion().agreement(), at.timestampMs()),
          uetr);
    }
  }

  /// What did not settle costs nothing.
  void expire(Event.PaymentExpired event) {
    String uetr = event.payment().uetr();
    if (open().remove(uetr)) {
      session.run("write/endCharges", ChargeRow.ChargeState.VOID.name(), null, uetr);
    }
  }

  private record Open(long position, int index, int ordinal, long minor) {}

  /// A money has a new unit: what is not owed yet, because its payment waits, is in the new one.
  /// What was billed stays as it was.
  void redenominate(Redenomination unit) {
    List<Open> charges =
        session.list(
            "write/openChargesOfUnit",
            row ->
                new Open(
                    row.longNumber("position"),
                    row.number("event_index"),
                    row.number("ordinal"),
                    row.longNumber("sum_minor")),
            unit.from().code());
    for (Open charge : charges) {
      session.run(
          "write/restateCharge",
          unit.minor(charge.minor),
          unit.to().code(),
          unit.to().minorDigits(),
          charge.position,
          charge.index,
          charge.ordinal);
    }
  }

  private Set<String> open() {
    Set<String> known = open;
    if (known == null) {
      known = new HashSet<>(session.list("write/openCharges", row -> row.text("uetr")));
      open = known;
    }
    return known;
  }

  private int billedDay(int agreement, long timestampMs) {
    AgreementRow living =
        session.one("livingAgreement", AgreementRows::agreement, agreement);
    ZoneOffsets zone = living == null ? null : zone(living.frame().zone());
    return zone == null
        ? Math.toIntExact(Math.floorDiv(timestampMs, DAY_MS))
        : zone.dayAt(Math.floorDiv(timestampMs, SECOND_MS));
  }

  private @Nullable ZoneOffsets zone(String name) {
    ZoneOffsets known = zones.get(name);
    if (known == null) {
      List<GovernedRow> tables = session.list("governed", Rows::governed, "ZoneEntered");
      for (GovernedRow table : tables) {
        if (table.event() instanceof CalendarEvent.ZoneEntered(ZoneOffsets zone)
            && zone.zone().equals(name)) {
          known = zone;
        }
      }
      if (known != null) {
        zones.put(name, known);
      }
    }
    return known;
  }

  static ChargeRow charge(Row row) {
    String cause = row.text("cause");
    String agent = row.textOrNull("agent");
    return new ChargeRow(
        row.moment(),
        row.number("ordinal"),
        row.number("agreement"),
        numberOrNull(row, "annex"),
        new ChargeRow.Kind(
            cause.equals(FEE) ? null : Penalty.Cause.valueOf(cause),
            numberOrNull(row, "rule"),
            agent == null ? null : Agent.valueOf(agent),
            Collection.valueOf(row.text("collection"))),
        new ChargeRow.Parties(row.participantOrNull("earner"), row.participant("payer")),
        row.moneyWithDigits("sum"),
        new ChargeRow.About(
            row.paymentOrNull("uetr"), numberOrNull(row, "day"), row.text("about")),
        ChargeRow.ChargeState.valueOf(row.text("state")),
        numberOrNull(row, "billed_day"));
  }

  private static @Nullable Integer numberOrNull(Row row, String column) {
    return row.isNull(column) ? null : Integer.valueOf(row.number(column));
  }
}
