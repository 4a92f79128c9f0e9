package kontor.iso20022.form;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import kontor.iso20022.Amount;
import kontor.iso20022.CreditTransfer.Code;
import kontor.iso20022.Decimal;
import kontor.iso20022.xml.Tape;
import kontor.iso20022.xml.XmlOut;
import org.jspecify.annotations.Nullable;

/// Values that stand in many messages. All reading expects what a definition has accepted.
final class Values {
  private Values() {}

  static Decimal decimal(Tape tape, int node) {
    return Decimal.parse(tape.text(node));
  }

  static Amount amount(Tape tape, int node) {
    return Amount.of(tape.attribute(node), decimal(tape, node));
  }

  static void amount(XmlOut out, String name, @Nullable Amount amount) {
    if (amount != null) {
      out.text(name, "Ccy", amount.currency(), amount.number().toString());
    }
  }

  /// A date without its zone, if it has one; a year that no calendar holds becomes the last or
  /// first that one does.
  static LocalDate date(Tape tape, int node) {
    String text = tape.trimmed(node);
    int yearEnd = text.indexOf('-', 1);
    int year = Math.clamp(
        Long.parseLong(text.substring(0, yearEnd)), Year.MIN_VALUE, Year.MAX_VALUE);
    int month = Integer.parseInt(text.substring(yearEnd + 1, yearEnd + 3));
    int day = Integer.parseInt(text.substring(yearEnd + 4, yearEnd + 6));
    return LocalDate.of(year, month, Math.min(day, YearMonth.of(year, month).lengthOfMonth()));
  }

  static String date(LocalDate date) {
    String text = date.toString();
    return text.startsWith("+") ? text.substring(1) : text;
  }

  /// `Cd` or `Prtry`.
  static Code code(Tape tape, int node) {
    return new Code(tape.text(node + 1), tape.named(node + 1, "Prtry"));
  }

  static void code(XmlOut out, String name, @Nullable Code code) {
    if (code != null) {
      out.open(name).text(code.proprietary() ? "Prtry" : "Cd", code.value()).close(name);
    }
  }

  /// `Dt` or `DtTm`, told apart by length: a date with time is longer.
  static void dateChoice(XmlOut out, String name, @Nullable String text) {
    if (text != null) {
      boolean withTime = text.indexOf('T') > 0;
      out.open(name).text(withTime ? "DtTm" : "Dt", text).close(name);
    }
  }

  /// Text of the only child, for a choice of plain values.
  static String choice(Tape tape, int node) {
    return tape.trimmed(node + 1);
  }
}
