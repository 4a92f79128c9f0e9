package kontor.engine.governance;

import kontor.engine.directory.Member;
import kontor.engine.directory.MemberKind;
import kontor.engine.directory.Standing;

/// The form of changes of the directory.
public final class DirectoryForm {

  private static final int APPLY = 1;
  private static final int CHANGE_STANDING = 2;
  private static final int WITHDRAW = 3;
  private static final int PUBLISH = 4;
  private static final int END_NOTICE = 5;

  private static final MemberKind[] KINDS = MemberKind.values();
  private static final Standing[] STANDINGS = Standing.values();

  private DirectoryForm() {}

  static void write(FormWriter out, DirectoryChange change) {
    switch (change) {
      case DirectoryChange.ApplyMember c -> {
        out.int8(APPLY);
        member(out, c.member());
      }
      case DirectoryChange.ChangeStanding c -> {
        out.int8(CHANGE_STANDING);
        out.participant(c.participant());
        out.int8(c.standing().code());
        out.text(c.reason());
      }
      case DirectoryChange.WithdrawMember c -> {
        out.int8(WITHDRAW);
        out.participant(c.participant());
        out.int32(c.noticeDays());
        out.text(c.reason());
      }
      case DirectoryChange.PublishDirectory c -> {
        out.int8(PUBLISH);
        out.int32(c.day());
      }
    }
  }

  static DirectoryChange change(FormReader in) {
    int kind = in.int8();
    return switch (kind) {
      case APPLY -> new DirectoryChange.ApplyMember(member(in));
      case CHANGE_STANDING ->
          new DirectoryChange.ChangeStanding(in.participant(), standing(in), in.text());
      case WITHDRAW -> new DirectoryChange.WithdrawMember(in.participant(), in.int32(), in.text());
      case PUBLISH -> new DirectoryChange.PublishDirectory(in.int32());
      default -> throw new IllegalArgumentException("kind of change unknown: " + kind);
    };
  }

  static void write(FormWriter out, DirectoryEvent event) {
    switch (event) {
      case DirectoryEvent.MemberApplied e -> {
        out.int8(APPLY);
        member(out, e.member());
        out.int8(e.standing().code());
      }
      case DirectoryEvent.StandingChanged e -> {
        out.int8(CHANGE_STANDING);
        out.participant(e.participant());
        out.int8(e.before().code());
        out.int8(e.standing().code());
        out.text(e.reason());
      }
      case DirectoryEvent.MemberWithdrawn e -> {
        out.int8(WITHDRAW);
        out.participant(e.participant());
        out.int8(e.before().code());
        out.int64(e.untilMs());
        out.text(e.reason());
      }
      case DirectoryEvent.NoticeEnded e -> {
        out.int8(END_NOTICE);
        out.participant(e.participant());
      }
      case DirectoryEvent.DirectoryPublished e -> {
        out.int8(PUBLISH);
        out.int32(e.day());
        out.int32(e.participants());
        out.digest(e.digest());
      }
    }
  }

  static DirectoryEvent event(FormReader in) {
    int kind = in.int8();
    return switch (kind) {
      case APPLY -> new DirectoryEvent.MemberApplied(member(in), standing(in));
      case CHANGE_STANDING ->
          new DirectoryEvent.StandingChanged(
              in.participant(), standing(in), standing(in), in.text());
      case WITHDRAW ->
          new DirectoryEvent.MemberWithdrawn(in.participant(), standing(in), in.int64(), in.text());
      case END_NOTICE -> new DirectoryEvent.NoticeEnded(in.participant());
      case PUBLISH -> new DirectoryEvent.DirectoryPublished(in.int32(), in.int32(), in.digest());
      default -> throw new IllegalArgumentException("kind of event unknown: " + kind);
    };
  }

  public static void member(FormWriter out, Member member) {
    out.participant(member.participant());
    out.int8(member.kind().code());
    out.participant(member.via());
    out.text(member.name());
    out.optional(member.lei(), FormWriter::text);
    out.optional(member.nationalCode(), FormWriter::text);
  }

  public static Member member(FormReader in) {
    return new Member(
        in.participant(),
        in.coded(KINDS, MemberKind::code),
        in.participant(),
        in.text(),
        in.optional(FormReader::text),
        in.optional(FormReader::text));
  }

  private static Standing standing(FormReader in) {
    return in.coded(STANDINGS, Standing::code);
  }
}
