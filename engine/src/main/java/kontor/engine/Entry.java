package kontor.engine;

import kontor.engine.terms.AccountId;

/// One side of a posting: what an account got or gave, and what it has after.
///
/// @param amountMinor positive credits the account, negative debits it
/// @param balanceMinor posted credits less posted debits, after
public record Entry(AccountId account, long amountMinor, long balanceMinor) {}
