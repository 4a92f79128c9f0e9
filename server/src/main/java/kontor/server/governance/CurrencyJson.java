package kontor.server.governance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import kontor.engine.governance.Objection;
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

  /// What is wrong with a change of currencies, and what to do.
  static String remedy(Objection objection) {
    return switch (objection) {
      case FOUR_EYES_MISSING -> "two persons stand for a change; give another maker or checker";
      case CONFLICTS_WITH_EARLIER ->
          "it contradicts what the ledger knows; see GET /currencies, and cancel that first";
      case TABLE_FULL -> "there is no more room";
      case TEXT_TOO_LONG -> "the name is too long; shorten it";
      case CURRENCY_UNKNOWN -> "it is not known; define or enter it first";
      case DAY_HAS_BEGUN -> "the day has begun in that zone; choose a later one";
      case CURRENCY_RETIRED -> "it has a new unit already; name the money that is in use";
      case CODE_MEANS_ONE_UNIT ->
          "a code means one unit for ever; give the new unit its own code, and say oldCode="
              + "MEANS_NEW if banks go on writing the old one";
      case OLD_AND_NEW_MEET ->
          "old and new money stand side by side there; close or end one of the two first";
      case ZONE_UNKNOWN ->
          "the ledger has no table of that zone for that day; enter one, or count the day in UTC";
      case WINDOW_TOO_LONG -> "give a window of 0 to 366 days";
      case NOT_SCHEDULED -> "nothing of the kind is decided; see GET /currencies";
      case SUM_TOO_LARGE -> "it does not fit the new unit; choose another factor or fewer digits";
      default -> objection.name();
    };
  }
}
