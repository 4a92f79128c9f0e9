package kontor.engine;

import kontor.engine.terms.AccountId;

/// What a netting cycle moves on one loro account, in minor units of its currency (F25).
///
/// @param account a partner institution's money with its servicer
/// @param debitsMinor paid out of it: by banks of the partner's country to banks of the servicer's
/// @param creditsMinor paid into it: by banks of the servicer's country to banks of the partner's
public record NetPosition(AccountId account, long debitsMinor, long creditsMinor) {

  /// Above zero the servicer's side owes, below zero the partner's.
  public long netMinor() {
    return creditsMinor - debitsMinor;
  }
}
