package kontor.iso20022.rule;

/// Legal entity identifier, ISO 17442: eighteen letters or digits and two check digits.
final class Lei {
  private Lei() {}

  static boolean valid(String lei) {
    return lei.length() == 20 && Mod97.of(lei) == 1;
  }
}
