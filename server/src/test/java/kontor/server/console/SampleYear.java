package kontor.server.console;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kontor.engine.Command;
import kontor.engine.Engine;
import kontor.engine.Event;
import kontor.engine.RecordedEvent;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Treaty;
import kontor.engine.directory.Member;
import kontor.engine.directory.MemberKind;
import kontor.engine.directory.PublishedList;
import kontor.engine.directory.Standing;
import kontor.engine.governance.AgreementChange;
import kontor.engine.governance.CurrencyChange;
import kontor.engine.governance.DirectoryChange;
import kontor.engine.governance.Governance;
import kontor.engine.rates.Denomination;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import kontor.server.gateway.Project;
import kontor.server.scenario.Rehearsal;
import kontor.server.scenario.ScenarioReader;
import org.jspecify.annotations.Nullable;

/// The year of `examples/year.scenario` up to a moment, decided by the core itself, and beside it a
/// register, a directory and a history of codes.
final class SampleYear {

  static final FourEyes OPERATORS = new FourEyes("A. Melo", "B. Paz");
  static final String HOSTILE_SUBJECT = "<script>alert('x')</script>";

  private static final Rehearsal.Result YEAR =
      Rehearsal.of(
          ScenarioReader.read(Project.ROOT.resolve("examples/year.scenario")).scenario());

  private final Engine engine = new Engine();
  private final List<RecordedEvent> fresh = new ArrayList<>();
  private long position;
  private long nowMs;

  SampleYear(String until) {
    long untilMs = Instant.parse(until).toEpochMilli();
    for (Rehearsal.Logged logged : YEAR.log()) {
      if (logged.timestampMs() <= untilMs) {
        nowMs = logged.timestampMs();
        apply(logged.command());
      }
    }
    nowMs = untilMs;
    registers();
    describes();
    remembers();
    apply(new Command.PassTime());
  }

  /// The events since the last call.
  List<RecordedEvent> take() {
    List<RecordedEvent> events = List.copyOf(fresh);
    fresh.clear();
    return events;
  }

  /// What a node would do with it, a moment later.
  Event.@Nullable GovernanceRefused bring(FourEyes by, Governance change) {
    nowMs += 1000;
    for (RecordedEvent recorded : apply(new Command.Govern(by, change))) {
      if (recorded.event() instanceof Event.GovernanceRefused refused) {
        return refused;
      }
    }
    return null;
  }

  private List<RecordedEvent> apply(Command command) {
    List<RecordedEvent> events = new ArrayList<>();
    position += 128;
    engine.apply(
        position, nowMs, command,
        event -> events.add(new RecordedEvent(position, events.size(), nowMs, event)));
    fresh.addAll(events);
    return events;
  }

  private void must(Governance change) {
    Event.GovernanceRefused refused = bring(OPERATORS, change);
    if (refused != null) {
      throw new AssertionError(change + ": " + refused);
    }
  }

  private void registers() {
    must(
        new AgreementChange.RegisterTreaty(
            new Treaty(
                17, List.of("BR", "AR"), "Joint gas pipeline", "energy", day("2026-01-20"),
                day("2026-02-01"), day("2030-12-31"),
                PublishedList.digest("pipeline".getBytes(StandardCharsets.UTF_8)),
                AgreementState.IN_FORCE)));
    must(
        new AgreementChange.RegisterTreaty(
            new Treaty(
                18, List.of("BR", "UY"), HOSTILE_SUBJECT, "transport", Treaty.NOT_YET,
                Treaty.NOT_YET, Agreement.OPEN_END, null, AgreementState.DRAFT)));
  }

  private void describes() {
    ParticipantId brazil = ParticipantId.ofBic("CIBRBRB0");
    ParticipantId aurora = ParticipantId.ofBic("BNAABRS0");
    ParticipantId north = ParticipantId.ofBic("BNXXBRS0");
    must(
        new DirectoryChange.ApplyMember(
            new Member(
                aurora, MemberKind.DIRECT_BANK, brazil, "Banco Aurora", "5493001KJTIIGC8Y1R12",
                null)));
    must(
        new DirectoryChange.ApplyMember(
            new Member(
                north, MemberKind.INDIRECT_BANK, aurora, "Banco do Norte", null,
                "ISPB 00038166")));
    must(
        new DirectoryChange.ChangeStanding(north, Standing.ADMITTED, "its contract is signed"));
    must(new DirectoryChange.ChangeStanding(north, Standing.ACTIVE, "it was tested"));
    must(new DirectoryChange.PublishDirectory(Math.toIntExact(nowMs / 86_400_000)));
  }

  private void remembers() {
    must(
        new CurrencyChange.EnterDenomination(
            new Denomination(
                "VED", 926, 2, day("2021-10-01"), Denomination.FOR_EVER, null)));
    must(
        new CurrencyChange.EnterDenomination(
            new Denomination(
                "VES", 928, 2, day("2018-08-20"), day("2021-10-01"),
                new Denomination.Succession("VED", Rate.of("1000000")))));
  }

  private static int day(String date) {
    return Math.toIntExact(LocalDate.parse(date).toEpochDay());
  }
}
