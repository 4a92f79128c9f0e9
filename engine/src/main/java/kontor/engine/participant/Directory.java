package kontor.engine.participant;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import kontor.engine.Event;
import kontor.engine.Refusal;
import kontor.engine.directory.Lei;
import kontor.engine.directory.Member;
import kontor.engine.directory.MemberKind;
import kontor.engine.directory.PublishedList;
import kontor.engine.directory.Standing;
import kontor.engine.governance.DirectoryChange;
import kontor.engine.governance.DirectoryEvent;
import kontor.engine.governance.DirectoryForm;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.governance.Objection;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.Admission;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import org.jspecify.annotations.Nullable;

/// The directory (F02): who takes part, as what, how far each is in its life, and over whose
/// account an indirect bank settles. What payments may name stands in the {@link Registry}, which
/// follows from here; who was admitted there without applying is in the published list, too.
public final class Directory {

  private static final int NAME_CHARS_MAX = 70;
  private static final int REASON_CHARS_MAX = 140;
  private static final int NOTICE_DAYS_MAX = 366;
  private static final long DAY_MS = 86_400_000;
  private static final long NO_NOTICE = Long.MAX_VALUE;
  private static final int NEVER = Integer.MIN_VALUE;
  private static final String BIC = "[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?";

  private static final Standing[] STANDINGS = Standing.values();

  /// @param noticeMs when its notice is over; NO_NOTICE unless it runs
  private record Listed(Member member, Standing standing, long noticeMs) {}

  private record Notice(long atMs, ParticipantId participant) implements Comparable<Notice> {
    @Override
    public int compareTo(Notice other) {
      return atMs != other.atMs
          ? Long.compare(atMs, other.atMs)
          : participant.compareTo(other.participant);
    }
  }

  private final Registry registry;
  private final Bounds bounds;
  private final TreeMap<ParticipantId, Listed> members = new TreeMap<>();
  private final TreeSet<Notice> notices = new TreeSet<>();
  private int publishedDay = NEVER;

  public Directory(Registry registry, Bounds bounds) {
    this.registry = registry;
    this.bounds = bounds;
  }

  /// @param hasPositions whether anything of a participant, or in its books, is not zero
  public void apply(
      DirectoryChange change,
      FourEyes by,
      Step step,
      Predicate<ParticipantId> hasPositions) {
    switch (change) {
      case DirectoryChange.ApplyMember c -> apply(c.member(), by, step);
      case DirectoryChange.ChangeStanding c -> {
        Objection objection = check(c, step, hasPositions);
        if (objection != null) {
          refuse(objection, c.participant().bic(), step);
        } else {
          move(c, by, step);
        }
      }
      case DirectoryChange.WithdrawMember c -> withdraw(c, by, step);
      case DirectoryChange.PublishDirectory c -> publish(c.day(), by, step);
    }
  }

  private void apply(Member member, FourEyes by, Step step) {
    Objection objection = check(member);
    if (objection != null) {
      refuse(objection, member.participant().bic(), step);
      return;
    }
    boolean isBack = members.containsKey(member.participant());
    Admission admission = isBack ? null : registry.admission(member.participant());
    Standing standing = admission == null ? Standing.APPLIED : standing(admission);
    members.put(member.participant(), new Listed(member, standing, NO_NOTICE));
    tell(by, new DirectoryEvent.MemberApplied(member, standing), step);
  }

  private static Standing standing(Admission admission) {
    return switch (admission) {
      case ACTIVE -> Standing.ACTIVE;
      case RESTRICTED -> Standing.RESTRICTED;
      case SUSPENDED -> Standing.SUSPENDED;
    };
  }

  private @Nullable Objection check(Member member) {
    Listed known = members.get(member.participant());
    if (known != null && known.standing() != Standing.REMOVED) {
      return known.member().equals(member)
          ? Objection.ALREADY_EXISTS
          : Objection.CONFLICTS_WITH_EARLIER;
    }
    Objection text = checkTexts(member);
    if (text != null) {
      return text;
    }
    Objection via = checkVia(member);
    if (via != null) {
      return via;
    }
    boolean isNewIndirect = known == null && member.kind() == MemberKind.INDIRECT_BANK;
    if (registry.knows(member.participant()) && (isNewIndirect || !isAsAdmitted(member))) {
      return Objection.CONFLICTS_WITH_EARLIER;
    }
    return known != null || members.size() < bounds.participantsMax()
        ? null
        : Objection.TABLE_FULL;
  }

