package kontor.server.console;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Treaty;
import kontor.readside.Queries;
import kontor.readside.RegisterFilter;
import kontor.readside.RegisterRow;
import kontor.readside.RegisterTotals;
import org.jspecify.annotations.Nullable;

/// What the register of treaties shows: its entries by filter, and their totals.
///
/// @param unreadable what the reader wrote that is no year or no day; empty if all can be read
record RegisterPage(
    Wish wish, List<RegisterRow> rows, RegisterTotals totals, List<String> unreadable) {

  /// What the reader asked for, as he wrote it; empty where he did not. The two days bound the
  /// period of signature that the totals count, and not the list.
  record Wish(
      String state, String field, String party, String endYear, String signedFrom,
      String signedUntil) {

    /// The address of this list, ending so that a parameter can follow.
    String address() {
      return new Address("/console/register")
          .with("state", state)
          .with("field", field)
          .with("party", party)
          .with("endYear", endYear)
          .with("signedFrom", signedFrom)
          .with("signedUntil", signedUntil)
          .open();
    }
  }

  static RegisterPage of(Queries queries, Wish wish) {
    Integer year = wish.endYear().matches("\\d{4}") ? Integer.valueOf(wish.endYear()) : null;
    Integer from = day(wish.signedFrom());
    Integer until = day(wish.signedUntil());
    RegisterFilter filter =
        new RegisterFilter(
            state(wish.state()),
            orNull(wish.field()),
            orNull(wish.party()),
            null,
            null,
            year == null ? null : Integer.valueOf(firstDay(year)),
            year == null ? null : Integer.valueOf(firstDay(year + 1) - 1),
            Queries.LIMIT_MAX);
    return new RegisterPage(
        wish,
        queries.register(filter),
        queries.registerTotals(
            filter,
            from == null ? Integer.MIN_VALUE : from,
            until == null ? Treaty.NOT_YET - 1 : until),
        unreadable(wish, year, from, until));
  }

  private static List<String> unreadable(
      Wish wish, @Nullable Integer year, @Nullable Integer from, @Nullable Integer until) {
    return List.of(
            year == null ? wish.endYear() : "",
            from == null ? wish.signedFrom() : "",
            until == null ? wish.signedUntil() : "")
        .stream()
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static int firstDay(int year) {
    return Math.toIntExact(LocalDate.of(year, 1, 1).toEpochDay());
  }

  private static @Nullable AgreementState state(String name) {
    for (AgreementState state : AgreementState.values()) {
      if (state.name().equals(name)) {
        return state;
      }
    }
    return null;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /// Days since 1970-01-01; null if it is no day.
  static @Nullable Integer day(String text) {
    try {
      return Math.toIntExact(LocalDate.parse(text).toEpochDay());
    } catch (DateTimeException | ArithmeticException e) {
      // Whoever asks says what is taken.
      return null;
    }
  }
}
