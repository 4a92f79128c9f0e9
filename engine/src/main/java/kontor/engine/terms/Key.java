package kontor.engine.terms;

import java.util.HexFormat;

/// A 128-bit identity chosen outside: an account or transfer of the bulk ledger, or the first
/// half of a SHA-256 over what must be unique (sender, day and message id, V11 and V12).
public record Key(long high, long low) implements Comparable<Key> {

  public static final Key NONE = new Key(0, 0);

  @Override
  public int compareTo(Key other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