  private static @Nullable Objection checkTexts(Member member) {
    if (!member.participant().bic().matches(BIC)) {
      return Objection.BIC_INVALID;
    }
    String lei = member.lei();
    if (lei != null && !Lei.isValid(lei)) {
      return Objection.LEI_INVALID;
    }
    String code = member.nationalCode();
    if (code != null && !isText(code, Bounds.SOURCE_CHARS_MAX)) {
      return Objection.NATIONAL_CODE_INVALID;
    }
    return isText(member.name(), NAME_CHARS_MAX) ? null : Objection.NAME_INVALID;
  }

  /// One line that says something: nothing in it could be taken for the end of a field.
  private static boolean isText(String text, int charsMax) {
    return !text.isBlank()
        && text.length() <= charsMax
        && text.equals(text.strip())
        && text.chars().noneMatch(Character::isISOControl);
  }

  private @Nullable Objection checkVia(Member member) {
    ParticipantId via = member.via();
    return switch (member.kind()) {
      case OPERATOR, CENTRAL_BANK, SETTLEMENT_AGENT, OVERSEER ->
          via.equals(member.participant()) ? null : Objection.NOT_AN_INSTITUTION;
      case DIRECT_BANK, FX_PROVIDER ->
          registry.checkIsInstitution(via) == null ? null : Objection.NOT_AN_INSTITUTION;
      case INDIRECT_BANK ->
          registry.is(via, ParticipantKind.DIRECT_BANK)
                  && !isIndirect(via)
                  && !via.equals(member.participant())
              ? null
              : Objection.DIRECT_BANK_UNKNOWN;
    };
  }

  /// Whether the registry has it just so, from an earlier life or from before there was a
  /// directory.
  private boolean isAsAdmitted(Member member) {
    ParticipantKind kind = member.kind().inPayments();
    ParticipantId institution = registry.institution(member.participant());
    return kind != null
        && institution != null
        && registry.is(member.participant(), kind)
        && institution.equals(institutionOf(member));
  }

  private @Nullable ParticipantId institutionOf(Member member) {
    return member.kind() == MemberKind.INDIRECT_BANK
        ? registry.institution(member.via())
        : member.via();
  }

  private @Nullable Objection check(
      DirectoryChange.ChangeStanding c, Step step, Predicate<ParticipantId> hasPositions) {
    Listed known = members.get(c.participant());
    if (known == null) {
      return Objection.PARTICIPANT_UNKNOWN;
    }
    if (c.reason().length() > REASON_CHARS_MAX) {
      return Objection.TEXT_TOO_LONG;
    }
    if (known.standing() == c.standing()) {
      return Objection.ALREADY_EXISTS;
    }
    if (c.standing() == Standing.WITHDRAWN || !known.standing().leadsTo(c.standing())) {
      return Objection.STEP_NOT_ALLOWED;
    }
    return switch (c.standing()) {
      case ADMITTED -> checkAdmission(known.member());
      case REMOVED -> checkRemoval(known, step, hasPositions);
      case APPLIED, ACTIVE, RESTRICTED, SUSPENDED, WITHDRAWN -> null;
    };
  }

  /// What it settles over may have left since it applied.
  private @Nullable Objection checkAdmission(Member member) {
    Objection via = checkVia(member);
    if (via != null) {
      return via;
    }
    boolean full =
        member.kind().inPayments() != null
            && !registry.knows(member.participant())
            && registry.isFull();
    return full ? Objection.TABLE_FULL : null;
  }

  private @Nullable Objection checkRemoval(
      Listed leaving, Step step, Predicate<ParticipantId> hasPositions) {
    if (leaving.noticeMs() != NO_NOTICE && leaving.noticeMs() > step.nowMs()) {
      return Objection.NOTICE_RUNNING;
    }
    ParticipantId participant = leaving.member().participant();
    for (Listed other : members.values()) {
      boolean dependsOnIt =
          other.member().via().equals(participant)
              && !other.member().participant().equals(participant);
      if (dependsOnIt && other.standing().isListed()) {
        return Objection.PARTICIPANTS_REMAIN;
      }
    }
    if (leaving.standing() == Standing.APPLIED) {
      return null;
    }
    if (registry.hasOthersAt(participant, id -> !isRemoved(id))) {
      return Objection.PARTICIPANTS_REMAIN;
    }
    return hasPositions.test(participant) ? Objection.POSITIONS_NOT_ZERO : null;
  }

