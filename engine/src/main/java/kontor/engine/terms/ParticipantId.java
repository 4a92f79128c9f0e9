package kontor.engine.terms;

/// A participant, known by its BIC (ISO 9362), packed into one number. Eight characters name the
/// head office and equal the same BIC with branch `XXX`.
///
/// @param packed eleven characters in base 37 (`A`-`Z` 1-26, `0`-`9` 27-36)
public record ParticipantId(long packed) implements Comparable<ParticipantId> {

  private static final int LENGTH = 11;
  private static final int BASE = 37;

  /// @param bic eight or eleven characters, capital letters and digits
  /// @throws IllegalArgumentException if the text has not the form of a BIC
  public static ParticipantId ofBic(String bic) {
    if (bic.length() != 8 && bic.length() != LENGTH) {
      throw new IllegalArgumentException("a BIC has 8 or 11 characters: " + bic);
    }
    String full = bic.length() == 8 ? bic + "XXX" : bic;
    long packed = 0;
    for (int i = 0; i < LENGTH; i++) {
      packed = packed * BASE + codeOf(full.charAt(i), bic);
    }
    return new ParticipantId(packed);
  }

  private static int codeOf(char c, String bic) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A' + 1;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 27;
    }
    throw new IllegalArgumentException("a BIC has capital letters and digits only: " + bic);
  }

  /// The BIC, with eight characters where the branch is `XXX`.
  public String bic() {
    char[] text = new char[LENGTH];
    long rest = packed;
    for (int i = LENGTH - 1; i >= 0; i--) {
      int code = (int) (rest % BASE);
      text[i] = (char) (code <= 26 ? 'A' + code - 1 : '0' + code - 27);
      rest /= BASE;
    }
    String full = new String(text);
    return full.endsWith("XXX") ? full.substring(0, 8) : full;
  }

  /// ISO 3166 code of the participant's country: characters five and six of the BIC.
  public String country() {
    return bic().substring(4, 6);
  }

  @Override
  public int compareTo(ParticipantId other) {
    return Long.compare(packed, other.packed);
  }

  @Override
  public String toString() {
    return bic();
  }
}
