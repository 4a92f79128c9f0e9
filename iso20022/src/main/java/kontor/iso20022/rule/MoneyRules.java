package kontor.iso20022.rule;

import java.util.List;
import java.util.Set;
import kontor.iso20022.Amount;
import kontor.iso20022.CreditTransfer.AgreedRate;
import kontor.iso20022.CreditTransfer.Conversion;
import kontor.iso20022.CreditTransfer.Transaction;
import kontor.iso20022.Decimal;
import kontor.iso20022.Profile.Currencies;
import kontor.iso20022.rule.Subject.Broken;
import org.jspecify.annotations.Nullable;

/// Stage M: sums and rates make sense by themselves, V27 to V30, V32 and V33. What the agreement
/// says about them (V29 currencies, V31 limits, V33 band, V34 exact conversion) is left to the
/// engine, which has the agreement.
public final class MoneyRules {
  /// Metals, baskets, tests and "no currency": nothing that a central institution keeps in books.
  private static final Set<String> NO_MONEY =
      Set.of("XAU", "XAG", "XPD", "XPT", "XDR", "XTS", "X".repeat(3));

  private MoneyRules() {}

  public static void check(Subject subject) {
    List<Transaction> transactions = subject.message.transactions();
    for (int i = 0; i < transactions.size(); i++) {
      Amount amount = transactions.get(i).settlement().amount();
      if (amount.unscaled() <= 0) {
        subject.transaction(i, "/IntrBkSttlmAmt", new Broken("V27", "AM01",
            "the settlement amount is zero", "Send an amount above zero."));
      }
      if (NO_MONEY.contains(amount.currency())) {
        subject.transaction(i, "/IntrBkSttlmAmt", new Broken("V30", "AM03",
            amount.currency() + " is no currency that can settle",
            "Settle in a currency of the agreement."));
      } else {
        amount(subject, i, "/IntrBkSttlmAmt", amount);
      }
      conversion(subject, i, amount, transactions.get(i).conversion());
    }
  }

  private static void conversion(Subject subject, int index, Amount settled,
      Conversion conversion) {
    Amount instructed = conversion.instructedAmount();
    if (instructed != null) {
      amount(subject, index, "/InstdAmt", instructed);
      rate(subject, index, !instructed.currency().equals(settled.currency()), conversion);
    }
    for (int i = 0; i < conversion.charges().size(); i++) {
      String number = conversion.charges().size() > 1 ? "[" + (i + 1) + "]" : "";
      amount(subject, index, "/ChrgsInf" + number + "/Amt",
          conversion.charges().get(i).amount());
    }
    positive(subject, index, "/XchgRate", conversion.exchangeRate());
    AgreedRate agreed = conversion.agreedRate();
    positive(subject, index, "/AgrdRate/PreAgrdXchgRate",
        agreed == null ? null : agreed.rate());
  }

  private static void amount(Subject subject, int index, String below, Amount amount) {
    int digits = subject.profile.currencies().minorDigits(amount.currency());
    if (digits == Currencies.UNKNOWN) {
      subject.transaction(index, below, new Broken("V29", "AM11",
          "the currency " + amount.currency() + " is not known",
          "Use an active currency of ISO 4217."));
    } else if (amount.number().normalised().scale() > digits) {
      subject.transaction(index, below, new Broken("V28", "CH20",
          amount.currency() + " has " + digits + " decimals",
          "Use no more decimals than the currency has."));
    }
  }

  private static void rate(Subject subject, int index, boolean converted,
      Conversion conversion) {
    boolean given = conversion.exchangeRate() != null || conversion.agreedRate() != null;
    if (converted && !given) {
      subject.transaction(index, "/XchgRate", new Broken("V32", "CH21",
          "the instructed amount is in another currency and no rate is given",
          "Give XchgRate or AgrdRate."));
    } else if (!converted && given) {
      String element = conversion.exchangeRate() != null ? "/XchgRate" : "/AgrdRate";
      subject.transaction(index, element, new Broken("V32", "CH17",
          "a rate is given and both amounts are in one currency",
          "Leave the rate out."));
    }
  }

  private static void positive(Subject subject, int index, String below,
      @Nullable Decimal rate) {
    if (rate != null && rate.signum() <= 0) {
      subject.transaction(index, below, new Broken("V33", "CH16",
          "the rate is not above zero", "Give the agreed rate."));
    }
  }
}
