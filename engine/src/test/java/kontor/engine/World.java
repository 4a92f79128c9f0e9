package kontor.engine;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.AgreementTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.SettlementModel;

/// The world of the tests: three institutions AR, BR, PY with two banks each (`A1`, `A2`, `B1`,
/// `B2`, `P1`, `P2`), a provider `FX`, and four agreements.
///
/// | number | between | model | also in one currency |
/// | --- | --- | --- | --- |
/// | 1 | AR ARS, BR BRL | RECIPROCAL | ARS and BRL |
/// | 2 | BR BRL, PY PYG | PROVIDER | none |
/// | 3 | AR ARS, PY PYG | SINGLE | none |
///
/// Names are short here and BICs in the engine.
final class World {

  static final Currency ARS = new Currency("ARS", 2);
  static final Currency BRL = new Currency("BRL", 2);
  static final Currency PYG = new Currency("PYG", 0);

  static final int DAY = 19_060;
  static final long QUEUE_MS = 1000;

  static final List<String> NAMES =
      List.of("AR", "BR", "PY", "A1", "A2", "B1", "B2", "P1", "P2", "FX");

  /// A clearing house, which tests that clear admit.
  static final String HOUSE = "CH";

  private World() {}

  static ParticipantId participant(String name) {
    return ParticipantId.ofBic(
        switch (name) {
          case "AR" -> "BCRAARBA";
          case "BR" -> "BCBRBRDF";
          case "PY" -> "BCPAPYPX";
          case "A1" -> "BANKARB1";
          case "A2" -> "BANKARB2";
          case "B1" -> "BANKBRS1";
          case "B2" -> "BANKBRS2";
          case "P1" -> "BANKPYP1";
          case "P2" -> "BANKPYP2";
          case "FX" -> "PROVUYMM";
          default -> name + "XXXXXX";
        });
  }

  static String name(ParticipantId participant) {
    for (String name : NAMES) {
      if (participant(name).equals(participant)) {
        return name;
      }
    }
    return participant(HOUSE).equals(participant) ? HOUSE : participant.bic();
  }

  static Currency currency(String code) {
    return switch (code) {
      case "ARS" -> ARS;
      case "BRL" -> BRL;
      case "PYG" -> PYG;
      default -> new Currency(code, 2);
    };
  }

  /// Reads `1000.00 ARS`.
  static Money money(String decimal, String currency) {
    return new Money(Long.parseLong(decimal.replace(".", "")), currency(currency));
  }

  /// Reads `A1/S@AR:ARS`: owner, kind, servicer, currency.
  static AccountId account(String text) {
    String[] parts = text.split("[/@:]");
    return new AccountId(
        participant(parts[2]), currency(parts[3]), participant(parts[0]), kind(parts[1]));
  }

  static String text(AccountId account) {
    String kind =
        switch (account.kind()) {
          case SETTLEMENT -> "S";
          case LORO -> "L";
          case NOSTRO -> "N";
          case PROVIDER -> "P";
          case IN_TRANSIT -> "T";
          case FROZEN, FEE, INTEREST, ROUNDING, RESIDUAL, LEDGER -> account.kind().toString();
        };
    return name(account.owner())
        + "/"
        + kind
        + "@"
        + name(account.servicer())
        + ":"
        + account.currency();
  }

  private static AccountKind kind(String text) {
    return switch (text) {
      case "S" -> AccountKind.SETTLEMENT;
      case "L" -> AccountKind.LORO;
      case "N" -> AccountKind.NOSTRO;
      case "P" -> AccountKind.PROVIDER;
      case "T" -> AccountKind.IN_TRANSIT;
      default -> AccountKind.valueOf(text);
    };
  }

  /// Everything that must be said before the first payment.
  static List<Command> founding() {
    List<Command> commands = new ArrayList<>();
    for (Currency currency : List.of(ARS, BRL, PYG)) {
      commands.add(new Command.DefineCurrency(currency));
    }
    for (String name : NAMES) {
      commands.add(admit(name));
    }
    for (String account :
        """
        A1/S@AR:ARS A2/S@AR:ARS BR/L@AR:ARS P1/S@AR:ARS
        B1/S@BR:BRL B2/S@BR:BRL AR/L@BR:BRL FX/P@BR:BRL
        A1/S@AR:BRL AR/N@AR:BRL B1/S@BR:ARS BR/N@BR:ARS
        P1/S@PY:PYG P2/S@PY:PYG FX/P@PY:PYG
        """
            .split("\\s+")) {
      commands.add(new Command.OpenAccount(account(account)));
    }
    commands.add(new Command.EnterAgreement(reciprocal(1, QUEUE_MS)));
    commands.add(new Command.EnterAgreement(provider()));
    commands.add(new Command.EnterAgreement(single()));
    commands.add(
        new Command.PublishFixing(1, Rate.of("108.88670"), Rate.of("5.02520"), 0, "BCRA, BCB"));
    commands.add(
        new Command.PublishFixing(2, Rate.of("5.6605"), Rate.of("8006.85"), 0, "BCB, BCP"));
    return commands;
  }

  private static Command admit(String name) {
    ParticipantId id = participant(name);
    return switch (name.charAt(0)) {
      case 'F' -> new Command.AdmitParticipant(id, ParticipantKind.FX_PROVIDER, participant("BR"));
      case 'A', 'B', 'P' -> {
        boolean bank = Character.isDigit(name.charAt(1));
        String institution =
            bank ? List.of("AR", "BR", "PY").get("ABP".indexOf(name.charAt(0))) : name;
        yield new Command.AdmitParticipant(
            id,
            bank ? ParticipantKind.DIRECT_BANK : ParticipantKind.INSTITUTION,
            participant(institution));
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  static Agreement reciprocal(int version, long queueMs) {
    return new Agreement(
        1,
        version,
        version == 1 ? 0 : DAY + 10 * version,
        Agreement.OPEN_END,
        SettlementModel.RECIPROCAL,
        new AgreementParties(participant("AR"), ARS, participant("BR"), BRL, null),
        new AgreementTerms(
            new RoundingProfile(Rounding.FIVE_STEP, 5),
            new RoundingProfile(Rounding.FIVE_STEP, 5),
            Rounding.HALF_UP,
            List.of(ARS, BRL),
            List.of(money("5000000.00", "ARS")),
            queueMs));
  }

  private static Agreement provider() {
    return new Agreement(
        2,
        1,
        0,
        Agreement.OPEN_END,
        SettlementModel.PROVIDER,
        new AgreementParties(participant("BR"), BRL, participant("PY"), PYG, participant("FX")),
        new AgreementTerms(
            new RoundingProfile(Rounding.FIVE_STEP, 8),
            new RoundingProfile(Rounding.FIVE_STEP, 8),
            Rounding.HALF_UP,
            List.of(),
            List.of(),
            QUEUE_MS));
  }

  private static Agreement single() {
    return new Agreement(
        3,
        1,
        0,
        DAY + 5,
        SettlementModel.SINGLE,
        new AgreementParties(participant("AR"), ARS, participant("PY"), PYG, null),
        new AgreementTerms(
            new RoundingProfile(Rounding.HALF_UP, 5),
            new RoundingProfile(Rounding.HALF_UP, 5),
            Rounding.HALF_UP,
            List.of(),
            List.of(),
            0));
  }
}
