package kontor.iso20022;

import org.jspecify.annotations.Nullable;

/// A financial institution in a payment, by BIC, clearing member id, LEI, name or other id.
public record Agent(
    @Nullable String bic,
    @Nullable ClearingMember clearingMember,
    @Nullable String lei,
    @Nullable String name,
    @Nullable PostalAddress address,
    @Nullable OtherId other) {

  /// A member of a national clearing system, e.g. `USABA` 111111111; the system may be missing.
  public record ClearingMember(@Nullable String system, boolean proprietary, String id) {}

  /// An identification of another kind with the name of its scheme.
  public record OtherId(
      String id,
      @Nullable String scheme,
      boolean proprietary,
      @Nullable String issuer) {}

  public static Agent ofBic(String bic) {
    return new Agent(bic, null, null, null, null, null);
  }

  /// Whether two agents are the same institution by their strongest identification in common.
  public boolean sameAs(Agent that) {
    if (bic != null && that.bic != null) {
      return longBic(bic).equals(longBic(that.bic));
    }
    if (clearingMember != null && that.clearingMember != null) {
      return clearingMember.equals(that.clearingMember);
    }
    if (lei != null && that.lei != null) {
      return lei.equals(that.lei);
    }
    return equals(that);
  }

  /// Branch code of a head office, which a BIC of eight characters leaves out.
  private static final String HEAD_OFFICE = "X".repeat(3);

  static String longBic(String bic) {
    return bic.length() == 8 ? bic + HEAD_OFFICE : bic;
  }
}
