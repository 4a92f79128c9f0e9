package kontor.engine;

import java.util.List;
import kontor.engine.governance.Governance;
import kontor.engine.rates.QuoteRequest;
import kontor.engine.rates.Tiers;
import kontor.engine.terms.AccountId;
import kontor.engine.terms.Admission;
import kontor.engine.terms.Agreement;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Key;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.ParticipantKind;
import kontor.engine.terms.PaymentId;
import kontor.engine.terms.PaymentOrder;
import kontor.engine.terms.Rate;
import org.jspecify.annotations.Nullable;

/// Everything that can ever enter the core. Whatever can change a decision is one of these, in
/// the log; nothing else is.
public sealed interface Command {

  /// Enters a currency into the registry (F04). Entering it again unchanged has no effect.
  record DefineCurrency(Currency currency) implements Command {}

  /// Admits a participant (F02).
  ///
  /// @param institution keeper of its settlement accounts; an institution names itself
  record AdmitParticipant(
      ParticipantId participant, ParticipantKind kind, ParticipantId institution)
      implements Command {}

  record ChangeAdmission(ParticipantId participant, Admission admission) implements Command {}

  /// Opens an account in the book of its servicer and currency (F22).
  record OpenAccount(AccountId account) implements Command {}

  /// Sets how far below zero an account may go (F23). Lowering it below what is used refuses new
  /// debits and breaks nothing.
  ///
  /// @param line not negative, in minor units of the account's currency
  record SetCreditLine(AccountId account, Money line) implements Command {}

  /// Enters a version of an agreement; versions come in order (F01).
  record EnterAgreement(Agreement agreement) implements Command {}

  /// Publishes the fixings of both directions from two legs (F07), each rounded by its profile.
  ///
  /// @param legA units of currency A for one unit of the reference
  /// @param legB units of currency B for one unit of the reference
  /// @param effectiveFromMs log time from which it holds; not before the last one of the pair
  record PublishFixing(int agreement, Rate legA, Rate legB, long effectiveFromMs, String source)
      implements Command {}

  /// Publishes the rate of one direction as it stands, e.g. a provider's (F09).
  record PublishRate(Fixing fixing) implements Command {}

  /// Brings money into a settlement, provider or loro account from the national settlement
  /// system, or out to it. The in-transit account of the book is the counterpart.
  ///
  /// @param reference identity: the same again has no effect, other content is a conflict
  record MoveFunds(Key reference, AccountId account, Money amount, Direction direction)
      implements Command {
    public enum Direction {
      IN,
      OUT
    }
  }

  /// Sets a sum aside until it is released or its time is over, by log time.
  record PlaceHold(Key hold, AccountId account, Money amount, long expiryMs) implements Command {}

  record ReleaseHold(Key hold) implements Command {}

  /// One message as a participant sent it, or a part of a bulk message, with what the edge made
  /// of it. Every message enters, those that are refused too.
  ///
  /// @param evidence this part of the compressed original, which the core never opens
  record ReceiveMessage(Envelope envelope, List<Instruction> instructions, byte[] evidence)
      implements Command {}

  /// @param digest of the message's bytes; the same digest again is a repeat
  /// @param sender whose message it is; null if that could not be read
  /// @param messageKey unique per sender and creation day (V11); NONE if no id could be read
  /// @param kind number of the message kind and version, the edge's own but for its hundreds: 8
  ///     is a customer's payment (pacs.008), 9 one between banks (pacs.009)
  /// @param part from 0
  /// @param parts how many parts make the message
  /// @param transactions how many instructions the whole message has
  record Envelope(
      Digest digest,
      @Nullable ParticipantId sender,
      Key messageKey,
      int kind,
      int part,
      int parts,
      int transactions) {

    private static final int HUNDRED = 100;
    private static final int BETWEEN_BANKS = 9;

    /// Whether its payments are between banks, with a cut-off of their own (F03).
    public boolean isBetweenBanks() {
      return kind / HUNDRED == BETWEEN_BANKS;
    }
  }

  /// One instruction in a message.
  sealed interface Instruction {

    record Pay(PaymentOrder order) implements Instruction {}

    /// Refused by the edge before the core could look at it; recorded, changes nothing.
    ///
    /// @param sequence place in the message from 0; -1 when the whole message is refused
    /// @param payment the UETR if one could be read
    /// @param faults what was wrong, UTF-8 text of the edge, which the core never opens
    record Refused(int sequence, @Nullable PaymentId payment, byte[] faults)
        implements Instruction {}
  }

  /// A participant has taken its outgoing messages up to and with a log position.
  record AcknowledgeOutbox(ParticipantId participant, long position) implements Command {}

  /// Opens accounts of the bulk ledger.
  record OpenLedgerAccounts(LedgerAccounts accounts) implements Command {}

  /// Posts transfers of the bulk ledger in order, each on its own or linked with the next.
  record PostTransfers(Transfers transfers) implements Command {}

  /// Sets credit lines of accounts of the bulk ledger and of pairs of them, all or none.
  record SetLedgerLines(LedgerLines lines) implements Command {}

  /// Asks the bulk ledger; changes nothing.
  record ReadLedger(LedgerQuery query) implements Command {}

  /// A provider posts what it pays in one direction; it holds until it posts another (F09).
  record PostBaseRate(
      ParticipantId provider, Currency source, Currency destination, Rate rate)
      implements Command {
    public PostBaseRate {
      if (source.equals(destination)) {
        throw new IllegalArgumentException("a rate is between two currencies: " + source);
      }
    }
  }

  /// A provider sets by how much it betters its rates for larger sums of a currency (F09).
  record SetTiers(ParticipantId provider, Currency source, Tiers tiers) implements Command {}

  /// A provider sets by how much it betters its rates for a client (F09).
  ///
  /// @param basisPoints 0 to 9999; 0 takes the improvement back
  record SetImprovement(ParticipantId provider, ParticipantId client, int basisPoints)
      implements Command {
    public SetImprovement {
      Tiers.checkBasisPoints(basisPoints);
    }
  }

  /// A payer's bank asks every provider of the agreement for a price (F09).
  ///
  /// @param request identity: the same again gets the same quotes
  /// @param client the payer's bank, whose quotes these are
  /// @param payeeAgent the payee's bank
  /// @param valueDay value date of the payment, days since 1970-01-01
  record RequestQuotes(
      Key request,
      ParticipantId client,
      ParticipantId payeeAgent,
      int valueDay,
      QuoteRequest asked)
      implements Command {}

  /// A payer's bank chooses one of the quotes that it was offered (F09).
  record SelectQuote(ParticipantId client, long quote) implements Command {}

  /// A change of what binds the parties, with the two persons who stand for it (F36).
  record Govern(FourEyes by, Governance change) implements Command {}

  /// Nothing but time passing: what is due by the command's timestamp happens.
  record PassTime() implements Command {}
}
