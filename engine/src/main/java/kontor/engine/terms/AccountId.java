package kontor.engine.terms;

import java.util.Comparator;

/// An account in a book. A **book** is one servicer (a central institution) and one currency.
///
/// @param servicer the institution that keeps the book
/// @param currency the book's currency
/// @param owner whose money it is; the servicer itself for its own accounts
/// @param kind what the account is for
public record AccountId(
    ParticipantId servicer, Currency currency, ParticipantId owner, AccountKind kind)
    implements Comparable<AccountId> {

  private static final Comparator<AccountId> ORDER =
      Comparator.comparing(AccountId::servicer)
          .thenComparing(AccountId::currency)
          .thenComparing(AccountId::owner)
          .thenComparing(AccountId::kind);

  @Override
  public int compareTo(AccountId other) {
    return ORDER.compare(this, other);
  }

  /// Reads `BCARARB0/ARS/BNKAARB0/SETTLEMENT`.
  @Override
  public String toString() {
    return servicer + "/" + currency + "/" + owner + "/" + kind;
  }
}
