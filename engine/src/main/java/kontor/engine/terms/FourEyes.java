package kontor.engine.terms;

/// The two persons who stand for a change (F36): who entered it, and who checked it. They are
/// named as their institution knows them.
///
/// @param maker up to 35 characters
/// @param checker up to 35 characters, another person than the maker
public record FourEyes(String maker, String checker) {

  public static final int NAME_CHARS_MAX = 35;

  /// Whether both are named and are two.
  public boolean areTwo() {
    return isName(maker) && isName(checker) && !maker.equals(checker);
  }

  private static boolean isName(String name) {
    return !name.isBlank() && name.length() <= NAME_CHARS_MAX && name.equals(name.strip());
  }

  @Override
  public String toString() {
    return maker + ", checked by " + checker;
  }
}
