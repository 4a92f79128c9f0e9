package kontor.engine.agreement;

import kontor.engine.terms.ParticipantId;

/// Two institutions, whichever is named first.
record Pair(ParticipantId lower, ParticipantId upper) implements Comparable<Pair> {

  static Pair of(ParticipantId one, ParticipantId other) {
    return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
  }

  @Override
  public int compareTo(Pair other) {
    int byLower = lower.compareTo(other.lower);
    return byLower != 0 ? byLower : upper.compareTo(other.upper);
  }
}
