package kontor.server;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/// Messages of several banks, good and bad, by seed.
final class Traffic {

  static final Map<String, BigDecimal> OPENING =
      Map.of(
          "BNAABRS0 BRL", new BigDecimal("9000000.00"),
          "BNAABRS0 ARS", new BigDecimal("6000000.00"),
          "BNBBBRR0 BRL", new BigDecimal("250000.00"),
          "BNCCARB0 ARS", new BigDecimal("40000000.00"),
          "BNDDARC0 ARS", new BigDecimal("90000000.00"),
          "BNDDARC0 BRL", new BigDecimal("800000.00"));

  private final String name;
  private final SplittableRandom random;
  private int count;

  /// One message as sent, and its answer if one came.
  record Sent(String xml, List<String> uetrs, String answer) {}

  Traffic(String name, SplittableRandom random) {
    this.name = name;
    this.random = random;
  }

  Sent next() {
    count++;
    int transactions = 1 + random.nextInt(4);
    int kind = random.nextInt(5);
    String from = kind == 1 ? "BNCCARB0" : kind == 2 ? "BNBBBRR0" : "BNAABRS0";
    String to = kind == 1 ? "BNBBBRR0" : "BNDDARC0";
    String currency = kind == 1 || kind == 3 ? "ARS" : "BRL";
    // Of the third kind some lack cover and wait; of the last kind some have too many decimals.
    String amount =
        kind == 2
            ? "9000000.00"
            : (1 + random.nextInt(500)) + "." + (10 + random.nextInt(90))
                + (kind == 4 && random.nextInt(3) == 0 ? "7" : "");
    List<String> uetrs = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < transactions; i++) {
      String uetr = uetr();
      uetrs.add(uetr);
      body.append(transaction(name + "-" + count + "-" + i, uetr, currency, amount, from, to));
    }
    String xml = HEAD.formatted(name + "-" + count, transactions) + body + TAIL;
    return new Sent(xml, List.copyOf(uetrs), "");
  }

  private String uetr() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  private static String transaction(
      String id, String uetr, String currency, String amount, String from, String to) {
    return TRANSACTION.formatted(id, id, id, uetr, currency, amount, from, from, to);
  }

  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf>
      <GrpHdr><MsgId>%s</MsgId><CreDtTm>2022-03-11T09:30:00-03:00</CreDtTm>
      <NbOfTxs>%d</NbOfTxs><SttlmInf><SttlmMtd>CLRG</SttlmMtd>
      <ClrSys><Prtry>KONTOR</Prtry></ClrSys></SttlmInf></GrpHdr>
      """;

  private static final String TRANSACTION =
      """
      <CdtTrfTxInf><PmtId><InstrId>%s</InstrId><EndToEndId>E%s</EndToEndId><TxId>T%s</TxId>
      <UETR>%s</UETR></PmtId><IntrBkSttlmAmt Ccy="%s">%s</IntrBkSttlmAmt>
      <IntrBkSttlmDt>2022-03-11</IntrBkSttlmDt><ChrgBr>SHAR</ChrgBr>
      <InstgAgt><FinInstnId><BICFI>%s</BICFI></FinInstnId></InstgAgt>
      <InstdAgt><FinInstnId><BICFI>CIBRBRB0</BICFI></FinInstnId></InstdAgt>
      <Dbtr><Nm>Payer</Nm><PstlAdr><TwnNm>Somewhere</TwnNm><Ctry>BR</Ctry></PstlAdr></Dbtr>
      <DbtrAcct><Id><Othr><Id>100-1</Id></Othr></Id></DbtrAcct>
      <DbtrAgt><FinInstnId><BICFI>%s</BICFI></FinInstnId></DbtrAgt>
      <CdtrAgt><FinInstnId><BICFI>%s</BICFI></FinInstnId></CdtrAgt>
      <Cdtr><Nm>Payee</Nm><PstlAdr><TwnNm>Elsewhere</TwnNm><Ctry>AR</Ctry></PstlAdr></Cdtr>
      <CdtrAcct><Id><Othr><Id>200-2</Id></Othr></Id></CdtrAcct></CdtTrfTxInf>
      """;

  private static final String TAIL = "</FIToFICstmrCdtTrf></Document>";
}
