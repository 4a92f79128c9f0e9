package kontor.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.math.BigDecimal;
import java.util.List;
import kontor.engine.rates.CurrencyHistory;
import kontor.engine.rates.Denomination;
import kontor.engine.rates.Redenomination;
import kontor.engine.terms.Conversions;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixings;
import kontor.engine.terms.Money;
import kontor.engine.terms.Rate;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.RoundingProfile;
import kontor.engine.terms.Wide;
import kontor.server.currency.CurrencyFile;
import kontor.server.http.Guard;
import kontor.server.http.Problem;
import kontor.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/// Calculators of rates and sums for everyone, under `/calculators`: what the node would come to,
/// from numbers in the address and not from the log.
public final class CalculatorRoutes implements HttpService {

  private static final int DIGITS_DEFAULT = 2;
  private static final int DIGITS_MAX = 10;
  private static final int NUMBER_DIGITS_MAX = 18;

  @Override
  public void routing(HttpRules rules) {
    Guard.get(rules, "/calculators/rate/fix", CalculatorRoutes::fix);
    Guard.get(rules, "/calculators/rate/convert", CalculatorRoutes::convert);
    Guard.get(rules, "/calculators/rate/quote", QuoteCalculator::quote);
    Guard.get(
        rules, "/calculators/currency/redenominate", CalculatorRoutes::redenominate);
  }

  /// Both prices of a pair from its two legs (F07), none the inverse of the other.
  private static void fix(ServerRequest request, ServerResponse response)
      throws ProblemException {
    Rate a = rate(request, "a");
    Rate b = rate(request, "b");
    RoundingProfile inA = profile(request, "profile");
    RoundingProfile inB =
        request.query().contains("profileInB") ? profile(request, "profileInB") : inA;
    ObjectNode json = Json.object();
    json.put("a", a.toString());
    json.put("b", b.toString());
    json.put("priceOfBInA", price(a, b, inA).toString());
    json.put("priceOfAInB", price(b, a, inB).toString());
    Json.send(response, json);
  }

  private static Rate price(Rate over, Rate under, RoundingProfile profile)
      throws ProblemException {
    Rate price = Fixings.price(over, under, profile);
    if (price == null) {
      throw refused("the price is zero or too large with " + profile
          + "; give a profile with other digits");
    }
    return price;
  }

  /// A sum in another currency (F10), rounded once.
  private static void convert(ServerRequest request, ServerResponse response)
      throws ProblemException {
    Currency from = currency(request, "from");
    Currency to = currency(request, "to");
    if (from.equals(to)) {
      throw bad("from and to are both " + from + "; a rate is between two moneys");
    }
    Rate rate = rate(request, "rate");
    Rounding mode = mode(request);
    Money sum = sum(request, from);
    Money result = Conversions.convert(sum, rate, to, mode);
    if (result == null) {
      throw refused("the result is too large; give a smaller amount");
    }
    if (result.minor() == 0) {
      throw refused(sum + " comes to nothing in " + to + "; give a larger amount");
    }
    ObjectNode json = Json.object();
    json.put("amount", sum.decimal());
    json.put("from", from.code());
    json.put("to", to.code());
    json.put("rate", rate.toString());
    json.put("mode", mode.name());
    json.put("result", result.decimal());
    Json.send(response, json);
  }

  /// The sum that is asked about: above zero.
  static Money sum(ServerRequest request, Currency currency) throws ProblemException {
    long minor = minor(number(request, "amount"), currency);
    if (minor == 0) {
      throw bad("amount is zero; give a sum above zero");
    }
    return new Money(minor, currency);
  }

  static long minor(BigDecimal amount, Currency currency) throws ProblemException {
    BigDecimal minor = amount.movePointRight(currency.minorDigits()).stripTrailingZeros();
    if (minor.scale() > 0) {
      throw bad("amount has more digits after the point than " + currency + ", which has "
          + currency.minorDigits());
    }
    if (minor.precision() - minor.scale() > NUMBER_DIGITS_MAX) {
      throw bad("amount is too large; give a smaller one");
    }
    return minor.longValueExact();
  }

