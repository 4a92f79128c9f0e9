package kontor.server.governance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import kontor.engine.rates.Denomination;
import kontor.engine.rates.RedenominationPlan;
import kontor.readside.RedenominationRow;

/// Currencies over time as JSON.
final class CurrencyJson {

  private CurrencyJson() {}

  static ObjectNode denomination(Denomination denomination) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("code", denomination.code());
    json.put("numeric", String.format(Locale.ROOT, "%03d", denomination.numeric()));
    if (denomination.minorDigits() != Denomination.NO_MINOR_UNIT) {
      json.put("minorDigits", denomination.minorDigits());
    }
    if (denomination.fromDay() != Denomination.ALWAYS) {
      json.put("from", LocalDate.ofEpochDay(denomination.fromDay()).toString());
    }
    if (denomination.untilDay() != Denomination.FOR_EVER) {
      json.put("until", LocalDate.ofEpochDay(denomination.untilDay()).toString());
    }
    if (denomination.next() != null) {
      json.put("successor", denomination.next().code());
      json.put("factor", denomination.next().factor().toString());
    }
    return json;
  }

  static ObjectNode redenomination(RedenominationRow row) {
    RedenominationPlan plan = row.plan();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("from", plan.from().code());
    json.put("to", plan.to().code());
    json.put("factor", plan.unit().factor().toString());
    json.put("rounding", plan.unit().rounding().name());
    json.put("prices", plan.prices().name());
    json.put("zone", plan.zone());
    json.put("day", LocalDate.ofEpochDay(plan.day()).toString());
    json.put("windowDays", plan.windowDays());
    json.put("oldCode", plan.oldCode().name());
    json.put("at", Instant.ofEpochMilli(row.atMs()).toString());
    json.put("windowEnd", Instant.ofEpochMilli(row.windowEndMs()).toString());
    RedenominationRow.Standing standing = row.standing();
    json.put("state", standing.state().name());
    if (standing.reason() != null) {
      json.put("reason", standing.reason());
    }
    if (standing.state() == RedenominationRow.State.DONE) {
      json.put("holds", standing.holds());
      json.put("payments", standing.payments());
      ArrayNode books = json.putArray("books");
      standing.books().forEach(book -> books.add(book(book)));
    }
    return json;
  }

  private static ObjectNode book(RedenominationRow.Book book) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("servicer", book.servicer().bic());
    json.put("accounts", book.accounts());
    json.put("creditsBefore", book.creditsBefore());
    json.put("creditsAfter", book.creditsAfter());
    json.put("rounding", book.rounding().decimal());
    return json;
  }
}
