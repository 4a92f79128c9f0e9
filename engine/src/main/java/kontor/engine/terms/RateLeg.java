package kontor.engine.terms;

import org.jspecify.annotations.Nullable;

/// One leg of a fixing as its source published it (F07): so many units of a currency for one unit
/// of the reference.
///
/// @param reference ISO 4217 code of the reference, such as `USD`
/// @param source as the parties named it in the annex, up to 35 characters
/// @param publication the source's own id of this publication, up to 35 characters
/// @param observedMs when the source observed or published it, milliseconds since 1970
/// @param provenance the file it was read from; null if a person typed it
public record RateLeg(
    Currency currency,
    Rate units,
    String reference,
    String source,
    String publication,
    long observedMs,
    @Nullable Provenance provenance) {

  /// @param file SHA-256 of the file's bytes
  /// @param line in it, from 1
  public record Provenance(Digest file, int line) {}
}
