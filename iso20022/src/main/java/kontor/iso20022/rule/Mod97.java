package kontor.iso20022.rule;

/// ISO 7064 MOD 97-10: letters count as 10 to 35, the whole as one number.
final class Mod97 {
  static final int NO_NUMBER = -1;

  private Mod97() {}

  /// The remainder, or [#NO_NUMBER] if there is a character that does not count.
  static int of(String text) {
    int rest = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        rest = (rest * 10 + c - '0') % 97;
      } else if (c >= 'A' && c <= 'Z') {
        rest = (rest * 100 + c - 'A' + 10) % 97;
      } else {
        return NO_NUMBER;
      }
    }
    return rest;
  }
}