  private boolean isRemoved(ParticipantId participant) {
    Listed known = members.get(participant);
    return known != null && known.standing() == Standing.REMOVED;
  }

  private void move(DirectoryChange.ChangeStanding c, FourEyes by, Step step) {
    Listed known = listed(c.participant());
    put(known.member(), c.standing(), NO_NOTICE);
    register(known.member(), c.standing());
    tell(
        by,
        new DirectoryEvent.StandingChanged(
            c.participant(), known.standing(), c.standing(), c.reason()),
        step);
  }

  /// The registry follows.
  private void register(Member member, Standing standing) {
    ParticipantKind kind = member.kind().inPayments();
    if (kind == null) {
      return;
    }
    ParticipantId participant = member.participant();
    switch (standing) {
      case ADMITTED -> {
        if (!registry.knows(participant)) {
          ParticipantId institution = institutionOf(member);
          Refusal refusal =
              institution == null
                  ? Refusal.PARTICIPANT_UNKNOWN
                  : registry.admit(participant, kind, institution);
          Invariants.check(
              refusal == null, "checked and refused", "participant", participant);
        }
        registry.changeAdmission(participant, Admission.RESTRICTED);
      }
      case ACTIVE -> registry.changeAdmission(participant, Admission.ACTIVE);
      case RESTRICTED -> registry.changeAdmission(participant, Admission.RESTRICTED);
      case SUSPENDED, REMOVED -> {
        if (registry.knows(participant)) {
          registry.changeAdmission(participant, Admission.SUSPENDED);
        }
      }
      case APPLIED, WITHDRAWN -> {
        // What payments may do stays as it was.
      }
    }
  }

  private void withdraw(DirectoryChange.WithdrawMember c, FourEyes by, Step step) {
    Listed known = members.get(c.participant());
    Objection objection = check(c, known);
    if (objection != null || known == null) {
      refuse(
          objection == null ? Objection.PARTICIPANT_UNKNOWN : objection,
          c.participant().bic(),
          step);
      return;
    }
    long untilMs = step.nowMs() + c.noticeDays() * DAY_MS;
    put(known.member(), Standing.WITHDRAWN, untilMs);
    tell(
        by,
        new DirectoryEvent.MemberWithdrawn(c.participant(), known.standing(), untilMs, c.reason()),
        step);
    passTime(step);
  }

  private static @Nullable Objection check(
      DirectoryChange.WithdrawMember c, @Nullable Listed known) {
    if (known == null) {
      return Objection.PARTICIPANT_UNKNOWN;
    }
    if (c.reason().length() > REASON_CHARS_MAX) {
      return Objection.TEXT_TOO_LONG;
    }
    if (known.standing() == Standing.WITHDRAWN) {
      return Objection.ALREADY_EXISTS;
    }
    if (!known.standing().leadsTo(Standing.WITHDRAWN)) {
      return Objection.STEP_NOT_ALLOWED;
    }
    return c.noticeDays() < 0 || c.noticeDays() > NOTICE_DAYS_MAX
        ? Objection.NOTICE_INVALID
        : null;
  }

  /// Notices that are over by now.
  public void passTime(Step step) {
    while (nextDueMs() <= step.nowMs()) {
      ParticipantId participant = notices.getFirst().participant();
      Listed known = listed(participant);
      put(known.member(), Standing.WITHDRAWN, NO_NOTICE);
      if (registry.isActive(participant)) {
        registry.changeAdmission(participant, Admission.RESTRICTED);
      }
      tell(null, new DirectoryEvent.NoticeEnded(participant), step);
    }
  }

  /// When the next notice is over, or `Long.MAX_VALUE`.
  public long nextDueMs() {
    return notices.isEmpty() ? Long.MAX_VALUE : notices.getFirst().atMs();
  }

  private void publish(int day, FourEyes by, Step step) {
    if (day == publishedDay) {
      refuse(Objection.ALREADY_EXISTS, "directory", step);
      return;
    }
    if (day != Math.floorDiv(step.nowMs(), DAY_MS)) {
      refuse(Objection.DAY_NOT_TODAY, "directory", step);
      return;
    }
    publishedDay = day;
    List<PublishedList.Line> lines = lines();
    tell(
        by,
        new DirectoryEvent.DirectoryPublished(
            day, lines.size(), PublishedList.digest(PublishedList.bytes(day, lines))),
        step);
  }

