package kontor.server.governance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AnnexKind;
import kontor.readside.AgreementDetails;
import kontor.readside.AgreementRow;
import kontor.readside.AnnexRow;
import kontor.readside.RegisterRow;
import kontor.readside.RegisterTotals;
import kontor.server.agreement.AgreementJson;
import org.jspecify.annotations.Nullable;

/// Where agreements and treaties stand, as JSON.
final class LifeJson {

  /// Of a day that is not known, or an end that is open.
  private static final int NO_DAY = Integer.MAX_VALUE;

  private LifeJson() {}

  static ObjectNode of(AgreementRow row) {
    AgreementFrame frame = row.frame();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("agreement", frame.id());
    json.put("name", frame.name());
    ArrayNode parties = json.putArray("parties");
    frame.parties().forEach(party -> parties.add(party.institution().bic()));
    put(json, "from", frame.fromDay());
    put(json, "until", frame.untilDay());
    standing(json, row);
    return json;
  }

  private static void standing(ObjectNode json, AgreementRow row) {
    json.put("state", row.state().name());
    put(json, "signed", row.signedDay());
    put(json, "inForceFrom", row.inForceDay());
    put(json, "endsBefore", row.endDay());
  }

  static ObjectNode of(AgreementDetails details) {
    ObjectNode json = AgreementJson.of(details.agreement().frame());
    standing(json, details.agreement());
    ArrayNode annexes = json.putArray("annexes");
    details.annexes().forEach(row -> annexes.add(of(row)));
    ArrayNode acts = json.putArray("acts");
    for (AgreementDetails.Act act : details.acts()) {
      ObjectNode one = acts.addObject();
      one.put("act", act.act());
      one.put("party", act.party().bic());
      one.put("at", Instant.ofEpochMilli(act.moment().timestampMs()).toString());
      if (act.digest() != null) {
        one.put("digest", act.digest().toString());
      }
      if (act.reason() != null) {
        one.put("reason", act.reason());
      }
      put(one, "from", act.day());
    }
    return json;
  }

  private static ObjectNode of(AnnexRow row) {
    ObjectNode json = AgreementJson.of(row.annex());
    put(json, "holdsFrom", row.holdsFrom());
    ArrayNode signed = json.putArray("signedBy");
    row.signatures().forEach(party -> signed.add(party.bic()));
    return json;
  }

  /// What holds on a value date: one version of each kind at most.
  static ObjectNode onDay(AgreementDetails details, int day) {
    ObjectNode json = of(details.agreement());
    json.put("on", date(day));
    json.put("inForce", Holding.isInForce(details, day));
    ArrayNode annexes = json.putArray("annexes");
    for (AnnexKind kind : AnnexKind.values()) {
      AnnexRow row = Holding.of(details, kind, day);
      if (row != null) {
        annexes.add(of(row));
      }
    }
    return json;
  }

  static ObjectNode of(RegisterRow row) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("origin", row.origin().name());
    json.put("number", row.number());
    ArrayNode parties = json.putArray("parties");
    row.parties().forEach(parties::add);
    json.put("subject", row.subject());
    json.put("field", row.field());
    json.put("state", row.state().name());
    put(json, "signed", row.signedDay());
    put(json, "from", row.fromDay());
    put(json, "until", row.untilDay());
    if (row.document() != null) {
      json.put("document", row.document().toString());
    }
    return json;
  }

  static ObjectNode of(RegisterTotals totals) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("entries", totals.entries());
    json.put("signed", totals.signed());
    put(json, "lastEnd", totals.lastEnd());
    json.put("openEnded", totals.openEnded());
    return json;
  }

  private static void put(ObjectNode json, String name, @Nullable Integer day) {
    if (day != null && day != NO_DAY) {
      json.put(name, date(day));
    }
  }

  private static String date(int day) {
    return LocalDate.ofEpochDay(day).toString();
  }
}
