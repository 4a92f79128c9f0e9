package kontor.cli;

import kontor.server.governance.PersonName;

/// The names of persons on the command line.
final class Persons {

  private Persons() {}

  /// The name, unless letters of it were lost before it came here.
  static String name(String option, String given) {
    if (PersonName.hasLostLetters(given)) {
      throw CliFault.usage(
          option + " \"" + given + "\" has lost letters on its way; set a locale with UTF-8, such"
              + " as LC_ALL=C.UTF-8, and give the name again");
    }
    return given;
  }
}
