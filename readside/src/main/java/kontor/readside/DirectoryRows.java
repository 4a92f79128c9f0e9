package kontor.readside;

import java.util.List;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.directory.Member;
import kontor.engine.directory.MemberKind;
import kontor.engine.directory.PublishedList;
import kontor.engine.directory.Standing;
import kontor.engine.governance.DirectoryEvent;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Currency;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import org.jspecify.annotations.Nullable;

/// Writes and reads the directory. What payments may name stands in the participants, which follow
/// it here as they do in the core.
final class DirectoryRows {

  private final Session session;
  private final PaymentRows payments;

  DirectoryRows(Session session, PaymentRows payments) {
    this.session = session;
    this.payments = payments;
  }

  void apply(RecordedEvent at, @Nullable FourEyes by, DirectoryEvent event) {
    switch (event) {
      case DirectoryEvent.MemberApplied(Member member, Standing standing) -> {
        session.run(
            "write/applyMember",
            member.participant().bic(),
            member.kind().name(),
            member.via().bic(),
            member.name(),
            member.lei(),
            member.nationalCode(),
            standing.name(),
            at.timestampMs());
        payments.forgetInstitution(member.participant());
        note(at, by, member.participant(), standing, "");
      }
      case DirectoryEvent.StandingChanged e -> {
        stand(at, e.participant(), e.standing(), null);
        admit(at, e.participant(), e.standing());
        note(at, by, e.participant(), e.standing(), e.reason());
      }
      case DirectoryEvent.MemberWithdrawn e -> {
        stand(at, e.participant(), Standing.WITHDRAWN, e.untilMs());
        note(at, by, e.participant(), Standing.WITHDRAWN, e.reason());
      }
      case DirectoryEvent.NoticeEnded(ParticipantId participant) -> {
        session.run("write/endNotice", at.timestampMs(), participant.bic());
        session.run("write/restrictIfActive", participant.bic());
        note(at, by, participant, Standing.WITHDRAWN, "notice is over");
      }
      case DirectoryEvent.DirectoryPublished e -> publish(at, e);
    }
  }

  private void stand(
      RecordedEvent at,
      ParticipantId participant,
      Standing standing,
      @Nullable Long noticeMs) {
    session.run(
        "write/setStanding", standing.name(), noticeMs, at.timestampMs(), participant.bic());
  }

  private void note(
      RecordedEvent at,
      @Nullable FourEyes by,
      ParticipantId participant,
      Standing standing,
      String reason) {
    session.run(
        "write/insertDirectoryStep",
        participant.bic(),
        at.position(),
        at.index(),
        at.timestampMs(),
        standing.name(),
        reason,
        by == null ? null : by.maker(),
        by == null ? null : by.checker());
  }

  private void admit(RecordedEvent at, ParticipantId participant, Standing standing) {
    if (standing == Standing.ADMITTED) {
      enter(at, participant);
    }
    Admission admission =
        switch (standing) {
          case ACTIVE -> Admission.ACTIVE;
          case ADMITTED, RESTRICTED -> Admission.RESTRICTED;
          case SUSPENDED, REMOVED -> Admission.SUSPENDED;
          case APPLIED, WITHDRAWN -> null;
        };
    if (admission != null) {
      session.run("write/changeAdmission", admission.name(), participant.bic());
    }
  }

  private void enter(RecordedEvent at, ParticipantId participant) {
    MemberRow member = find(participant);
    MemberKind memberKind = MemberKind.valueOf(member.line().kind());
    ParticipantKind kind = memberKind.inPayments();
    if (kind == null) {
      return;
    }
    ParticipantId via = member.line().via();
    ParticipantId institution =
        memberKind == MemberKind.INDIRECT_BANK
            ? session.one("institutionOf", row -> row.participant("institution"), via.bic())
            : via;
    session.run(
        "write/admitParticipant",
        participant.bic(),
        kind.name(),
        institution == null ? via.bic() : institution.bic(),
        Admission.RESTRICTED.name(),
        at.position(),
        at.index(),
        at.timestampMs());
    payments.forgetInstitution(participant);
  }

  private MemberRow find(ParticipantId participant) {
    for (MemberRow row : session.list("directory", DirectoryRows::member)) {
      if (row.line().participant().equals(participant)) {
        return row;
      }
    }
    throw new IllegalStateException("an event speaks of who never applied: " + participant);
  }

  /// An admission was changed past the directory.
  void follow(RecordedEvent at, Event.AdmissionChanged event) {
    session.run(
        "write/setStanding",
        event.admission().name(),
        null,
        at.timestampMs(),
        event.participant().bic());
  }

  private void publish(RecordedEvent at, DirectoryEvent.DirectoryPublished event) {
    List<PublishedList.Line> lines =
        session.list("directory", DirectoryRows::member).stream()
            .map(MemberRow::line)
            .filter(line -> isListed(line.standing()))
            .toList();
    session.run(
        "write/publishDirectory",
        event.day(),
        at.timestampMs(),
        event.participants(),
        event.digest().toString(),
        PublishedList.bytes(event.day(), lines));
  }

  /// Names of admissions are names of standings, too.
  static boolean isListed(String standing) {
    return Standing.valueOf(standing).isListed();
  }

  static MemberRow member(Row row) {
    PublishedList.Line line =
        new PublishedList.Line(
            row.participant("bic"),
            row.text("kind"),
            row.text("standing"),
            row.participant("via"),
            row.textOrNull("lei"),
            row.textOrNull("national_code"),
            row.textOrNull("name"));
    return new MemberRow(
        line, row.isNull("notice_ms") ? null : Long.valueOf(row.longNumber("notice_ms")));
  }

  static MemberStepRow step(Row row) {
    String maker = row.textOrNull("maker");
    return new MemberStepRow(
        row.moment(),
        Standing.valueOf(row.text("standing")),
        row.text("reason"),
        maker == null ? null : new FourEyes(maker, row.text("checker")));
  }

  static PublishedListRow published(Row row) {
    return new PublishedListRow(
        row.number("day"),
        row.longNumber("timestamp_ms"),
        row.number("participants"),
        row.digest("digest"),
        row.bytes("list"));
  }

  static TierRow tier(Row row) {
    return new TierRow(
        row.participant("direct"),
        row.participant("bank"),
        new Currency(row.text("currency"), row.number("digits")),
        row.longNumber("payments"),
        row.longNumber("sum_minor"),
        0);
  }
}