  /// A sum in a new unit of money (F04), divided by a factor and rounded once.
  private static void redenominate(ServerRequest request, ServerResponse response)
      throws ProblemException {
    BigDecimal amount = number(request, "amount");
    Rate factor =
        request.query().contains("factor") ? rate(request, "factor") : registered(request);
    int digits = DIGITS_DEFAULT;
    String wanted = query(request, "digits");
    if (wanted != null) {
      if (!wanted.matches("\\d|10")) {
        throw bad("digits is 0 to " + DIGITS_MAX);
      }
      digits = Integer.parseInt(wanted);
    } else if (!request.query().contains("factor")) {
      digits = currency(request, "to").minorDigits();
    }
    Rounding mode = mode(request);
    long minor =
        Redenomination.divided(
            amount.unscaledValue().longValueExact(), amount.scale(), factor, digits, mode);
    if (minor == Wide.TOO_LARGE) {
      throw refused("the result is too large; give a smaller amount");
    }
    ObjectNode json = Json.object();
    json.put("amount", amount.toPlainString());
    json.put("factor", factor.toString());
    json.put("digits", digits);
    json.put("mode", mode.name());
    json.put("result", BigDecimal.valueOf(minor, digits).toPlainString());
    Json.send(response, json);
  }

  private static Rate registered(ServerRequest request) throws ProblemException {
    CurrencyHistory history = CurrencyFile.standard();
    List<Denomination> meanings = history.of(text(request, "from"));
    for (Denomination meaning : meanings.reversed()) {
      Rate factor = history.factor(meaning, text(request, "to"));
      if (factor != null) {
        return factor;
      }
    }
    throw refused("the registry knows no way between these codes; give a factor");
  }

  static Currency currency(ServerRequest request, String name) throws ProblemException {
    String code = text(request, name);
    Denomination latest = CurrencyFile.standard().latest(code);
    Currency currency = latest == null ? null : latest.currency();
    if (currency == null) {
      throw bad(name + ": no money of the registry has the code " + code);
    }
    return currency;
  }

  /// Greater than zero.
  static Rate rate(ServerRequest request, String name) throws ProblemException {
    BigDecimal number = number(request, name);
    if (number.signum() == 0) {
      throw bad(name + " is zero; give a number greater than zero");
    }
    return new Rate(number.unscaledValue().longValueExact(), number.scale());
  }

  /// Zero or more, written as on the command line.
  private static BigDecimal number(ServerRequest request, String name) throws ProblemException {
    String text = text(request, name);
    if (!text.matches("[0-9]{1,40}(\\.[0-9]{1,40})?")) {
      throw bad(
          name + " \"" + text + "\" is not a number here; write digits with a point before the"
              + " fraction, as 1000000.00");
    }
    BigDecimal number = new BigDecimal(text);
    if (number.precision() > NUMBER_DIGITS_MAX || number.scale() > NUMBER_DIGITS_MAX) {
      throw bad(name + " has more than " + NUMBER_DIGITS_MAX + " digits; give fewer");
    }
    return number;
  }

  private static RoundingProfile profile(ServerRequest request, String name)
      throws ProblemException {
    try {
      return RoundingProfile.of(text(request, name));
    } catch (IllegalArgumentException e) {
      throw bad(name + ": " + e.getMessage());
    }
  }

  /// How a sum is rounded: FIVE_STEP makes something of nothing, and is for rates.
  static Rounding mode(ServerRequest request) throws ProblemException {
    String mode = query(request, "mode");
    try {
      Rounding named = mode == null ? Rounding.HALF_UP : Rounding.named(mode);
      if (named != Rounding.FIVE_STEP) {
        return named;
      }
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
    throw bad("FIVE_STEP is for rates; give another mode");
  }

  static String text(ServerRequest request, String name) throws ProblemException {
    String value = query(request, name);
    if (value == null) {
      throw bad("say " + name + " in the address: ?" + name + "=");
    }
    return value;
  }

  /// @throws ProblemException if it is there twice: nobody knows which one is meant
  static @Nullable String query(ServerRequest request, String name) throws ProblemException {
    if (!request.query().contains(name)) {
      return null;
    }
    List<String> values = request.query().all(name);
    if (values.size() > 1) {
      throw bad(name + " is in the address " + values.size() + " times; leave one");
    }
    return values.getFirst();
  }

  static ProblemException bad(String detail) {
    return new ProblemException(Problem.badRequest(detail));
  }

  static ProblemException refused(String detail) {
    return new ProblemException(
        new Problem(422, "not-calculated", "There is no result", detail));
  }
}
