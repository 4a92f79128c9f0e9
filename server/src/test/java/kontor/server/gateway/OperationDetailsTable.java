package kontor.server.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kontor.iso20022.CreditTransfer;
import kontor.iso20022.CreditTransfer.Transaction;
import kontor.iso20022.MessageReader;
import kontor.iso20022.Parsed;
import kontor.iso20022.ReaderLimits;
import org.junit.jupiter.api.Test;

/// What is made of what a message says of its operation (F05): XML in, the annex's words out.
class OperationDetailsTable {

  private static final String OLD = "pacs.008.001.08";
  private static final String NEW = "pacs.008.001.13";
  private static final LocalDate VALUE = LocalDate.of(2022, 3, 11);

  @Test
  void theClassFollowsFromThePurpose() {
    check(
        OLD,
        """
        <Purp><Cd>GDDS</Cd></Purp> | GOODS [] [] -1
        <Purp><Cd>GDSV</Cd></Purp> | GOODS [] [] -1
        <Purp><Cd>SUPP</Cd></Purp> | GOODS [] [] -1
        <Purp><Cd>TRAD</Cd></Purp> | TRADE_SERVICES [] [] -1
        <Purp><Cd>SCVE</Cd></Purp> | SERVICES [] [] -1
        <Purp><Cd>LICF</Cd></Purp> | SERVICES [] [] -1
        <Purp><Cd>PENS</Cd></Purp> | PENSION [] [] -1
        <Purp><Cd>ALMY</Cd></Purp> | FAMILY_REMITTANCE [] [] -1
        <Purp><Cd>INTE</Cd></Purp> | INTEREST_FEE [] [] -1
        <Purp><Cd>COMM</Cd></Purp> | INTEREST_FEE [] [] -1
        <Purp><Cd>REFU</Cd></Purp> | RETURN [] [] -1
        <Purp><Prtry>GUARANTEE</Prtry></Purp> | GUARANTEE [] [] -1
        <Purp><Prtry>ANY</Prtry></Purp> | null [] [] -1
        <Purp><Prtry>guarantee</Prtry></Purp> | null [] [] -1
        # A code that stands for no class, and none at all.
        <Purp><Cd>SALA</Cd></Purp> | null [] [] -1
         | null [] [] -1
        """);
  }

  /// The purpose is finer than its category, which counts where the purpose tells no class.
  @Test
  void theCategoryCountsWhereThePurposeTellsNothing() {
    String category = "<PmtTpInf><CtgyPurp><Cd>%s</Cd></CtgyPurp></PmtTpInf>";
    assertEquals(
        "PENSION [] [] -1", read(OLD, category.formatted("PENS"), ""));
    assertEquals(
        "INTEREST_FEE [] [] -1",
        read(OLD, category.formatted("INTE"), "<Purp><Cd>SALA</Cd></Purp>"));
    assertEquals(
        "GOODS [] [] -1", read(OLD, category.formatted("TRAD"), "<Purp><Cd>GDDS</Cd></Purp>"));
    assertEquals("null [] [] -1", read(OLD, category.formatted("CASH"), ""));
  }

  @Test
  void goodsAreInRegulatoryReportingOfTypeHs() {
    check(
        OLD,
        """
        <RgltryRptg><Dtls><Tp>HS</Tp><Cd>1001</Cd></Dtls></RgltryRptg> | null [1001] [] -1
        <RgltryRptg><Dtls><Tp>HS</Tp><Cd>3004.31</Cd></Dtls><Dtls><Tp>HS</Tp><Cd>8456</Cd>\
        <Inf>lathes</Inf></Dtls></RgltryRptg> | null [300431, 8456] [] -1
        <RgltryRptg><Dtls><Tp>HS</Tp><Cd>10</Cd></Dtls></RgltryRptg><RgltryRptg><Dtls>\
        <Tp>HS</Tp><Cd>11</Cd></Dtls></RgltryRptg> | null [10, 11] [] -1
        # What is reported of other things, and what is said in words, is no HS code.
        <RgltryRptg><Dtls><Tp>BOP</Tp><Cd>12007</Cd><Inf>1001</Inf></Dtls></RgltryRptg> | null [] \
        [] -1
        <RgltryRptg><Dtls><Tp>HS</Tp><Inf>1001</Inf></Dtls></RgltryRptg> | V61 RR05 \
        /RgltryRptg/Dtls/Cd
        <RgltryRptg><Dtls><Tp>HS</Tp><Cd>wheat</Cd></Dtls></RgltryRptg> | V61 RR05 \
        /RgltryRptg/Dtls/Cd
        <RgltryRptg><Dtls><Tp>HS</Tp><Cd>1</Cd></Dtls></RgltryRptg> | V61 RR05 /RgltryRptg/Dtls/Cd
        """);
  }

