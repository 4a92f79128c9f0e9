package kontor.server.agreement;

import kontor.engine.terms.Currency;

/// A band of sums, both ends included: `from 1000.00 until 5000.00`, either may lack.
record Band(long fromMinor, long untilMinor) {

  static Band read(Words words, Currency currency) throws Words.Fault {
    long from = words.takes("from") ? Spelling.sum(words, currency).minor() : 0;
    long until =
        words.takes("until") ? Spelling.sum(words, currency).minor() : Long.MAX_VALUE;
    if (until < from) {
      throw new Words.Fault("the band ends below its beginning",
          "write the smaller sum first: from SUM until SUM");
    }
    return new Band(from, until);
  }

  boolean overlaps(long otherFromMinor, long otherUntilMinor) {
    return fromMinor <= otherUntilMinor && otherFromMinor <= untilMinor;
  }
}
