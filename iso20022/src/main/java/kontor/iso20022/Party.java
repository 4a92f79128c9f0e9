package kontor.iso20022;

import org.jspecify.annotations.Nullable;

/// A debtor, creditor or ultimate party. In transfers between institutions the party is an
/// institution: then [#institution] is set and name, BIC, LEI and address repeat its own.
public record Party(
    @Nullable String name,
    @Nullable String bic,
    @Nullable String lei,
    @Nullable PartyId other,
    @Nullable PostalAddress address,
    @Nullable String countryOfResidence,
    @Nullable Birth birth,
    @Nullable Agent institution) {

  /// Whether a party is an organisation or a private person; decides where the id is written.
  public enum PartyKind { ORGANISATION, PERSON }

  /// The first other identification of a party.
  public record PartyId(PartyKind kind, Agent.OtherId id) {}

  /// Date and place of birth of a person.
  public record Birth(
      String date,
      @Nullable String province,
      String city,
      String country) {}

  public static Party ofName(String name) {
    return new Party(name, null, null, null, null, null, null, null);
  }

  public static Party ofInstitution(Agent agent) {
    return new Party(agent.name(), agent.bic(), agent.lei(), null, agent.address(), null, null,
        agent);
  }

  /// Whether something besides name and address says who it is.
  public boolean identified() {
    return bic != null || lei != null || other != null || birth != null
        || (institution != null && institution.clearingMember() != null);
  }
}
