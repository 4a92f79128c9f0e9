package kontor.server.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.Calendar;
import kontor.engine.calendar.Holiday;
import kontor.engine.governance.AgreementChange;
import kontor.engine.governance.CalendarChange;
import kontor.engine.governance.Governance;
import kontor.engine.governance.RateChange;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.server.agreement.AgreementReader;
import kontor.server.agreement.AgreementText;
import kontor.server.agreement.TextFault;
import kontor.server.governance.ZoneTables;
import org.jspecify.annotations.Nullable;

/// Lines of a scenario that change what binds the parties. Each may end in
/// `by "MAKER" and "CHECKER"`.
///
/// ```
/// enter year.agreement                        its time zones, calendars, frame, first annexes
/// agree 1 as CIBRBRB0                         to the text as it was entered
/// sign 1 as CIBRBRB0
/// ratify 1 as CIBRBRB0
/// propose 1 rates 2                           a later version of an annex in the file
/// sign 1 rates 2 as CIBRBRB0
/// withdraw 1 rates 2 as CIBRBRB0
/// suspend 1 as CIBRBRB0 reason "..."
/// resume 1 as CIBRBRB0
/// terminate 1 as CIBRBRB0 from 2026-11-16     first day on which it is not in force
/// holiday AR 2026-06-19 "Day of mourning"     declared now; "half-day" for half of one
/// member, standing, notice                    of the directory: see MemberLine
/// zone America/Sao_Paulo                      as this JDK's release of the database has it
/// redenomination VES to VED factor 1000000 at 2021-10-01 America/Caracas   see CurrencyLines
/// ```
final class GovernanceLines {

  static final String WORDS =
      "enter, agree, sign, ratify, propose, withdraw, suspend, resume, terminate, holiday,"
          + " half-day, zone, member, standing, notice, redenomination, "
          + RateLines.WORDS;

  private final ScenarioReader reader;
  private final RateLines rates;
  private final TreeMap<Integer, AgreementText> agreements = new TreeMap<>();
  private final TreeMap<ParticipantId, FourEyes> ofParties = new TreeMap<>();
  private FourEyes persons = new FourEyes("", "");

  GovernanceLines(ScenarioReader reader) {
    this.reader = reader;
    rates = new RateLines(reader);
  }

  /// @param party whose persons they are; null for all that no party does
  void persons(@Nullable ParticipantId party, FourEyes by) {
    if (party == null) {
      persons = by;
    } else {
      ofParties.put(party, by);
    }
  }

  /// Who stand for changes whose line names nobody; nobody, if the scenario does not say.
  FourEyes persons(List<Governance> changes) {
    ParticipantId party =
        switch (changes.isEmpty() ? null : changes.getFirst()) {
          case AgreementChange.OfParty change -> change.party();
          case RateChange.ApproveFixing change -> change.party();
          case RateChange.DeclineFixing change -> change.party();
          case null, default -> null;
        };
    return party == null ? persons : ofParties.getOrDefault(party, persons);
  }

  List<Governance> read(String word, ScenarioLine line) throws ScenarioLine.Fault {
    return switch (word) {
      case "enter" -> enter(line);
      case "holiday" -> List.of(holiday(line, Holiday.Length.FULL));
      case "half-day" -> List.of(holiday(line, Holiday.Length.HALF));
      case "zone" ->
          List.of(
              new CalendarChange.EnterZone(
                  line.read("a time zone such as America/Sao_Paulo", ZoneTables::of)));
      case "member" -> List.of(MemberLine.apply(line));
      case "standing" -> List.of(MemberLine.standing(line));
      case "notice" -> List.of(MemberLine.notice(line));
      case "redenomination" -> CurrencyLines.redenomination(line, reader);
      default ->
          List.of(
              RateLines.knows(word)
                  ? rates.read(word, line)
                  : change(word, agreement(line), line));
    };
  }

  private AgreementText agreement(ScenarioLine line) throws ScenarioLine.Fault {
    int id = line.wholeNumber("the number of an agreement");
    AgreementText agreement = agreements.get(id);
    if (agreement == null) {
      throw new ScenarioLine.Fault(
          "agreement " + id + " is not entered above; write \"enter FILE.agreement\" first");
    }
    return agreement;
  }

