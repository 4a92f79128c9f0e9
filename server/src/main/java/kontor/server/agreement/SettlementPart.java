package kontor.server.agreement;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.SettlementModel;

/// How payments settle.
///
/// ```
/// annex settlement version 1 from 2026-01-01
///   model PROVIDER                        RECIPROCAL, PROVIDER, SINGLE, NET or CLEARING
///   provider FXPVINM0                     exactly when the model is PROVIDER; one or more
///   one-currency BRL, ARS                 payments without conversion
///   maximum BRL 20000000.00               of one payment
///   queue 4h                              how long a payment may wait for cover
/// ```
final class SettlementPart extends AnnexPart {

  static final String WORDS = "model, provider, one-currency, maximum, queue";
  private static final long QUEUE_MS_MAX = 366 * Spelling.DAY_MS;

  private SettlementModel model = SettlementModel.RECIPROCAL;
  private final List<ParticipantId> providers = new ArrayList<>();
  private final List<Currency> oneCurrency = new ArrayList<>();
  private final List<Money> maximums = new ArrayList<>();
  private long queueMs;

  SettlementPart(int line, Header header, Names names) {
    super(line, header, names);
  }

  @Override
  void statement(String word, Words words) throws Words.Fault {
    switch (word) {
      case "model" -> {
        once("model");
        model = words.oneOf(SettlementModel.class);
      }
      case "provider" -> {
        once("provider");
        do {
          addOnce(providers, Spelling.bic(words));
        } while (words.hasMore());
      }
      case "one-currency" -> {
        once("one-currency");
        do {
          addOnce(oneCurrency, names().currency(words));
        } while (words.hasMore());
      }
      case "maximum" -> {
        Currency currency = names().currency(words);
        once("maximum " + currency);
        Money maximum = Spelling.sum(words, currency);
        if (maximum.minor() == 0) {
          throw new Words.Fault("a maximum of nothing forbids every payment",
              "write a sum above zero, or leave the line out");
        }
        maximums.add(maximum);
      }
      case "queue" -> {
        once("queue");
        queueMs = Spelling.duration(words, QUEUE_MS_MAX);
      }
      default -> throw unknown(word, WORDS);
    }
  }

  private static <T> void addOnce(List<T> list, T value) throws Words.Fault {
    if (list.contains(value)) {
      throw new Words.Fault(value + " stands twice", "keep one of the two");
    }
    list.add(value);
  }

  /// Whether payments under it are converted at a price of the parties, which must be rounded.
  boolean converts() {
    return model != SettlementModel.SINGLE;
  }

  /// Whether they run through a clearing house.
  boolean clears() {
    return model == SettlementModel.CLEARING;
  }

  /// Whether its model could be read.
  boolean hasModel() {
    return !isFaulty() && says("model");
  }

  boolean isOf(SettlementModel other) {
    return model == other;
  }

  @Override
  AnnexTerms terms() {
    return new AnnexTerms.Settlement(model, providers, oneCurrency, maximums, queueMs);
  }

  @Override
  void check() {
    need("model", "model RECIPROCAL");
    if (model == SettlementModel.PROVIDER && providers.isEmpty()) {
      complain("model", "the model PROVIDER has no provider", "write below it: provider BIC");
    }
    if (says("model") && model != SettlementModel.PROVIDER && !providers.isEmpty()) {
      complain("provider", "the model " + model + " has no provider",
          "take the line out, or write: model PROVIDER");
    }
    if (model == SettlementModel.SINGLE && oneCurrency.isEmpty()) {
      complain("model", "the model SINGLE names no currency to settle in",
          "write below it: one-currency with the money of one party");
    }
    if (clears() && !oneCurrency.isEmpty()) {
      complain("one-currency", "under the model CLEARING every payment is converted",
          "take the line out");
    }
  }

  @Override
  void check(AgreementFrame frame) {
    oneCurrency.forEach(currency -> checkMoney("one-currency", currency, frame));
    maximums.forEach(
        maximum -> checkMoney("maximum " + maximum.currency(), maximum.currency(), frame));
    for (ParticipantId provider : providers) {
      if (frame.isParty(provider)) {
        complain("provider", provider + " is a party, so it cannot be the provider too",
            "name an exchange provider");
      }
    }
  }
}
