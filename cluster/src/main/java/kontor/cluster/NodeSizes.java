package kontor.cluster;

/// How much memory and disk a node takes. Files are sparse: what is not used costs nothing.
///
/// @param termBytes length of one term of the log, of the ways in and out and of the journal; a
///     message has at most an eighth of it. Three terms of each are mapped into memory
/// @param segmentBytes length of one file of the log and of the journal
/// @param freeBytesMin acceptance stops when the disk has less space than this
public record NodeSizes(int termBytes, int segmentBytes, long freeBytesMin) {

  private static final int MIB = 1 << 20;

  public static final NodeSizes DEFAULT = new NodeSizes(32 * MIB, 64 * MIB, 512L * MIB);

  public NodeSizes {
    if (Integer.bitCount(termBytes) != 1 || termBytes < 32 * MIB || termBytes > 1 << 30) {
      throw new IllegalArgumentException("a term is a power of two from 32 MiB to 1 GiB");
    }
    if (Integer.bitCount(segmentBytes) != 1 || segmentBytes < termBytes) {
      throw new IllegalArgumentException("a segment is a power of two, at least a term");
    }
    if (freeBytesMin < 0) {
      throw new IllegalArgumentException("space to keep free is not negative");
    }
  }
}
