package kontor.engine.directory;

/// Legal entity identifier, ISO 17442: eighteen letters and digits, and two digits that check them
/// by ISO 7064, MOD 97-10.
public final class Lei {

  private static final String FORM = "[A-Z0-9]{18}[0-9]{2}";
  private static final int MODULUS = 97;
  private static final int LETTERS_FROM = 10;
  private static final int DECIMAL = 10;

  private Lei() {}

  public static boolean isValid(String text) {
    return text.matches(FORM) && remainder(text) == 1;
  }

  /// Letters count from A = 10, so each stands for two decimal digits.
  private static int remainder(String text) {
    int remainder = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int value = c <= '9' ? c - '0' : c - 'A' + LETTERS_FROM;
      int shift = value < LETTERS_FROM ? DECIMAL : DECIMAL * DECIMAL;
      remainder = (remainder * shift + value) % MODULUS;
    }
    return remainder;
  }
}
