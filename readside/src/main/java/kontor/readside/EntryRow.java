package kontor.readside;

import kontor.engine.terms.AccountId;
import kontor.engine.terms.Money;
import kontor.engine.terms.PaymentId;
import org.jspecify.annotations.Nullable;

/// One side of a posting.
///
/// @param amount positive credits the account, negative debits it
/// @param balance of the account after it
/// @param payment what it settled; null for money from or to the national settlement system
public record EntryRow(
    Moment at, AccountId account, Money amount, Money balance, @Nullable PaymentId payment) {}
