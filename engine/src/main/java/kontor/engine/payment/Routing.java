package kontor.engine.payment;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import kontor.engine.Refusal;
import kontor.engine.ledger.Ledger;
import kontor.engine.ledger.Leg;
import kontor.engine.payment.Rating.Cleared;
import kontor.engine.payment.Rating.Rated;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.AccountKind;
import kontor.engine.terms.AgreementParties;
import kontor.engine.terms.ClearingHouse;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.PaymentOrder.Route;
import kontor.engine.terms.SettlementModel;
import org.jspecify.annotations.Nullable;

/// The posting templates: which accounts a payment debits and credits under each settlement
/// model (DESIGN 4). The first leg is in the book of the payer's institution, the last in that of
/// the payee's.
///
/// | payment | first leg | second leg | third leg |
/// | --- | --- | --- | --- |
/// | converted, RECIPROCAL | payer bank to partner's loro | our loro there to payee bank | none |
/// | converted, PROVIDER | payer bank to provider | provider to payee bank | none |
/// | payer's money only | payer bank to partner's loro | our nostro to payee bank | none |
/// | payee's money only | payer bank to our nostro | our loro there to payee bank | none |
/// | SINGLE | payer bank to payee bank, in the book of the money's institution | none | none |
/// | CLEARING | payer bank to our nostro | our loro to theirs | their nostro to payee bank |
///
/// Under CLEARING the second leg is in the book of the house. The nostro in each own book is the
/// counterpart of the position there; it is not checked, for the line of the loro bounds it.
final class Routing {

  private final Ledger ledger;

  Routing(Ledger ledger) {
    this.ledger = ledger;
  }

  /// @param payer institution of the payer's bank
  /// @param payee institution of the payee's bank
  /// @param refusals takes the accounts that are missing
  List<Leg> posting(
      Rated rated,
      Route route,
      ParticipantId payer,
      ParticipantId payee,
      EnumSet<Refusal> refusals) {
    Money debit = rated.conversion().debit();
    Money credit = rated.conversion().credit();
    boolean converted = !debit.currency().equals(credit.currency());
    AgreementParties parties = rated.agreement().parties();
    boolean payersMoney = debit.currency().equals(parties.moneyOf(payer));
    Legs legs = new Legs(route, refusals);
    if (rated.agreement().model() == SettlementModel.SINGLE) {
      ParticipantId home = payersMoney ? payer : payee;
      return legs.single(home, debit);
    }
    if (rated.cleared() instanceof Cleared(ClearingHouse through, Money sum)) {
      return legs.cleared(
          legs.side(payer, debit, payer, AccountKind.NOSTRO),
          legs.between(through.accountOf(payer), through.accountOf(payee), sum),
          legs.side(payee, credit, payee, AccountKind.NOSTRO));
    }
    if (converted) {
      @Nullable ParticipantId provider = rated.provider();
      return provider == null
          ? legs.both(
              legs.side(payer, debit, payee, AccountKind.LORO),
              legs.side(payee, credit, payer, AccountKind.LORO))
          : legs.both(
              legs.side(payer, debit, provider, AccountKind.PROVIDER),
              legs.side(payee, credit, provider, AccountKind.PROVIDER));
    }
    return payersMoney
        ? legs.both(
            legs.side(payer, debit, payee, AccountKind.LORO),
            legs.side(payee, credit, payee, AccountKind.NOSTRO))
        : legs.both(
            legs.side(payer, debit, payer, AccountKind.NOSTRO),
            legs.side(payee, credit, payer, AccountKind.LORO));
  }

  /// One side of a payment: a sum in a book, and who carries it there.
  private record Side(
      ParticipantId servicer, Money amount, ParticipantId carrier, AccountKind kind) {
    AccountId carriersAccount() {
      return new AccountId(servicer, amount.currency(), carrier, kind);
    }

    AccountId settlementAccount(ParticipantId bank) {
      return new AccountId(servicer, amount.currency(), bank, AccountKind.SETTLEMENT);
    }
  }

  private final class Legs {
    private final Route route;
    private final EnumSet<Refusal> refusals;

    Legs(Route route, EnumSet<Refusal> refusals) {
      this.route = route;
      this.refusals = refusals;
    }

    Side side(ParticipantId servicer, Money amount, ParticipantId carrier, AccountKind kind) {
      return new Side(servicer, amount, carrier, kind);
    }

    List<Leg> both(Side payer, Side payee) {
      List<Leg> legs = new ArrayList<>();
      addPayer(legs, payer);
      addPayee(legs, payee);
      return legs;
    }

    /// What goes from one account at the house to the other; none if one is missing.
    List<Leg> between(AccountId from, AccountId to, Money amount) {
      List<Leg> legs = new ArrayList<>();
      add(
          legs,
          find(from, Refusal.LORO_ACCOUNT_MISSING),
          find(to, Refusal.LORO_ACCOUNT_MISSING),
          amount);
      return legs;
    }

    List<Leg> cleared(Side payer, List<Leg> between, Side payee) {
      List<Leg> legs = new ArrayList<>();
      addPayer(legs, payer);
      legs.addAll(between);
      addPayee(legs, payee);
      return legs;
    }

    private void addPayer(List<Leg> legs, Side payer) {
      add(
          legs,
          find(payer.settlementAccount(route.debtorAgent()), Refusal.DEBTOR_AGENT_ACCOUNT_MISSING),
          findCarrier(payer),
          payer.amount());
    }

    private void addPayee(List<Leg> legs, Side payee) {
      add(
          legs,
          findCarrier(payee),
          find(
              payee.settlementAccount(route.creditorAgent()),
              Refusal.CREDITOR_AGENT_ACCOUNT_MISSING),
          payee.amount());
    }

    List<Leg> single(ParticipantId home, Money amount) {
      Side side = new Side(home, amount, home, AccountKind.SETTLEMENT);
      List<Leg> legs = new ArrayList<>();
      add(
          legs,
          find(side.settlementAccount(route.debtorAgent()), Refusal.DEBTOR_AGENT_ACCOUNT_MISSING),
          find(
              side.settlementAccount(route.creditorAgent()),
              Refusal.CREDITOR_AGENT_ACCOUNT_MISSING),
          amount);
      return legs;
    }

    private int findCarrier(Side side) {
      return find(
          side.carriersAccount(),
          side.kind() == AccountKind.PROVIDER
              ? Refusal.PROVIDER_ACCOUNT_MISSING
              : Refusal.LORO_ACCOUNT_MISSING);
    }

    private int find(AccountId account, Refusal missing) {
      int number = ledger.find(account);
      if (number == Ledger.NONE) {
        refusals.add(missing);
      }
      return number;
    }

    private void add(List<Leg> legs, int debit, int credit, Money amount) {
      if (debit != Ledger.NONE && credit != Ledger.NONE) {
        legs.add(new Leg(debit, credit, amount.minor()));
      }
    }
  }
}
