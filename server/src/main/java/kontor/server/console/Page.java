package kontor.server.console;

import java.time.Instant;
import kontor.readside.ReadHealth;
import org.jspecify.annotations.Nullable;

/// What every page has around its content.
///
/// @param title in the reader's language
/// @param here the page's own address and filters, with `?` or `&` at its end, to which the choice
///     of a language is added
/// @param health how far what is shown goes
/// @param setTime what the clock of the log says, if it was set; null if it is the machine's
record Page(
    Texts texts,
    String title,
    Section section,
    String here,
    Assets assets,
    ReadHealth health,
    @Nullable Instant setTime) {

  /// Which entry of the navigation is the current one, in the order in which they stand.
  enum Section {
    OVERVIEW("/", "overview.title"),
    PAYMENTS("/console/payments", "payments.title"),
    AGREEMENTS("/console/agreements", "agreements.title"),
    REGISTER("/console/register", "register.title"),
    RATES("/console/rates", "ratePage.title"),
    DAYS("/console/days", "days.title"),
    DIRECTORY("/console/directory", "directory.title"),
    CURRENCIES("/console/currencies", "currencies.title"),
    NONE("", "");

    private final String address;
    private final String key;

    Section(String address, String key) {
      this.address = address;
      this.key = key;
    }

    String address() {
      return address;
    }

    /// Of its title.
    String key() {
      return key;
    }

    boolean isEntry() {
      return this != NONE;
    }
  }
}
