package kontor.server.api;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.rates.Quoting;
import kontor.engine.rates.Quoting.Offer;
import kontor.engine.rates.Quoting.Priced;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rate;
import kontor.readside.AccountRow;
import kontor.readside.ParticipantRow;
import kontor.readside.ProviderRow;
import kontor.readside.Queries;
import kontor.readside.QuoteQueries;
import org.jspecify.annotations.Nullable;

/// What providers hold out now to a payment that names no quote (F09): by the rule by which the
/// core takes the best, over what the read side has of their rates and of their money.
final class HeldOffers {

  /// @param isCovered whether the provider has the money now, and nothing waits for it before; else
  ///     the payment waits
  record Best(Priced priced, boolean isCovered) {

    ParticipantId provider() {
      return priced.offer().base().provider();
    }

    /// As it was posted, if nothing was added to it.
    Rate rate() {
      Rate posted = priced.offer().base().rate();
      return posted.sameNumber(priced.rate()) ? posted : priced.rate();
    }
  }

  private final Queries queries;
  private final QuoteQueries quotes;

  HeldOffers(Queries queries, QuoteQueries quotes) {
    this.queries = queries;
    this.quotes = quotes;
  }

  /// @param client the payer's bank; null where it is not known, and then nothing is improved
  /// @param payee institution in whose book is paid
  /// @return null if no active provider of the agreement holds out a rate that comes to anything
  @Nullable Best best(
      AgreedTerms terms,
      @Nullable ParticipantId client,
      ParticipantId payee,
      QuoteRequest request) {
    Quoting.Liquidity liquidity = (provider, sum) -> pays(provider, sum, payee);
    Priced best =
        Quoting.heldOut(offers(terms, client, request), request, terms.sums(), liquidity);
    if (best == null) {
      return null;
    }
    ParticipantId provider = best.offer().base().provider();
    // As the core does, the choice looks at the money alone, and a payment then overtakes nobody.
    boolean isCovered =
        liquidity.covers(provider, best.destination())
            && !queries.isAwaited(account(provider, best.destination(), payee));
    return new Best(best, isCovered);
  }

  private List<Offer> offers(
      AgreedTerms terms, @Nullable ParticipantId client, QuoteRequest request) {
    List<ParticipantId> active =
        queries.participants().stream()
            .filter(row -> row.admission() == Admission.ACTIVE)
            .map(ParticipantRow::participant)
            .toList();
    List<Offer> offers = new ArrayList<>();
    for (ProviderRow row : quotes.providers()) {
      Offer offer = row.offer(client, request.source(), request.destination());
      if (offer != null
          && terms.providers().contains(row.provider())
          && active.contains(row.provider())) {
        offers.add(offer);
      }
    }
    return offers;
  }

  private boolean pays(ParticipantId provider, Money sum, ParticipantId payee) {
    AccountRow account = queries.account(account(provider, sum, payee));
    return account != null && account.available().minor() >= sum.minor();
  }

  private static AccountId account(ParticipantId provider, Money sum, ParticipantId payee) {
    return new AccountId(payee, sum.currency(), provider, AccountKind.PROVIDER);
  }
}
