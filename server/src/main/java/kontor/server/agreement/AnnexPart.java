package kontor.server.agreement;

import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.terms.Currency;

/// One version of an annex: `annex rates version 2 from 2026-10-01 [until 2026-12-31]` and what
/// its kind allows below.
abstract class AnnexPart extends Part {

  private final Header header;
  private boolean hasWrongDays;

  /// @param version 1, 2, 3 ... for each kind
  record Header(AnnexKind kind, int version, int fromDay, int untilDay) {}

  AnnexPart(int line, Header header, Names names) {
    super(line, "annex " + Spelling.kind(header.kind()) + " version " + header.version(), names);
    this.header = header;
  }

  static AnnexPart of(int line, Header header, Names names) {
    return switch (header.kind()) {
      case SETTLEMENT -> new SettlementPart(line, header, names);
      case RATES -> new RatesPart(line, header, names);
      case CALENDAR -> new DaysPart(line, header, names);
      case FEES -> new FeesPart(line, header, names);
      case OPERATIONS -> new OperationsPart(line, header, names);
      case CYCLE -> new CyclePart(line, header, names);
      case LIMITS, INTEREST, RETURNS, DEFAULT, SCREENING, STATISTICS ->
          new ParametersPart(line, header, names);
    };
  }

  final Header header() {
    return header;
  }

  /// Complains of the days on which it holds, or of its place among the versions. What holds on
  /// which day is then not known.
  final void complainOfDays(String text, String remedy) {
    hasWrongDays = true;
    complain("", text, remedy);
  }

  final boolean hasWrongDays() {
    return hasWrongDays;
  }

  /// What is stated, once no line is faulty, in the order in which it is written.
  abstract AnnexTerms terms();

  final Annex annex(int agreement) {
    return new Annex(
        agreement, header.version(), header.fromDay(), header.untilDay(),
        CanonicalOrder.of(terms()));
  }

  /// Complains of what lacks or contradicts itself.
  abstract void check();

  /// Complains of what does not fit the agreement.
  abstract void check(AgreementFrame frame);

  final void checkMoney(String statement, Currency currency, AgreementFrame frame) {
    if (!frame.isMoney(currency) && names().tellForeign(currency)) {
      complain(statement, currency + " is the money of no party", "allowed: " + moneys(frame));
    }
  }

  private static String moneys(AgreementFrame frame) {
    return String.join(
        ", ", frame.parties().stream().map(party -> party.money().code()).distinct().toList());
  }
}
