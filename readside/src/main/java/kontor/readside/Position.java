package kontor.readside;

/// How far the read side has come: the last event it holds.
///
/// @param position log position
/// @param index place among the events of that position
public record Position(long position, int index) implements Comparable<Position> {

  /// Before the first event.
  public static final Position START = new Position(-1, -1);

  @Override
  public int compareTo(Position other) {
    int byPosition = Long.compare(position, other.position);
    return byPosition != 0 ? byPosition : Integer.compare(index, other.index);
  }
}
