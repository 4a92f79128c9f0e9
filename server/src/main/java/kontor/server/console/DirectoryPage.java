package kontor.server.console;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kontor.engine.directory.Standing;
import kontor.readside.MemberRow;
import kontor.readside.PublishedListRow;
import kontor.readside.Queries;
import org.jspecify.annotations.Nullable;

/// What the directory shows: who takes part, and the published list of a day.
///
/// @param published the last list of the day that was asked for or before it; null if there is
///     none
/// @param isDayUnreadable whether the reader wrote something that is no day
record DirectoryPage(
    Wish wish,
    List<MemberRow> members,
    @Nullable PublishedListRow published,
    boolean isDayUnreadable) {

  /// What the reader asked for, as he wrote it; empty where he did not.
  record Wish(String standing, String on) {

    String address() {
      return new Address("/console/directory").with("standing", standing).with("on", on).open();
    }
  }

  static DirectoryPage of(Queries queries, Wish wish) {
    Integer day = RegisterPage.day(wish.on());
    List<MemberRow> members =
        queries.directory().stream()
            .filter(
                row -> wish.standing().isEmpty()
                    || wish.standing().equals(row.line().standing()))
            .toList();
    return new DirectoryPage(
        wish,
        members,
        queries.publishedList(day == null ? Integer.MAX_VALUE : day),
        day == null && !wish.on().isEmpty());
  }

  List<Standing> standings() {
    return List.of(Standing.values());
  }

  /// The bytes that were published, for the eye.
  String text() {
    return published == null ? "" : new String(published.bytes(), StandardCharsets.UTF_8);
  }
}
