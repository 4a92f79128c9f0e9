package kontor.iso20022;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a party or an agent is, in the elements that screening and rules look at; the rest of an
/// address stays in the message's bytes.
public record PostalAddress(
    @Nullable String streetName,
    @Nullable String buildingNumber,
    @Nullable String postCode,
    @Nullable String townName,
    @Nullable String countrySubdivision,
    @Nullable String country,
    List<String> lines) {

  public PostalAddress {
    lines = List.copyOf(lines);
  }
}
