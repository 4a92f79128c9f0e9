package kontor.server.agreement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.calendar.Calendar;
import kontor.engine.terms.Agreement;
import kontor.server.agreement.AgreementText.Signature;

/// Agreements and their faults as JSON. What an annex states is a list of names and values, the
/// same words as in the text.
public final class AgreementJson {

  private AgreementJson() {}

  public static ObjectNode of(AgreementText agreement) {
    ObjectNode json = of(agreement.frame());
    ArrayNode annexes = json.putArray("annexes");
    agreement.annexes().forEach(annex -> annexes.add(of(annex)));
    ArrayNode calendars = json.putArray("calendars");
    for (Calendar calendar : agreement.calendars()) {
      ObjectNode one = calendars.addObject();
      one.put("country", calendar.country());
      statements(one, Statements.of(calendar));
    }
    ArrayNode signatures = json.putArray("signatures");
    agreement.signatures().forEach(signature -> signatures.add(of(signature)));
    return json;
  }

  public static ObjectNode of(AgreementFrame frame) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("agreement", frame.id());
    json.put("name", frame.name());
    ArrayNode parties = json.putArray("parties");
    for (AgreementFrame.Party party : frame.parties()) {
      ObjectNode one = parties.addObject();
      one.put("institution", party.institution().bic());
      one.put("country", party.country());
      one.put("currency", party.money().code());
    }
    json.put("law", frame.governingLaw());
    json.put("zone", frame.zone());
    period(json, frame.fromDay(), frame.untilDay());
    json.put("runOffDays", frame.runOffDays());
    json.put("ratification", frame.ratification().name());
    return json;
  }

  public static ObjectNode of(Annex annex) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", annex.kind().name());
    json.put("version", annex.version());
    period(json, annex.fromDay(), annex.untilDay());
    json.put("digest", AnnexForm.digest(annex).toString());
    statements(json, Statements.of(annex.terms()));
    return json;
  }

  private static void period(ObjectNode json, int fromDay, int untilDay) {
    json.put("from", Spelling.day(fromDay));
    if (untilDay != Agreement.OPEN_END) {
      json.put("until", Spelling.day(untilDay));
    }
  }

  private static void statements(ObjectNode json, List<Statement> statements) {
    ArrayNode list = json.putArray("statements");
    for (Statement statement : statements) {
      ObjectNode one = list.addObject();
      one.put("name", statement.name());
      one.put("value", statement.value());
    }
  }

  public static ObjectNode of(Signature signature) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("party", signature.party().bic());
    if (signature.kind() != null) {
      json.put("kind", signature.kind().name());
      json.put("version", signature.version());
    }
    json.put("digest", signature.digest().toString());
    json.put("maker", signature.by().maker());
    json.put("checker", signature.by().checker());
    return json;
  }

  public static ObjectNode of(TextFault fault) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("line", fault.line());
    json.put("place", fault.place());
    json.put("text", fault.text());
    json.put("remedy", fault.remedy());
    return json;
  }
}