  @Test
  void documentsAreThoseThatHaveANumber() {
    String rows =
        """
        CINV 17 2022-02-11 | null [] [invoice] 28
        CINV 17 none | null [] [invoice] -1
        # Without a number nothing is referred to, and its date counts for nothing.
        CINV none 2022-02-11 | null [] [] -1
        # The tenor runs from the earliest; a date behind the value date is no tenor below zero.
        CINV 17 2022-02-11, CMCN C-1 2022-01-10 | null [] [invoice, contract] 60
        PUOR 3 2022-03-12 | null [] [purchase order] 0
        # Some invoices have codes of their own; each name stands once.
        HIRI 1 none, SBIN 2 none | null [] [invoice] -1
        BOLD 9 none, VCHR 8 none, AROI 7 none | null [] [bill of lading, voucher, AROI] -1
        # Other names are agreed.
        customs_declaration 22BR-1 2022-03-11 | null [] [customs declaration] 0
        _ 22BR-1 none | V63 RR07 /RmtInf/Strd/RfrdDocInf/Tp/CdOrPrtry/Prtry
        """;
    check(OLD, documents(rows, "<RltdDt>%s</RltdDt>"));
    // The later versions say which date it is.
    check(
        NEW,
        documents(rows, "<RltdDt><Tp><Cd>ISSU</Cd></Tp><Dt>%s</Dt></RltdDt>"));
  }

  @Test
  void thereAreBounds() {
    String code = "<Dtls><Tp>HS</Tp><Cd>1001</Cd></Dtls>";
    assertEquals(
        "null [" + "1001, ".repeat(63) + "1001] [] -1",
        read(OLD, "", "<RgltryRptg>" + code.repeat(64) + "</RgltryRptg>"));
    assertEquals(
        "V61 RR05 /RgltryRptg",
        read(OLD, "", "<RgltryRptg>" + code.repeat(65) + "</RgltryRptg>"));
    StringBuilder papers = new StringBuilder();
    for (int i = 0; i < 65; i++) {
      papers.append(document("paper_" + i, "1", "none", ""));
    }
    assertEquals(
        "V63 RR07 /RmtInf/Strd/RfrdDocInf",
        read(OLD, "", "<RmtInf><Strd>" + papers + "</Strd></RmtInf>"));
  }

  /// Rows of `type number date, ...`, each with the documents as XML.
  private static String documents(String rows, String date) {
    List<String> made = new ArrayList<>();
    for (String row : rows.lines().toList()) {
      String[] cells = row.split(" \\| ");
      if (row.startsWith("#")) {
        made.add(row);
        continue;
      }
      StringBuilder xml = new StringBuilder("<RmtInf><Strd>");
      for (String document : cells[0].split(", ")) {
        String[] parts = document.split(" ");
        xml.append(document(parts[0], parts[1], parts[2], date));
      }
      made.add(xml + "</Strd></RmtInf> | " + cells[1]);
    }
    return String.join("\n", made);
  }

  private static String document(String type, String number, String date, String dateForm) {
    String named =
        type.matches("[A-Z]{4}")
            ? "<Cd>" + type + "</Cd>"
            : "<Prtry>" + type.replace('_', ' ') + "</Prtry>";
    return "<RfrdDocInf><Tp><CdOrPrtry>" + named + "</CdOrPrtry></Tp>"
        + (number.equals("none") ? "" : "<Nb>" + number + "</Nb>")
        + (date.equals("none") ? "" : dateForm.formatted(date))
        + "</RfrdDocInf>";
  }

  /// A row is what stands behind the payee's account, and what is made of it.
  private static void check(String version, String rows) {
    for (String row : rows.lines().toList()) {
      if (!row.startsWith("#")) {
        String[] cells = row.split(" \\| ");
        assertEquals(cells[1], read(version, "", cells[0].strip()), row);
      }
    }
  }

  private static String read(String version, String type, String end) {
    String xml =
        Messages.payment(1)
            .replace(OLD, version)
            .replace("</PmtId>", "</PmtId>" + type)
            .replace("</CdtTrfTxInf>", end + "</CdtTrfTxInf>");
    Parsed parsed =
        MessageReader.read(xml.getBytes(StandardCharsets.UTF_8), ReaderLimits.STANDARD);
    assertEquals(List.of(), parsed.violations(), "by the schema");
    Transaction transaction =
        assertInstanceOf(CreditTransfer.class, parsed.message()).transactions().getFirst();
    try {
      return OperationDetails.operation(transaction.remittance(), transaction.type()) + " "
          + OperationDetails.goods(transaction.remittance()) + " "
          + OperationDetails.documents(transaction.remittance()) + " "
          + OperationDetails.tenorDays(transaction.remittance(), VALUE);
    } catch (Unmappable e) {
      Fault fault = e.fault(0);
      return fault.rule() + " " + fault.reasonCode() + " "
          + fault.path().replace("/CdtTrfTxInf[1]", "");
    }
  }
}
