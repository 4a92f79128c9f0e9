package kontor.iso20022.form;

import java.util.ArrayList;
import java.util.List;
import kontor.iso20022.Agent;
import kontor.iso20022.BusinessHeader;
import kontor.iso20022.BusinessHeader.Handling;
import kontor.iso20022.Party;
import kontor.iso20022.xml.Tape;
import kontor.iso20022.xml.XmlOut;

/// head.001: reads all versions, writes head.001.001.02 without related headers.
public final class HeaderForm {
  private HeaderForm() {}

  public static BusinessHeader read(Tape tape, int node) {
    Agent from = Agent.ofBic("");
    Agent to = from;
    String id = "";
    String definition = "";
    String service = null;
    String creation = "";
    String copy = null;
    boolean possible = false;
    String priority = null;
    List<String> related = new ArrayList<>(0);
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "Fr" -> from = end(tape, child + 1);
        case "To" -> to = end(tape, child + 1);
        case "BizMsgIdr" -> id = tape.text(child);
        case "MsgDefIdr" -> definition = tape.text(child);
        case "BizSvc" -> service = tape.text(child);
        case "CreDt" -> creation = tape.trimmed(child);
        case "CpyDplct" -> copy = tape.text(child);
        case "PssblDplct" -> {
          String value = tape.trimmed(child);
          possible = value.equals("true") || value.equals("1");
        }
        case "Prty" -> priority = tape.text(child);
        case "Rltd" -> related.add(tape.text(tape.child(child, "BizMsgIdr")));
        default -> { }
      }
    }
    return new BusinessHeader(from, to, id, definition, service, creation,
        new Handling(copy, possible, priority), related);
  }

  /// `FIId`, or `OrgId` in the form of an agent.
  private static Agent end(Tape tape, int node) {
    if (tape.named(node, "FIId")) {
      return PartyForm.agent(tape, node);
    }
    Party party = PartyForm.party(tape, node);
    Party.PartyId other = party.other();
    return new Agent(party.bic(), null, party.lei(), party.name(), party.address(),
        other == null ? null : other.id());
  }

  public static void write(XmlOut out, BusinessHeader header) {
    Handling handling = header.handling();
    end(out, "Fr", header.from());
    end(out, "To", header.to());
    out.text("BizMsgIdr", header.businessMessageId())
        .text("MsgDefIdr", header.messageDefinition())
        .text("BizSvc", header.businessService())
        .text("CreDt", header.creationDateTime())
        .text("CpyDplct", handling.copyDuplicate())
        .text("PssblDplct", handling.possibleDuplicate() ? "true" : null)
        .text("Prty", handling.priority());
  }

  private static void end(XmlOut out, String name, Agent agent) {
    out.open(name);
    PartyForm.agent(out, "FIId", agent);
    out.close(name);
  }
}
