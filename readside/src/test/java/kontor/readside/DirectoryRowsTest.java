package kontor.readside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kontor.engine.Command;
import kontor.engine.Engine;
import kontor.engine.RecordedEvent;
import kontor.engine.directory.Member;
import kontor.engine.directory.MemberKind;
import kontor.engine.directory.PublishedList;
import kontor.engine.directory.Standing;
import kontor.engine.governance.DirectoryChange;
import kontor.engine.governance.Governance;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.Priority;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;
import org.junit.jupiter.api.Test;

/// The directory as a real core tells it: an indirect bank's payments stand on its direct bank's
/// account, to the minor unit and at any time.
class DirectoryRowsTest {

  private static final Currency BRL = new Currency("BRL", 2);
  private static final Currency ARS = new Currency("ARS", 2);
  private static final ParticipantId BR = ParticipantId.ofBic("CIBRBRB0");
  private static final ParticipantId AR = ParticipantId.ofBic("CIARARB0");
  private static final ParticipantId DIRECT = ParticipantId.ofBic("BNAABRS0");
  private static final ParticipantId INDIRECT = ParticipantId.ofBic("BNXXBRS0");
  private static final ParticipantId OTHER = ParticipantId.ofBic("BNCCARB0");
  private static final FourEyes BY = new FourEyes("M. Sousa", "C. Lima");
  private static final int DAY = 19_062;
  private static final long NOW_MS = DAY * 86_400_000L;
  private static final RoundingProfile FIVE = new RoundingProfile(Rounding.HALF_UP, 5);

  private final Engine engine = new Engine();
  private long position;

  @Test
  void anIndirectBanksPaymentsStandOnItsDirectBanksAccount() {
    try (TemporaryDatabase temporary = new TemporaryDatabase()) {
      Projector projector = new Projector(temporary.open(), OutboxWriter.NONE);
      List<Command> commands = founding();
      commands.add(govern(new DirectoryChange.ApplyMember(member())));
      commands.add(stand(Standing.ADMITTED));
      commands.add(stand(Standing.ACTIVE));
      commands.add(funds(1, DIRECT, 100_00));
      commands.add(pay(1, INDIRECT, 30_00));
      commands.add(pay(2, DIRECT, 10_00));
      // The line between the institutions is used up: the sum is set aside on the direct bank's.
      commands.add(pay(3, INDIRECT, 50_00));
      commands.forEach(command -> project(command, projector));
      audit(temporary.open());
      assertEquals(50_00, held(temporary.open()));
      Projector again = new Projector(temporary.reopen(), OutboxWriter.NONE);
      project(new Command.SetCreditLine(loro(), new Money(200_00, ARS)), again);
      audit(temporary.open());
      assertEquals(0, held(temporary.open()));
      Queries queries = new Queries(temporary.open());
      assertEquals(
          """
          BNAABRS0 BNXXBRS0 ARS 2 80.00 888
          BNAABRS0 BNAABRS0 ARS 1 10.00 111
          BNCCARB0 BNCCARB0 ARS 3 90.00 1000\
          """,
          queries.tiering(DAY, DAY).stream()
              .map(DirectoryRowsTest::text)
              .collect(Collectors.joining("\n")));
      assertEquals(List.of(), queries.tiering(DAY + 1, DAY + 1));
      assertEquals(List.of(account(DIRECT)), queries.settlementAccounts(INDIRECT));
    }
  }

  private static String text(TierRow row) {
    return row.direct().bic() + " " + row.bank().bic() + " " + row.currency() + " "
        + row.payments() + " " + new Money(row.sumMinor(), ARS).decimal() + " "
        + row.sharePermille();
  }

  @Test
  void thePublishedListIsTheOneOfTheCore() {
    try (TemporaryDatabase temporary = new TemporaryDatabase()) {
      Projector projector = new Projector(temporary.open(), OutboxWriter.NONE);
      List<Command> commands = founding();
      commands.add(govern(new DirectoryChange.ApplyMember(member())));
      commands.add(govern(new DirectoryChange.PublishDirectory(DAY)));
      commands.forEach(command -> project(command, projector));
      checkList(temporary.open(), DAY, 5);
      assertNull(new Queries(temporary.open()).publishedList(DAY - 1));
      position += 1_000_000;
      for (Command command :
          List.of(
              stand(Standing.ADMITTED),
              stand(Standing.ACTIVE),
              new Command.ChangeAdmission(INDIRECT, Admission.SUSPENDED),
              new Command.ChangeAdmission(OTHER, Admission.RESTRICTED),
              govern(new DirectoryChange.WithdrawMember(INDIRECT, 1, "own wish")))) {
        project(command, projector);
      }
      project(
          NOW_MS + 3 * 86_400_000L,
          govern(new DirectoryChange.PublishDirectory(DAY + 3)),
          projector);
      PublishedListRow list = checkList(temporary.open(), DAY + 9, 6);
      String text = new String(list.bytes(), StandardCharsets.UTF_8);
      assertEquals(
          List.of("kontor directory 1", "2022-03-14"), text.lines().limit(2).toList());
      assertEquals(
          "BNXXBRS0\tINDIRECT_BANK\tWITHDRAWN\tBNAABRS0\t-\tISPB 1\tBanco X",
          text.lines().filter(line -> line.startsWith("BNXX")).findFirst().orElse(""));
      project(stand(Standing.REMOVED), projector);
      assertEquals(
          "APPLIED ADMITTED ACTIVE WITHDRAWN WITHDRAWN REMOVED",
          new Queries(temporary.open())
              .directorySteps(INDIRECT).stream()
                  .map(step -> step.standing().name())
                  .collect(Collectors.joining(" ")));
    }
  }

