package kontor.iso20022;

import java.util.EnumSet;
import java.util.Set;

/// What one channel takes: the caller's choice of versions, limits, clearing system and money.
///
/// @param settlementMethods values of `SttlmMtd` that the agreement allows, usually only CLRG
/// @param instructionIdLengthMax 35, or 16 for partners on the CBPR+ profile
public record Profile(
    Set<MessageVersion> acceptedVersions,
    ReaderLimits limits,
    String clearingSystem,
    Set<String> settlementMethods,
    int transactionsMax,
    int instructionIdLengthMax,
    Currencies currencies) {

  /// Minor digits of each currency of the caller's registry.
  @FunctionalInterface
  public interface Currencies {
    int UNKNOWN = -1;

    /// Number of decimals of the currency, or [#UNKNOWN].
    int minorDigits(String currency);
  }

  /// Transactions that one message may hold unless the caller says otherwise.
  public static final int TRANSACTIONS_MAX = 100_000;

  public Profile {
    acceptedVersions = Set.copyOf(acceptedVersions);
    settlementMethods = Set.copyOf(settlementMethods);
  }

  /// All versions of the catalogue, standard limits, CLRG only.
  public static Profile standard(String clearingSystem, Currencies currencies) {
    return new Profile(
        EnumSet.allOf(MessageVersion.class), ReaderLimits.STANDARD, clearingSystem,
        Set.of("CLRG"), TRANSACTIONS_MAX, 35, currencies);
  }
}
