package kontor.iso20022.form;

import java.util.ArrayList;
import java.util.List;
import kontor.iso20022.AccountReference;
import kontor.iso20022.Agent;
import kontor.iso20022.Party;
import kontor.iso20022.Party.PartyKind;
import kontor.iso20022.PostalAddress;
import kontor.iso20022.xml.Tape;
import kontor.iso20022.xml.XmlOut;
import org.jspecify.annotations.Nullable;

/// Parties, agents, accounts and addresses; the same elements in all messages.
final class PartyForm {
  private PartyForm() {}

  // Agents: BranchAndFinancialInstitutionIdentification -----------------------------------

  static Agent agent(Tape tape, int node) {
    String bic = null;
    Agent.ClearingMember member = null;
    String lei = null;
    String name = null;
    PostalAddress address = null;
    Agent.OtherId other = null;
    int institution = node + 1;
    for (int child = institution + 1; child < tape.end(institution); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "BICFI" -> bic = tape.text(child);
        case "ClrSysMmbId" -> member = clearingMember(tape, child);
        case "LEI" -> lei = tape.text(child);
        case "Nm" -> name = tape.text(child);
        case "PstlAdr" -> address = address(tape, child);
        case "Othr" -> other = otherId(tape, child);
        default -> { }
      }
    }
    return new Agent(bic, member, lei, name, address, other);
  }

  private static Agent.ClearingMember clearingMember(Tape tape, int node) {
    int system = tape.child(node, "ClrSysId");
    int member = tape.child(node, "MmbId");
    return system < 0
        ? new Agent.ClearingMember(null, false, tape.text(member))
        : new Agent.ClearingMember(tape.text(system + 1),
            tape.named(system + 1, "Prtry"), tape.text(member));
  }

  static void agent(XmlOut out, String name, @Nullable Agent agent) {
    if (agent == null) {
      return;
    }
    out.open(name).open("FinInstnId").text("BICFI", agent.bic());
    Agent.ClearingMember member = agent.clearingMember();
    if (member != null) {
      out.open("ClrSysMmbId");
      if (member.system() != null) {
        out.open("ClrSysId").text(member.proprietary() ? "Prtry" : "Cd", member.system())
            .close("ClrSysId");
      }
      out.text("MmbId", member.id()).close("ClrSysMmbId");
    }
    out.text("LEI", agent.lei()).text("Nm", agent.name());
    address(out, agent.address());
    otherId(out, agent.other());
    out.close("FinInstnId").close(name);
  }

  private static Agent.OtherId otherId(Tape tape, int node) {
    String id = "";
    String scheme = null;
    boolean proprietary = false;
    String issuer = null;
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "Id" -> id = tape.text(child);
        case "SchmeNm" -> {
          scheme = tape.text(child + 1);
          proprietary = tape.named(child + 1, "Prtry");
        }
        case "Issr" -> issuer = tape.text(child);
        default -> { }
      }
    }
    return new Agent.OtherId(id, scheme, proprietary, issuer);
  }

  private static void otherId(XmlOut out, Agent.@Nullable OtherId other) {
    if (other != null) {
      out.open("Othr").text("Id", other.id());
      if (other.scheme() != null) {
        out.open("SchmeNm").text(other.proprietary() ? "Prtry" : "Cd", other.scheme())
            .close("SchmeNm");
      }
      out.text("Issr", other.issuer()).close("Othr");
    }
  }

  // Addresses -----------------------------------------------------------------------------

  private static PostalAddress address(Tape tape, int node) {
    String street = null;
    String building = null;
    String postCode = null;
    String town = null;
    String subdivision = null;
    String country = null;
    List<String> lines = List.of();
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "StrtNm" -> street = tape.text(child);
        case "BldgNb" -> building = tape.text(child);
        case "PstCd" -> postCode = tape.text(child);
        case "TwnNm" -> town = tape.text(child);
        case "CtrySubDvsn" -> subdivision = tape.text(child);
        case "Ctry" -> country = tape.text(child);
        case "AdrLine" -> {
          lines = lines.isEmpty() ? new ArrayList<>() : lines;
          lines.add(tape.text(child));
        }
        default -> { }
      }
    }
    return new PostalAddress(street, building, postCode, town, subdivision, country, lines);
  }

  private static void address(XmlOut out, @Nullable PostalAddress address) {
    if (address != null) {
      out.open("PstlAdr").text("StrtNm", address.streetName())
          .text("BldgNb", address.buildingNumber()).text("PstCd", address.postCode())
          .text("TwnNm", address.townName())
          .text("CtrySubDvsn", address.countrySubdivision())
          .text("Ctry", address.country());
      address.lines().forEach(line -> out.text("AdrLine", line));
      out.close("PstlAdr");
    }
  }

  // Parties: PartyIdentification ------------------------------------------------------------

  static Party party(Tape tape, int node) {
    String name = null;
    String bic = null;
    String lei = null;
    Party.PartyId other = null;
    PostalAddress address = null;
    String country = null;
    Party.Birth birth = null;
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "Nm" -> name = tape.text(child);
        case "PstlAdr" -> address = address(tape, child);
        case "CtryOfRes" -> country = tape.text(child);
        case "Id" -> {
          int id = child + 1;
          PartyKind kind = tape.named(id, "PrvtId")
              ? PartyKind.PERSON : PartyKind.ORGANISATION;
          for (int part = id + 1; part < tape.end(id); part = tape.end(part)) {
            switch (tape.name(part)) {
              case "AnyBIC" -> bic = tape.text(part);
              case "LEI" -> lei = tape.text(part);
              case "DtAndPlcOfBirth" -> birth = birth(tape, part);
              case "Othr" -> other = other == null
                  ? new Party.PartyId(kind, otherId(tape, part)) : other;
              default -> { }
            }
          }
        }
        default -> { }
      }
    }
    return new Party(name, bic, lei, other, address, country, birth, null);
  }

  private static Party.Birth birth(Tape tape, int node) {
    int province = tape.child(node, "PrvcOfBirth");
    return new Party.Birth(
        tape.trimmed(tape.child(node, "BirthDt")),
        province < 0 ? null : tape.text(province),
        tape.text(tape.child(node, "CityOfBirth")),
        tape.text(tape.child(node, "CtryOfBirth")));
  }

  static void party(XmlOut out, String name, @Nullable Party party) {
    if (party == null) {
      return;
    }
    out.open(name).text("Nm", party.name());
    address(out, party.address());
    identification(out, party);
    out.text("CtryOfRes", party.countryOfResidence()).close(name);
  }

  private static void identification(XmlOut out, Party party) {
    Party.PartyId other = party.other();
    Party.Birth birth = party.birth();
    boolean person = birth != null || (other != null && other.kind() == PartyKind.PERSON);
    if (!person && party.bic() == null && party.lei() == null && other == null) {
      return;
    }
    String choice = person ? "PrvtId" : "OrgId";
    out.open("Id").open(choice);
    if (birth != null) {
      out.open("DtAndPlcOfBirth").text("BirthDt", birth.date())
          .text("PrvcOfBirth", birth.province()).text("CityOfBirth", birth.city())
          .text("CtryOfBirth", birth.country()).close("DtAndPlcOfBirth");
    }
    if (!person) {
      out.text("AnyBIC", party.bic()).text("LEI", party.lei());
    }
    otherId(out, other == null ? null : other.id());
    out.close(choice).close("Id");
  }

  /// A party where an institution may stand in its place, as `Pty` or `Agt`.
  static Party partyChoice(Tape tape, int node) {
    return tape.named(node + 1, "Agt")
        ? Party.ofInstitution(agent(tape, node + 1))
        : party(tape, node + 1);
  }

  static void partyChoice(XmlOut out, String name, @Nullable Party party) {
    if (party != null) {
      out.open(name);
      if (party.institution() != null) {
        agent(out, "Agt", party.institution());
      } else {
        party(out, "Pty", party);
      }
      out.close(name);
    }
  }

  // Accounts: CashAccount -------------------------------------------------------------------

  static AccountReference account(Tape tape, int node) {
    String iban = null;
    Agent.OtherId other = null;
    AccountReference.Proxy proxy = null;
    String currency = null;
    String name = null;
    for (int child = node + 1; child < tape.end(node); child = tape.end(child)) {
      switch (tape.name(child)) {
        case "Id" -> {
          if (tape.named(child + 1, "IBAN")) {
            iban = tape.text(child + 1);
          } else {
            other = otherId(tape, child + 1);
          }
        }
        case "Ccy" -> currency = tape.text(child);
        case "Nm" -> name = tape.text(child);
        case "Prxy" -> proxy = proxy(tape, child);
        default -> { }
      }
    }
    return new AccountReference(iban, other, proxy, currency, name);
  }

  private static AccountReference.Proxy proxy(Tape tape, int node) {
    int type = tape.child(node, "Tp");
    String id = tape.text(tape.child(node, "Id"));
    return type < 0
        ? new AccountReference.Proxy(null, false, id)
        : new AccountReference.Proxy(
            tape.text(type + 1), tape.named(type + 1, "Prtry"), id);
  }

  static void account(XmlOut out, String name, @Nullable AccountReference account) {
    if (account != null) {
      out.open(name);
      accountContent(out, account);
      out.close(name);
    }
  }

  /// What stands inside an account's element, for accounts that hold more.
  static void accountContent(XmlOut out, AccountReference account) {
    if (account.id() != null) {
      out.open("Id").text("IBAN", account.iban());
      otherId(out, account.iban() == null ? account.other() : null);
      out.close("Id");
    }
    out.text("Ccy", account.currency()).text("Nm", account.name());
    AccountReference.Proxy proxy = account.proxy();
    if (proxy != null) {
      out.open("Prxy");
      if (proxy.type() != null) {
        out.open("Tp").text(proxy.proprietary() ? "Prtry" : "Cd", proxy.type())
            .close("Tp");
      }
      out.text("Id", proxy.id()).close("Prxy");
    }
  }
}
