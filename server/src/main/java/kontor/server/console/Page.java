package kontor.server.console;

import kontor.readside.ReadHealth;

/// What every page has around its content.
///
/// @param title in the reader's language
/// @param here the page's own address and filters, with `?` or `&` at its end, to which the choice
///     of a language is added
/// @param health how far what is shown goes
record Page(
    Texts texts, String title, Section section, String here, Assets assets, ReadHealth health) {

  /// Which entry of the navigation is the current one.
  enum Section {
    OVERVIEW,
    PAYMENTS,
    NONE
  }
}