  private Governance change(String word, AgreementText agreement, ScenarioLine line)
      throws ScenarioLine.Fault {
    int id = agreement.frame().id();
    return switch (word) {
      case "agree" -> new AgreementChange.AgreeText(id, as(line), textDigest(agreement));
      case "sign" -> sign(agreement, line);
      case "ratify" -> new AgreementChange.Ratify(id, as(line));
      case "propose" -> new AgreementChange.ProposeAnnex(annex(agreement, line));
      case "withdraw" -> {
        Annex annex = annex(agreement, line);
        yield new AgreementChange.WithdrawAnnex(id, annex.kind(), annex.version(), as(line));
      }
      case "suspend" -> {
        ParticipantId party = as(line);
        line.expect("reason");
        yield new AgreementChange.Suspend(id, party, line.word("why, in quotes"));
      }
      case "resume" -> new AgreementChange.Resume(id, as(line));
      case "terminate" -> {
        ParticipantId party = as(line);
        line.expect("from");
        yield new AgreementChange.Terminate(id, party, ScenarioReader.day(line));
      }
      default -> throw new AssertionError("no word of an agreement: " + word);
    };
  }

  private static ParticipantId as(ScenarioLine line) throws ScenarioLine.Fault {
    line.expect("as");
    return ScenarioReader.participant(line);
  }

  /// Of the frame and the first version of each annex, which are signed together.
  private static Digest textDigest(AgreementText agreement) {
    return AnnexForm.digest(agreement.frame(), firstAnnexes(agreement));
  }

  private static List<Annex> firstAnnexes(AgreementText agreement) {
    return agreement.annexes().stream().filter(annex -> annex.version() == 1).toList();
  }

  private static Governance sign(AgreementText agreement, ScenarioLine line)
      throws ScenarioLine.Fault {
    int id = agreement.frame().id();
    if (line.takes("as")) {
      return new AgreementChange.SignAgreement(
          id, ScenarioReader.participant(line), textDigest(agreement));
    }
    Annex annex = annex(agreement, line);
    return new AgreementChange.SignAnnex(
        id, annex.kind(), annex.version(), as(line), AnnexForm.digest(annex));
  }

  private static Annex annex(AgreementText agreement, ScenarioLine line)
      throws ScenarioLine.Fault {
    AnnexKind kind = line.oneOf(AnnexKind.class);
    int version = line.wholeNumber("the number of a version");
    for (Annex annex : agreement.annexes()) {
      if (annex.kind() == kind && annex.version() == version) {
        return annex;
      }
    }
    throw new ScenarioLine.Fault(
        "the file of agreement " + agreement.frame().id() + " has no annex " + kind + " version "
            + version);
  }

  /// An agreement, after the calendars and the tables of time zones that it needs.
  private List<Governance> enter(ScenarioLine line) throws ScenarioLine.Fault {
    String file = line.word("the file of an agreement");
    AgreementText agreement = text(file);
    agreements.put(agreement.frame().id(), agreement);
    List<Governance> changes = new ArrayList<>();
    for (String zone : zones(agreement)) {
      changes.add(new CalendarChange.EnterZone(ZoneTables.of(zone)));
    }
    for (Calendar calendar : agreement.calendars()) {
      changes.add(new CalendarChange.EnterCalendar(calendar));
    }
    changes.add(new AgreementChange.DraftAgreement(agreement.frame()));
    for (Annex annex : firstAnnexes(agreement)) {
      changes.add(new AgreementChange.ProposeAnnex(annex));
    }
    return changes;
  }

  private AgreementText text(String file) throws ScenarioLine.Fault {
    AgreementReader.Result result;
    try {
      result = AgreementReader.read(reader.path(file));
    } catch (IOException e) {
      throw new ScenarioLine.Fault(
          file + " cannot be read (" + e.getClass().getSimpleName()
              + "); give its path from the scenario's folder");
    }
    AgreementText agreement = result.agreement();
    if (agreement == null || !result.faults().isEmpty()) {
      TextFault first = result.faults().getFirst();
      throw new ScenarioLine.Fault(
          "the agreement has faults; mend them first: " + first.in(file));
    }
    return agreement;
  }

  private static TreeSet<String> zones(AgreementText agreement) {
    AgreementFrame frame = agreement.frame();
    TreeSet<String> zones = new TreeSet<>(List.of(frame.zone()));
    for (Annex annex : agreement.annexes()) {
      if (annex.terms() instanceof AnnexTerms.Days days) {
        days.grid().moments().forEach(moment -> zones.add(moment.zone()));
      }
    }
    return zones;
  }

  private static Governance holiday(ScenarioLine line, Holiday.Length length)
      throws ScenarioLine.Fault {
    return new CalendarChange.DeclareHoliday(
        CalendarLines.country(line), CalendarLines.holiday(length, line));
  }
}
