package kontor.server.console;

import java.util.List;
import java.util.Locale;
import kontor.engine.terms.Currency;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentState;
import kontor.readside.PaymentFilter;
import kontor.readside.PaymentPage;
import kontor.readside.Queries;
import org.jspecify.annotations.Nullable;

/// What the list of payments shows.
///
/// @param isBankUnreadable whether the reader gave a bank that is no BIC, so that none is found
record PaymentList(
    PaymentFilter filter,
    PaymentPage page,
    List<Currency> currencies,
    String bank,
    boolean isBankUnreadable) {

  private static final int LIMIT = 50;

  /// What the reader asked for, as he wrote it; empty where he did not.
  record Wish(String state, String currency, String bank, String before) {}

  static PaymentList of(Queries queries, Wish wish) {
    ParticipantId bank = bank(wish.bank());
    boolean unreadable = bank == null && !wish.bank().isEmpty();
    PaymentFilter filter =
        new PaymentFilter(
            state(wish.state()),
            wish.currency().isEmpty() ? null : wish.currency(),
            bank,
            null,
            number(wish.before()),
            LIMIT);
    PaymentPage page =
        unreadable ? new PaymentPage(List.of(), null) : queries.payments(filter);
    return new PaymentList(filter, page, queries.currencies(), wish.bank(), unreadable);
  }

  private static @Nullable PaymentState state(String name) {
    for (PaymentState state : PaymentState.values()) {
      if (state.name().equals(name)) {
        return state;
      }
    }
    return null;
  }

  private static @Nullable ParticipantId bank(String bic) {
    String text = bic.toUpperCase(Locale.ROOT);
    return text.matches("[A-Z0-9]{8}([A-Z0-9]{3})?") ? ParticipantId.ofBic(text) : null;
  }

  private static @Nullable Long number(String text) {
    return text.matches("\\d{1,18}") ? (Long) Long.parseLong(text) : null;
  }

  /// The address of this list without its place, ending so that a parameter can follow.
  String address() {
    PaymentState state = filter.state();
    String currency = filter.currency();
    return new Address("/console/payments")
        .with("state", state == null ? "" : state.name())
        .with("currency", currency == null ? "" : currency)
        .with("bank", bank)
        .open();
  }
}
