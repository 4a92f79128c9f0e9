package kontor.server.gateway;

import java.util.List;

/// Messages for tests, each number another payment.
final class Messages {

  private Messages() {}

  static String uetr(int number) {
    return String.format("7e57%04x-%04x-4000-8000-%012x", number >>> 16, number & 0xFFFF, number);
  }

  /// A good payment of 100 reais from Brazil to Argentina.
  static String payment(int number) {
    return bulk("MSG-" + number, List.of(transaction(number, "100.00")));
  }

  static String bulk(String messageId, List<String> transactions) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08">
        <FIToFICstmrCdtTrf>
        <GrpHdr><MsgId>%s</MsgId><CreDtTm>2022-03-11T09:15:00-03:00</CreDtTm>
        <NbOfTxs>%d</NbOfTxs>
        <SttlmInf><SttlmMtd>CLRG</SttlmMtd><ClrSys><Prtry>KONTOR</Prtry></ClrSys></SttlmInf>
        </GrpHdr>
        %s</FIToFICstmrCdtTrf>
        </Document>
        """
        .formatted(messageId, transactions.size(), String.join("", transactions));
  }

  static String transaction(int number, String amount) {
    return transaction(number, amount, "BRL", "BNAABRS0", "BNCCARB0",
        "<IBAN>BR5098765432002180001234567P1</IBAN>");
  }

  /// From Argentina to the second bank in Brazil.
  static String transactionBack(int number, String amount) {
    return transaction(number, amount, "ARS", "BNDDARC0", "BNBBBRR0",
        "<Othr><Id>0720099920000001234561</Id></Othr>");
  }

  private static String transaction(
      int number, String amount, String currency, String from, String to, String account) {
    return """
        <CdtTrfTxInf>
        <PmtId><InstrId>I%d</InstrId><EndToEndId>E%d</EndToEndId><TxId>T%d</TxId>
        <UETR>%s</UETR></PmtId>
        <IntrBkSttlmAmt Ccy="%s">%s</IntrBkSttlmAmt>
        <IntrBkSttlmDt>2022-03-11</IntrBkSttlmDt>
        <ChrgBr>SHAR</ChrgBr>
        <InstgAgt><FinInstnId><BICFI>%s</BICFI></FinInstnId></InstgAgt>
        <InstdAgt><FinInstnId><BICFI>CIBRBRB0</BICFI></FinInstnId></InstdAgt>
        <Dbtr><Nm>Vega Alimentos</Nm></Dbtr>
        <DbtrAcct><Id>%s</Id></DbtrAcct>
        <DbtrAgt><FinInstnId><BICFI>%s</BICFI></FinInstnId></DbtrAgt>
        <CdtrAgt><FinInstnId><BICFI>%s</BICFI></FinInstnId></CdtrAgt>
        <Cdtr><Nm>Molino del Sur</Nm></Cdtr>
        <CdtrAcct><Id><Othr><Id>0720099920000001</Id></Othr></Id></CdtrAcct>
        </CdtTrfTxInf>
        """
        .formatted(number, number, number, uetr(number), currency, amount, from, account, from, to);
  }
}
