package kontor.readside;

import kontor.engine.terms.Digest;

/// The directory of a day as it was published.
///
/// @param digest SHA-256 as the core computed it
/// @param bytes the list, of which this is the digest
public record PublishedListRow(
    int day, long publishedMs, int participants, Digest digest, byte[] bytes) {}
