package kontor.engine.terms;

import java.util.UUID;

/// A payment's identity for ever and along the whole chain: its UETR (UUID version 4, V09).
public record PaymentId(long high, long low) implements Comparable<PaymentId> {

  /// @throws IllegalArgumentException if the text is not a UUID
  public static PaymentId ofUetr(String uetr) {
    UUID uuid = UUID.fromString(uetr);
    return new PaymentId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  /// The UETR as ISO 20022 writes it: 36 characters, lower case.
  public String uetr() {
    return new UUID(high, low).toString();
  }

  @Override
  public int compareTo(PaymentId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return uetr();
  }
}
