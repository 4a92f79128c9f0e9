package kontor.server.agreement;

import java.util.List;
import java.util.TreeMap;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.calendar.Calendar;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.server.agreement.AgreementText.Signature;
import kontor.server.gateway.CurrencyRegistry;

/// Writes an agreement in its one canonical text. {@link AgreementReader} reads the same records
/// from it; comments are the author's and are not kept.
public final class AgreementWriter {

  private AgreementWriter() {}

  public static String text(AgreementText agreement) {
    StringBuilder text = new StringBuilder();
    currencies(text, agreement);
    part(text, header(agreement.frame()), Statements.of(agreement.frame()));
    for (Annex annex : agreement.annexes()) {
      text.append('\n');
      part(text, header(annex), Statements.of(annex.terms()));
    }
    for (Calendar calendar : agreement.calendars()) {
      text.append('\n');
      part(text, "calendar " + calendar.country(), Statements.of(calendar));
    }
    if (!agreement.signatures().isEmpty()) {
      text.append('\n');
    }
    for (Signature signature : agreement.signatures()) {
      text.append(line(signature)).append('\n');
    }
    return text.toString();
  }

  /// One annex as the text has it.
  public static String text(Annex annex) {
    StringBuilder text = new StringBuilder();
    part(text, header(annex), Statements.of(annex.terms()));
    return text.toString();
  }

  private static void part(StringBuilder text, String header, List<Statement> statements) {
    text.append(header).append('\n');
    for (Statement statement : statements) {
      text.append("  ").append(statement).append('\n');
    }
  }

  static String header(AgreementFrame frame) {
    return "agreement " + frame.id() + " " + Words.quote(frame.name());
  }

  static String header(Annex annex) {
    return place(annex) + " " + Spelling.period(annex.fromDay(), annex.untilDay());
  }

  /// `annex rates version 2`, as faults and differences name it.
  public static String place(Annex annex) {
    return "annex " + Spelling.kind(annex.kind()) + " version " + annex.version();
  }

  /// A signature as a line to be entered into the text.
  public static String line(Signature signature) {
    return "signature " + signature.party().bic() + " "
        + (signature.kind() == null
            ? "agreement"
            : Spelling.kind(signature.kind()) + " " + signature.version())
        + " " + signature.digest()
        + " by " + Words.quote(signature.by().maker())
        + " and " + Words.quote(signature.by().checker());
  }

  /// States the digits of each money that the registry does not know, or that a log has with
  /// others.
  private static void currencies(StringBuilder text, AgreementText agreement) {
    TreeMap<String, Currency> stated = new TreeMap<>();
    agreement.frame().parties().forEach(party -> note(stated, party.money()));
    agreement.annexes().forEach(annex -> note(stated, annex.terms()));
    for (Currency currency : stated.values()) {
      text.append("currency ").append(currency.code()).append(' ')
          .append(currency.minorDigits()).append('\n');
    }
    if (!stated.isEmpty()) {
      text.append('\n');
    }
  }

  private static void note(TreeMap<String, Currency> stated, Currency currency) {
    if (CurrencyRegistry.isoDigits(currency.code()) != currency.minorDigits()) {
      stated.put(currency.code(), currency);
    }
  }

  private static void note(TreeMap<String, Currency> stated, AnnexTerms terms) {
    switch (terms) {
      case AnnexTerms.Settlement t -> {
        t.oneCurrency().forEach(currency -> note(stated, currency));
        t.maximums().forEach(money -> note(stated, money.currency()));
      }
      case AnnexTerms.Rates t ->
          t.profiles().forEach(
              pair -> {
                note(stated, pair.base());
                note(stated, pair.quoted());
              });
      case AnnexTerms.Days t -> {
        Money penalty = t.extensionPenalty();
        if (penalty != null) {
          note(stated, penalty.currency());
        }
      }
      case AnnexTerms.Fees t -> {
        t.rules().forEach(rule -> note(stated, rule.currency()));
        t.penalties().forEach(penalty -> note(stated, penalty.sum().currency()));
      }
      case AnnexTerms.Operations t -> {
        t.classes().forEach(
            rule -> {
              rule.floors().forEach(money -> note(stated, money.currency()));
              rule.ceilings().forEach(money -> note(stated, money.currency()));
              rule.dayCeilings().forEach(money -> note(stated, money.currency()));
            });
        t.documents().forEach(rule -> note(stated, rule.currency()));
      }
      case AnnexTerms.Clearing t -> note(stated, t.unit());
      case AnnexTerms.Parameters t -> {
        // Texts only.
      }
    }
  }
}
