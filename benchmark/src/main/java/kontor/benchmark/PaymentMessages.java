package kontor.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import kontor.engine.Command;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;

/// Two countries with their banks under a reciprocal agreement, and customer payments between
/// them, in both directions, each converted. All of it follows from a seed.
final class PaymentMessages {

  private static final long FUNDS_MINOR = 100_000_000_000_000L;
  private static final long LINE_MINOR = 1_000_000_000_000_000L;
  private static final long QUEUE_MS = 60_000;
  private static final int AMOUNT_MINOR_MAX = 1_000_000;
  private static final long VERSION_4 = 0x4000L;
  private static final Currency BRL = new Currency("BRL", 2);
  private static final Currency ARS = new Currency("ARS", 2);
  private static final ParticipantId BRAZIL = ParticipantId.ofBic("CIBRBRB0");
  private static final ParticipantId ARGENTINA = ParticipantId.ofBic("CIARARB0");

  private final int banks;
  private final Random random;

  PaymentMessages(int banks, long seed) {
    this.banks = banks;
    this.random = new Random(seed);
  }

  /// What must be in the log before the first payment.
  List<Command> setUp() {
    List<Command> commands = new ArrayList<>();
    commands.add(new Command.DefineCurrency(BRL));
    commands.add(new Command.DefineCurrency(ARS));
    for (ParticipantId institution : List.of(BRAZIL, ARGENTINA)) {
      commands.add(
          new Command.AdmitParticipant(institution, ParticipantKind.INSTITUTION, institution));
    }
    setUpBook(commands, BRAZIL, BRL, ARGENTINA);
    setUpBook(commands, ARGENTINA, ARS, BRAZIL);
    RoundingProfile prices = new RoundingProfile(Rounding.FIVE_STEP, 5);
    commands.add(
        new Command.EnterAgreement(
            new Agreement(
                1, 1, 0, Agreement.OPEN_END, SettlementModel.RECIPROCAL,
                new AgreementParties(BRAZIL, BRL, ARGENTINA, ARS, null),
                new AgreementTerms(
                    prices, prices, Rounding.HALF_UP, List.of(), List.of(), QUEUE_MS))));
    commands.add(
        new Command.PublishFixing(1, Rate.of("5.02520"), Rate.of("108.88670"), 0, "benchmark"));
    return commands;
  }

  private void setUpBook(
      List<Command> commands, ParticipantId servicer, Currency currency, ParticipantId partner) {
    commands.add(open(servicer, currency, servicer, AccountKind.IN_TRANSIT));
    commands.add(open(servicer, currency, partner, AccountKind.LORO));
    commands.add(
        new Command.SetCreditLine(
            new AccountId(servicer, currency, partner, AccountKind.LORO),
            new Money(LINE_MINOR, currency)));
    for (int i = 0; i < banks; i++) {
      ParticipantId bank = bank(i, servicer.country());
      commands.add(new Command.AdmitParticipant(bank, ParticipantKind.DIRECT_BANK, servicer));
      commands.add(open(servicer, currency, bank, AccountKind.SETTLEMENT));
      commands.add(
          new Command.MoveFunds(
              new Key(servicer.packed(), i + 1L),
              new AccountId(servicer, currency, bank, AccountKind.SETTLEMENT),
              new Money(FUNDS_MINOR, currency),
              Command.MoveFunds.Direction.IN));
    }
  }

  private static Command open(
      ParticipantId servicer, Currency currency, ParticipantId owner, AccountKind kind) {
    return new Command.OpenAccount(new AccountId(servicer, currency, owner, kind));
  }

  private static ParticipantId bank(int number, String country) {
    char first = (char) ('A' + number / 26 % 26);
    char second = (char) ('A' + number % 26);
    return ParticipantId.ofBic("BK" + first + second + country + "B0");
  }

