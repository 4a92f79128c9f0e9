package kontor.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.NullMarked;

/// A payment of ordinary size, about 3.9 KB, made up by us: two currencies, an intermediary,
/// structured addresses, charges, remittance.
@NullMarked
final class ReaderExample {
  private ReaderExample() {}

  static byte[] bytes() {
    return MESSAGE.getBytes(UTF_8);
  }

  private static final String MESSAGE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08">
        <FIToFICstmrCdtTrf>
          <GrpHdr>
            <MsgId>AAAADEFF20261124000017</MsgId>
            <CreDtTm>2026-11-24T09:00:00.000+01:00</CreDtTm>
            <NbOfTxs>1</NbOfTxs>
            <CtrlSum>10000.00</CtrlSum>
            <TtlIntrBkSttlmAmt Ccy="EUR">10000.00</TtlIntrBkSttlmAmt>
            <IntrBkSttlmDt>2026-11-24</IntrBkSttlmDt>
            <SttlmInf>
              <SttlmMtd>CLRG</SttlmMtd>
              <ClrSys>
                <Prtry>KONTOR</Prtry>
              </ClrSys>
            </SttlmInf>
            <InstgAgt>
              <FinInstnId>
                <BICFI>AAAADEFFXXX</BICFI>
              </FinInstnId>
            </InstgAgt>
            <InstdAgt>
              <FinInstnId>
                <BICFI>BBBBINBBXXX</BICFI>
              </FinInstnId>
            </InstdAgt>
          </GrpHdr>
          <CdtTrfTxInf>
            <PmtId>
              <InstrId>AAAA-INSTR-0000017</InstrId>
              <EndToEndId>ORDER-2026-4711</EndToEndId>
              <TxId>AAAA-TX-0000017</TxId>
              <UETR>8a562c67-ca16-48ba-b074-65581be6f011</UETR>
            </PmtId>
            <PmtTpInf>
              <InstrPrty>NORM</InstrPrty>
              <SvcLvl>
                <Cd>SDVA</Cd>
              </SvcLvl>
              <CtgyPurp>
                <Cd>SUPP</Cd>
              </CtgyPurp>
            </PmtTpInf>
            <IntrBkSttlmAmt Ccy="EUR">10000.00</IntrBkSttlmAmt>
            <SttlmPrty>NORM</SttlmPrty>
            <SttlmTmReq>
              <RjctTm>16:30:00+01:00</RjctTm>
            </SttlmTmReq>
            <InstdAmt Ccy="INR">925450.00</InstdAmt>
            <XchgRate>92.545</XchgRate>
            <ChrgBr>SHAR</ChrgBr>
            <ChrgsInf>
              <Amt Ccy="EUR">0.00</Amt>
              <Agt>
                <FinInstnId>
                  <BICFI>AAAADEFFXXX</BICFI>
                </FinInstnId>
              </Agt>
            </ChrgsInf>
            <IntrmyAgt1>
              <FinInstnId>
                <BICFI>DDDDGB2LXXX</BICFI>
                <LEI>5493001KJTIIGC8Y1R12</LEI>
              </FinInstnId>
            </IntrmyAgt1>
            <UltmtDbtr>
              <Nm>Beispiel Werke Holding AG</Nm>
              <PstlAdr>
                <TwnNm>Stuttgart</TwnNm>
                <Ctry>DE</Ctry>
              </PstlAdr>
            </UltmtDbtr>
            <Dbtr>
              <Nm>Beispiel Maschinenbau GmbH</Nm>
              <PstlAdr>
                <StrtNm>Industriestrasse</StrtNm>
                <BldgNb>17</BldgNb>
                <PstCd>70565</PstCd>
                <TwnNm>Stuttgart</TwnNm>
                <Ctry>DE</Ctry>
              </PstlAdr>
              <Id>
                <OrgId>
                  <LEI>7LTWFZYICNSX8D621K86</LEI>
                </OrgId>
              </Id>
            </Dbtr>
            <DbtrAcct>
              <Id>
                <IBAN>DE89370400440532013000</IBAN>
              </Id>
              <Ccy>EUR</Ccy>
            </DbtrAcct>
            <DbtrAgt>
              <FinInstnId>
                <BICFI>AAAADEFFXXX</BICFI>
              </FinInstnId>
            </DbtrAgt>
            <CdtrAgt>
              <FinInstnId>
                <BICFI>BBBBINBBXXX</BICFI>
              </FinInstnId>
            </CdtrAgt>
            <Cdtr>
              <Nm>Example Trading Company Limited</Nm>
              <PstlAdr>
                <StrtNm>Harbour Road</StrtNm>
                <BldgNb>221</BldgNb>
                <PstCd>400001</PstCd>
                <TwnNm>Mumbai</TwnNm>
                <CtrySubDvsn>MH</CtrySubDvsn>
                <Ctry>IN</Ctry>
              </PstlAdr>
            </Cdtr>
            <CdtrAcct>
              <Id>
                <Othr>
                  <Id>000123456789012</Id>
                </Othr>
              </Id>
              <Ccy>INR</Ccy>
            </CdtrAcct>
            <UltmtCdtr>
              <Nm>Example Holding Private Limited</Nm>
              <PstlAdr>
                <TwnNm>Bengaluru</TwnNm>
                <Ctry>IN</Ctry>
              </PstlAdr>
            </UltmtCdtr>
            <InstrForNxtAgt>
              <InstrInf>/REC/credit on the day of receipt</InstrInf>
            </InstrForNxtAgt>
            <Purp>
              <Cd>GDDS</Cd>
            </Purp>
            <RmtInf>
              <Ustrd>Invoice 2026-0815 of 3 November 2026, order 4711, part 2 of 3</Ustrd>
            </RmtInf>
          </CdtTrfTxInf>
        </FIToFICstmrCdtTrf>
      </Document>
      """;
}
