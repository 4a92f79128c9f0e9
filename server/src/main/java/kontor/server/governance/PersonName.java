package kontor.server.governance;

/// The name of a person who stands for a change, as it comes in from outside.
public final class PersonName {

  /// What a reader puts in the place of letters that it could not read.
  private static final char LOST = '\ufffd';

  private PersonName() {}

  /// Whether letters of the name were lost on the way: then nobody can be held to it.
  public static boolean hasLostLetters(String name) {
    return name.indexOf(LOST) >= 0;
  }
}
