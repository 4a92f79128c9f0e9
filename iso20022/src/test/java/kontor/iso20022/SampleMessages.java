package kontor.iso20022;

import java.time.LocalDate;
import java.util.List;
import kontor.iso20022.CreditNotification.Direction;
import kontor.iso20022.CreditTransfer.AgreedRate;
import kontor.iso20022.CreditTransfer.Charge;
import kontor.iso20022.CreditTransfer.Code;
import kontor.iso20022.CreditTransfer.ContentDigest;
import kontor.iso20022.CreditTransfer.Conversion;
import kontor.iso20022.CreditTransfer.GroupHeader;
import kontor.iso20022.CreditTransfer.Kind;
import kontor.iso20022.CreditTransfer.PaymentType;
import kontor.iso20022.CreditTransfer.Remittance;
import kontor.iso20022.CreditTransfer.Route;
import kontor.iso20022.CreditTransfer.Settlement;
import kontor.iso20022.CreditTransfer.SettlementInformation;
import kontor.iso20022.CreditTransfer.Side;
import kontor.iso20022.CreditTransfer.Timing;
import kontor.iso20022.CreditTransfer.Totals;
import kontor.iso20022.CreditTransfer.Transaction;

/// Messages of our own that keep all rules, one of each kind.
final class SampleMessages {
  static final String UETR = "8a562c67-ca16-48ba-b074-65581be6f011";
  static final Agent FROM = Agent.ofBic("AAAADEFFXXX");
  static final Agent TO = Agent.ofBic("BBBBINBB");
  private static final String CREATED = "2026-11-24T09:00:00+05:30";

  private SampleMessages() {}

  static byte[] creditTransfer() {
    return MessageWriter.write(header("pacs.008.001.08"), transfer(false),
        MessageVersion.PACS_008_001_08);
  }

  static BusinessHeader header(String definition) {
    return new BusinessHeader(FROM, TO, "MSG-1", definition, "kontor.1", CREATED,
        new BusinessHeader.Handling(null, false, "NORM"), List.of());
  }

  static CreditTransfer transfer(boolean withAgreedRate) {
    Conversion conversion = withAgreedRate
        ? new Conversion(new Amount("INR", 9_254_50, 2), null,
            new AgreedRate("EUR", "INR", new Decimal(92_545, 3), CREATED, UETR,
                Agent.ofBic("CCCCSGSG")), "SHAR", List.of())
        : new Conversion(new Amount("INR", 9_254_50, 2), new Decimal(92_545, 3), null,
            "DEBT", List.of(new Charge(new Amount("EUR", 0, 2), FROM)));
    Transaction transaction = new Transaction(
        new TransactionIds("INSTR-1", "E2E-1", "TX-1", UETR, null),
        new PaymentType("NORM", List.of(new Code("SDVA", false)), null,
            new Code("trade & services", true)),
        new Settlement(new Amount("EUR", 100_00, 2), LocalDate.of(2026, 11, 24), true,
            "NORM", new Timing(null, "16:00:00Z", null, null,
                withAgreedRate ? "2026-11-24T17:00:00Z" : null)),
        conversion,
        new Route(null, null, null, FROM, TO, Agent.ofBic("DDDDGB2L"), null, null),
        new Side(person(), AccountReference.ofIban("DE89370400440532013000"), FROM, null,
            Party.ofName("M\u00fcller <& Sons> \ud83d\ude00")),
        new Side(company(), AccountReference.ofOther("00012345"), TO, null, null),
        new Remittance(new Code("GDDS", false), List.of("invoice 17")),
        ContentDigest.NONE, 0);
    return new CreditTransfer(Kind.CUSTOMER,
        new GroupHeader("MSG-1", CREATED, 1,
            new Totals(new Decimal(100_00, 2), new Amount("EUR", 100_00, 2)), null,
            SettlementInformation.clearing("KONTOR"), null, null, 0),
        List.of(transaction));
  }

  private static Party person() {
    return new Party("Ada Example", null, null,
        new Party.PartyId(Party.PartyKind.PERSON,
            new Agent.OtherId("P-1", "CCPT", false, "DE")),
        new PostalAddress("Main Street", "1", "60311", "Frankfurt", null, "DE", List.of()),
        "DE", new Party.Birth("1980-01-31", null, "Berlin", "DE"), null);
  }

  private static Party company() {
    return new Party("Example Trading", "EEEEINBBXXX", "5493001KJTIIGC8Y1R12", null,
        new PostalAddress(null, null, null, "Mumbai", "MH", "IN", List.of("Fort")), null,
        null, null);
  }

  static CreditTransfer institutionTransfer() {
    Transaction customer = transfer(false).transactions().getFirst();
    Transaction transaction = new Transaction(customer.ids(), customer.type(),
        customer.settlement(), Conversion.NONE, customer.route(),
        new Side(Party.ofInstitution(FROM), null, null, null, null),
        new Side(Party.ofInstitution(TO), null, null, null, null),
        customer.remittance(), ContentDigest.NONE, 0);
    return new CreditTransfer(Kind.INSTITUTION, transfer(false).group(), List.of(transaction));
  }

  static StatusReport status() {
    StatusReport.OriginalGroup group = new StatusReport.OriginalGroup(
        "MSG-1", "pacs.008.001.08", CREATED);
    return new StatusReport("STS-1", CREATED, TO, FROM,
        List.of(new StatusReport.GroupStatus(group, 2L, "PART", List.of())),
        List.of(
            new StatusReport.TransactionStatus("1", group,
                new TransactionIds("INSTR-1", "E2E-1", "TX-1", UETR, "KONTOR-1"),
                "ACSC", List.of(), CREATED, "2026-11-24",
                new Amount("EUR", 100_00, 2)),
            new StatusReport.TransactionStatus("2", group,
                new TransactionIds("INSTR-2", null, null, "NOT-A-UETR", null),
                "RJCT", List.of(StatusReport.Reason.of("AM09",
                    "V34 " + "the amount differs ".repeat(10)
                        + "\u0001<end>")), null, null, null)));
  }

  static CreditNotification notification() {
    CreditNotification.Exchange exchange = new CreditNotification.Exchange(
        new Amount("EUR", 100_00, 2), "EUR", "INR", new Decimal(92_545, 3));
    CreditNotification.EntryTransaction transaction = new CreditNotification.EntryTransaction(
        new TransactionIds("INSTR-1", "E2E-1", "TX-1", UETR, "KONTOR-1"),
        new Amount("INR", 9_254_50, 2), exchange, Party.ofName("Ada Example"),
        Party.ofInstitution(TO), FROM, TO, List.of("invoice 17"));
    return new CreditNotification("NTF-1", CREATED, List.of(
        new CreditNotification.Notification("NTF-1-1", CREATED,
            new CreditNotification.Account(
                new AccountReference(null,
                    new Agent.OtherId("SETTLE-B", null, false, null), null,
                    "INR", "settlement"),
                Party.ofName("Bank B"), Agent.ofBic("RBISINBB")),
            List.of(new CreditNotification.Entry("1", new Amount("INR", 9_254_50, 2),
                Direction.CREDIT, "BOOK", CREATED, "2026-11-24", "POS-1",
                List.of(transaction))))));
  }

  static MessageReject reject() {
    return new MessageReject("MSG-1", "FF01", CREATED, "/Document line 3 " + "x".repeat(400),
        "a document type is not allowed", null);
  }
}
