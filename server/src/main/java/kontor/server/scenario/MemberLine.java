package kontor.server.scenario;

import kontor.engine.directory.Lei;
import kontor.engine.directory.Member;
import kontor.engine.directory.MemberKind;
import kontor.engine.directory.Standing;
import kontor.engine.governance.DirectoryChange;
import kontor.engine.governance.Governance;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// Lines of a scenario about the directory (F02).
///
/// ```
/// member BNAABRS0 DIRECT_BANK via CIBRBRB0 lei 5493001KJTIIGC8Y1R12 code "ISPB 1" name "Banco A"
/// member BNACBRS0 INDIRECT_BANK via BNAABRS0 name "Banco C"
/// standing BNACBRS0 ACTIVE "its contract is signed"
/// notice BNACBRS0 30 "own wish"                it leaves in thirty days
/// ```
final class MemberLine {

  private MemberLine() {}

  static Governance apply(ScenarioLine line) throws ScenarioLine.Fault {
    ParticipantId participant = ScenarioReader.participant(line);
    MemberKind kind = line.oneOf(MemberKind.class);
    ParticipantId via = line.takes("via") ? ScenarioReader.participant(line) : participant;
    @Nullable String lei = line.takes("lei") ? line.word("a LEI") : null;
    if (lei != null && !Lei.isValid(lei)) {
      throw new ScenarioLine.Fault(
          "\"" + lei + "\" is not a LEI: 18 letters and digits, and two digits that check them");
    }
    @Nullable String code = line.takes("code") ? line.word("a national code") : null;
    line.expect("name");
    String name = line.word("the name of the legal entity, in quotes");
    return new DirectoryChange.ApplyMember(
        new Member(participant, kind, via, name, lei, code));
  }

  static Governance standing(ScenarioLine line) throws ScenarioLine.Fault {
    ParticipantId participant = ScenarioReader.participant(line);
    Standing standing = line.oneOf(Standing.class);
    String reason = line.word("the reason, in quotes");
    return new DirectoryChange.ChangeStanding(participant, standing, reason);
  }

  static Governance notice(ScenarioLine line) throws ScenarioLine.Fault {
    ParticipantId participant = ScenarioReader.participant(line);
    int noticeDays = line.wholeNumber("a number of days of notice");
    String reason = line.word("the reason, in quotes");
    return new DirectoryChange.WithdrawMember(participant, noticeDays, reason);
  }
}