  private List<PublishedList.Line> lines() {
    List<PublishedList.Line> lines = new ArrayList<>();
    for (Listed listed : members.values()) {
      Member member = listed.member();
      if (listed.standing().isListed()) {
        lines.add(
            new PublishedList.Line(
                member.participant(),
                member.kind().name(),
                listed.standing().name(),
                member.via(),
                member.lei(),
                member.nationalCode(),
                member.name()));
      }
    }
    registry.forEach(
        (participant, kind, institution, admission) -> {
          if (!members.containsKey(participant)) {
            lines.add(
                new PublishedList.Line(
                    participant,
                    kind.name(),
                    admission.name(),
                    institution,
                    null,
                    null,
                    null));
          }
        });
    return lines;
  }

  /// Why an admission cannot be changed past the directory; null if it can.
  public @Nullable Refusal checkAdmission(ParticipantId participant) {
    Listed known = members.get(participant);
    if (known == null) {
      return null;
    }
    return switch (known.standing()) {
      case ACTIVE, RESTRICTED, SUSPENDED -> null;
      case APPLIED, ADMITTED, WITHDRAWN, REMOVED -> Refusal.CONFLICTS_WITH_EARLIER;
    };
  }

  /// The admission was changed past the directory.
  public void follow(ParticipantId participant, Admission admission) {
    Listed known = members.get(participant);
    if (known != null) {
      put(known.member(), standing(admission), known.noticeMs());
    }
  }

  public boolean isIndirect(ParticipantId participant) {
    Listed known = members.get(participant);
    return known != null && known.member().kind() == MemberKind.INDIRECT_BANK;
  }

  /// Over whose account a bank settles: its direct bank's, or its own.
  public ParticipantId settlesOver(ParticipantId participant) {
    Listed known = members.get(participant);
    return known != null && known.member().kind() == MemberKind.INDIRECT_BANK
        ? known.member().via()
        : participant;
  }

  private Listed listed(ParticipantId participant) {
    Listed known = members.get(participant);
    if (known == null) {
      throw new AssertionError("participant is not in the directory: " + participant);
    }
    return known;
  }

  private void put(Member member, Standing standing, long noticeMs) {
    Listed before = members.get(member.participant());
    if (before != null && before.noticeMs() != NO_NOTICE) {
      notices.remove(new Notice(before.noticeMs(), member.participant()));
    }
    members.put(member.participant(), new Listed(member, standing, noticeMs));
    if (noticeMs != NO_NOTICE) {
      notices.add(new Notice(noticeMs, member.participant()));
    }
  }

  private static void tell(@Nullable FourEyes by, DirectoryEvent event, Step step) {
    step.emit(new Event.Governed(by, event));
  }

  private static void refuse(Objection objection, String place, Step step) {
    step.emit(new Event.GovernanceRefused(objection, place));
  }

  public void writeTo(StateWriter writer) {
    writer.section(Section.DIRECTORY);
    writer.putInt(publishedDay);
    writer.putAll(
        members.values(),
        (to, listed) -> {
          to.putBlock(GovernanceForm.bytes(out -> DirectoryForm.member(out, listed.member())));
          to.putInt(listed.standing().code());
          to.putLong(listed.noticeMs());
        });
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.DIRECTORY);
    publishedDay = reader.getInt();
    int count = reader.getCount();
    for (int i = 0; i < count; i++) {
      put(
          GovernanceForm.read(reader.getBlock(), DirectoryForm::member),
          reader.getCoded(STANDINGS, Standing::code),
          reader.getLong());
    }
  }

  public void checkInvariants() {
    members.forEach(
        (id, listed) -> {
          boolean isInPayments =
              listed.member().kind().inPayments() != null
                  && listed.standing() != Standing.APPLIED
                  && listed.standing() != Standing.REMOVED;
          Invariants.check(
              id.equals(listed.member().participant())
                  && (!isInPayments || registry.knows(id))
                  && (listed.standing() != Standing.ACTIVE
                      || !isInPayments
                      || registry.isActive(id)),
              "directory and registry disagree",
              "participant",
              id);
        });
  }
}
