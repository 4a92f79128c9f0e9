package kontor.iso20022;

import org.jspecify.annotations.Nullable;

/// An account as a message names it: by IBAN, by another id, by proxy (an alias such as a
/// telephone number), with currency and name if given.
public record AccountReference(
    @Nullable String iban,
    Agent.@Nullable OtherId other,
    @Nullable Proxy proxy,
    @Nullable String currency,
    @Nullable String name) {

  /// An alias that a directory resolves to an account.
  public record Proxy(@Nullable String type, boolean proprietary, String id) {}

  public static AccountReference ofIban(String iban) {
    return new AccountReference(iban, null, null, null, null);
  }

  public static AccountReference ofOther(String id) {
    return new AccountReference(
        null, new Agent.OtherId(id, null, false, null), null, null, null);
  }

  /// IBAN or other id, whichever there is; null if the account is known by proxy only.
  public @Nullable String id() {
    if (iban != null) {
      return iban;
    }
    return other == null ? null : other.id();
  }
}