  /// A pacs.008.001.08 with one payment.
  byte[] message(int number) {
    boolean isFromBrazil = number % 2 == 0;
    String payerCountry = isFromBrazil ? "BR" : "AR";
    String payeeCountry = isFromBrazil ? "AR" : "BR";
    String payer = bank(random.nextInt(banks), payerCountry).bic();
    String payee = bank(random.nextInt(banks), payeeCountry).bic();
    String institution = (isFromBrazil ? BRAZIL : ARGENTINA).bic();
    int minor = 100 + random.nextInt(AMOUNT_MINOR_MAX);
    return TEMPLATE
        .replace("{number}", Integer.toString(number))
        .replace("{uetr}", uetr())
        .replace("{currency}", isFromBrazil ? "BRL" : "ARS")
        .replace("{amount}", minor / 100 + "." + (char) ('0' + minor / 10 % 10)
            + (char) ('0' + minor % 10))
        .replace("{payer}", payer)
        .replace("{payee}", payee)
        .replace("{institution}", institution)
        .replace("{payerCountry}", payerCountry)
        .replace("{payeeCountry}", payeeCountry)
        .getBytes(StandardCharsets.UTF_8);
  }

  private String uetr() {
    long high = (random.nextLong() & ~0xF000L) | VERSION_4;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private static final String TEMPLATE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08">
        <FIToFICstmrCdtTrf>
          <GrpHdr>
            <MsgId>BENCH-{number}</MsgId>
            <CreDtTm>2022-03-11T09:15:00-03:00</CreDtTm>
            <NbOfTxs>1</NbOfTxs>
            <SttlmInf>
              <SttlmMtd>CLRG</SttlmMtd>
              <ClrSys><Prtry>KONTOR</Prtry></ClrSys>
            </SttlmInf>
          </GrpHdr>
          <CdtTrfTxInf>
            <PmtId>
              <InstrId>I{number}</InstrId>
              <EndToEndId>INV-{number}</EndToEndId>
              <TxId>T{number}</TxId>
              <UETR>{uetr}</UETR>
            </PmtId>
            <IntrBkSttlmAmt Ccy="{currency}">{amount}</IntrBkSttlmAmt>
            <IntrBkSttlmDt>2022-03-11</IntrBkSttlmDt>
            <ChrgBr>SHAR</ChrgBr>
            <InstgAgt><FinInstnId><BICFI>{payer}</BICFI></FinInstnId></InstgAgt>
            <InstdAgt><FinInstnId><BICFI>{institution}</BICFI></FinInstnId></InstdAgt>
            <Dbtr>
              <Nm>Vega Alimentos</Nm>
              <PstlAdr>
                <StrtNm>Rua das Acacias</StrtNm>
                <BldgNb>218</BldgNb>
                <PstCd>04101-300</PstCd>
                <TwnNm>Sao Paulo</TwnNm>
                <Ctry>{payerCountry}</Ctry>
              </PstlAdr>
            </Dbtr>
            <DbtrAcct><Id><Othr><Id>0002180001234567</Id></Othr></Id></DbtrAcct>
            <DbtrAgt><FinInstnId><BICFI>{payer}</BICFI></FinInstnId></DbtrAgt>
            <CdtrAgt><FinInstnId><BICFI>{payee}</BICFI></FinInstnId></CdtrAgt>
            <Cdtr>
              <Nm>Molino del Sur</Nm>
              <PstlAdr>
                <StrtNm>Calle Los Ceibos</StrtNm>
                <BldgNb>940</BldgNb>
                <PstCd>C1425</PstCd>
                <TwnNm>Buenos Aires</TwnNm>
                <Ctry>{payeeCountry}</Ctry>
              </PstlAdr>
            </Cdtr>
            <CdtrAcct><Id><Othr><Id>0720099920000001</Id></Othr></Id></CdtrAcct>
            <RmtInf><Ustrd>Invoice {number}, 40 t of wheat flour</Ustrd></RmtInf>
          </CdtTrfTxInf>
        </FIToFICstmrCdtTrf>
      </Document>
      """;
}