  private static PublishedListRow checkList(ReadDatabase database, int day, int participants) {
    PublishedListRow list = new Queries(database).publishedList(day);
    assertNotNull(list);
    assertEquals(participants, list.participants());
    assertEquals(list.digest(), PublishedList.digest(list.bytes()));
    return list;
  }

  private void audit(ReadDatabase database) {
    assertNull(new ReadSideAudit(database).firstDifference(engine));
  }

  private static long held(ReadDatabase database) {
    AccountRow row = new Queries(database).account(account(DIRECT));
    assertNotNull(row);
    return row.held().minor();
  }

  private void project(Command command, Projector projector) {
    project(NOW_MS, command, projector);
  }

  private void project(long nowMs, Command command, Projector projector) {
    List<RecordedEvent> events = new ArrayList<>();
    long at = ++position;
    engine.apply(
        at,
        nowMs,
        command,
        event -> events.add(new RecordedEvent(at, events.size(), nowMs, event)));
    projector.apply(events);
  }

  private static List<Command> founding() {
    List<Command> commands = new ArrayList<>();
    commands.add(new Command.DefineCurrency(BRL));
    commands.add(new Command.DefineCurrency(ARS));
    commands.add(new Command.AdmitParticipant(BR, ParticipantKind.INSTITUTION, BR));
    commands.add(new Command.AdmitParticipant(AR, ParticipantKind.INSTITUTION, AR));
    commands.add(new Command.AdmitParticipant(DIRECT, ParticipantKind.DIRECT_BANK, BR));
    commands.add(new Command.AdmitParticipant(OTHER, ParticipantKind.DIRECT_BANK, AR));
    commands.add(
        new Command.AdmitParticipant(
            ParticipantId.ofBic("FXPVBRB0"), ParticipantKind.FX_PROVIDER, BR));
    for (AccountId account :
        List.of(
            account(DIRECT),
            loro(),
            new AccountId(BR, ARS, BR, AccountKind.NOSTRO),
            new AccountId(AR, ARS, OTHER, AccountKind.SETTLEMENT))) {
      commands.add(new Command.OpenAccount(account));
    }
    commands.add(
        new Command.EnterAgreement(
            new Agreement(
                1, 1, 0, Agreement.OPEN_END, SettlementModel.RECIPROCAL,
                new AgreementParties(BR, BRL, AR, ARS, null),
                new AgreementTerms(
                    FIVE, FIVE, Rounding.HALF_UP, List.of(ARS), List.of(), 3_600_000))));
    commands.add(new Command.SetCreditLine(loro(), new Money(45_00, ARS)));
    return commands;
  }

  private static Member member() {
    return new Member(INDIRECT, MemberKind.INDIRECT_BANK, DIRECT, "Banco X", null, "ISPB 1");
  }

  private static AccountId account(ParticipantId bank) {
    return new AccountId(BR, ARS, bank, AccountKind.SETTLEMENT);
  }

  /// Brazil's account in Argentina, over which the payee is paid in pesos.
  private static AccountId loro() {
    return new AccountId(AR, ARS, BR, AccountKind.LORO);
  }

  private static Command govern(Governance change) {
    return new Command.Govern(BY, change);
  }

  private static Command stand(Standing standing) {
    return govern(new DirectoryChange.ChangeStanding(INDIRECT, standing, "because"));
  }

  private static Command funds(long reference, ParticipantId bank, long minor) {
    return new Command.MoveFunds(
        new Key(7, reference), account(bank), new Money(minor, ARS),
        Command.MoveFunds.Direction.IN);
  }

  private static Command pay(long number, ParticipantId bank, long minor) {
    PaymentOrder order =
        new PaymentOrder(
            new PaymentId(1, number), 0, new Digest(1, 2, 3, number), Key.NONE, Key.NONE,
            new PaymentOrder.Route(bank, bank, OTHER),
            new PaymentOrder.Amounts(new Money(minor, ARS), null, null, ARS),
            new PaymentOrder.Timing(DAY, Priority.NORMAL, 0));
    return new Command.ReceiveMessage(
        new Command.Envelope(
            new Digest(number, 9, 9, 9), bank, Key.NONE, 8_08, 0, 1, 1),
        List.of(new Command.Instruction.Pay(order)),
        new byte[] {1});
  }
}
