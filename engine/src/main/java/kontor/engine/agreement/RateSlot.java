package kontor.engine.agreement;

import java.util.ArrayList;
import java.util.List;
import kontor.engine.governance.FormReader;
import kontor.engine.governance.FormWriter;
import kontor.engine.governance.RateEvent.FixingProposed;
import kontor.engine.governance.RateForm;
import kontor.engine.terms.Currency;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.RateLeg;
import org.jspecify.annotations.Nullable;

/// The rate of one pair for one business day: from the first proposal to the end of the day.
final class RateSlot {

  /// Two moneys of an agreement, whichever way.
  record Pair(int agreement, Currency lower, Currency upper) implements Comparable<Pair> {

    static Pair of(int agreement, Currency one, Currency other) {
      return one.compareTo(other) <= 0
          ? new Pair(agreement, one, other)
          : new Pair(agreement, other, one);
    }

    @Override
    public int compareTo(Pair other) {
      int byAgreement = Integer.compare(agreement, other.agreement);
      int byLower = byAgreement != 0 ? byAgreement : lower.compareTo(other.lower);
      return byLower != 0 ? byLower : upper.compareTo(other.upper);
    }

    @Override
    public String toString() {
      return "pair " + lower + "/" + upper + " of agreement " + agreement;
    }
  }

  record Key(Pair pair, int day) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byPair = pair.compareTo(other.pair);
      return byPair != 0 ? byPair : Integer.compare(day, other.day);
    }
  }

  /// Who approved for a party.
  record Consent(ParticipantId party, FourEyes by) {}

  /// Where the day's rate stands. The code is written to the snapshot and never changes.
  enum Standing {
    /// There is still time to approve one.
    OPEN(1),
    /// A rate is on the board.
    CONFIRMED(2),
    UNCONFIRMED(3),
    /// The waterfall has come to the manual rate.
    AWAITS_MANUAL(4),
    CLOSED(5);

    private final int code;

    Standing(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  private static final Standing[] STANDINGS = Standing.values();

  final Key key;
  /// End of the day.
  final long untilMs;
  /// When it is decided that there is no rate; NEVER once that was decided, or there is one.
  long decideMs;
  Standing standing = Standing.OPEN;
  boolean isManualRefused;
  /// Two legs of a second source, or none: what the last proposal brought.
  List<RateLeg> second = List.of();
  /// The last that was made, whether it is open or not.
  @Nullable FixingProposed proposal;
  boolean isOpen;
  /// Number of the proposal whose rate is on the board; 0 if none is.
  int confirmed;
  final List<Consent> approvals = new ArrayList<>();

  RateSlot(Key key, long untilMs, long decideMs) {
    this.key = key;
    this.untilMs = untilMs;
    this.decideMs = decideMs;
  }

  /// When something is next due without a command.
  long nextMs() {
    FixingProposed open = open();
    long approveByMs = open == null ? RateTerms.NEVER : open.when().approveByMs();
    return Math.min(Math.min(decideMs, approveByMs), untilMs);
  }

  /// What waits for approval.
  @Nullable FixingProposed open() {
    return isOpen ? proposal : null;
  }

  /// Whether the last proposal came from persons and not from legs.
  boolean isManual() {
    return proposal != null && proposal.legs().isEmpty();
  }

  boolean isConfirmedBy(@Nullable FixingProposed proposed) {
    return proposed != null && confirmed == proposed.proposal();
  }

  /// Whether the last proposal says the same as another one.
  boolean isSame(FixingProposed other) {
    return proposal != null
        && proposal.when().effectiveFromMs() == other.when().effectiveFromMs()
        && proposal.prices().equals(other.prices())
        && proposal.legs().equals(other.legs())
        && proposal.reason().equals(other.reason());
  }

  /// Whether there is still time to approve a rate.
  boolean isAwaited(long nowMs) {
    return standing == Standing.OPEN && decideMs != RateTerms.NEVER && decideMs > nowMs;
  }

  /// Whether one of the two persons spoke for a party already.
  boolean hasSpoken(FourEyes by) {
    for (Consent consent : approvals) {
      List<String> persons = List.of(consent.by().maker(), consent.by().checker());
      if (persons.contains(by.maker()) || persons.contains(by.checker())) {
        return true;
      }
    }
    return false;
  }

  boolean isApprovedBy(ParticipantId party) {
    return approvals.stream().anyMatch(approval -> approval.party().equals(party));
  }

  void open(FixingProposed proposed) {
    proposal = proposed;
    isOpen = true;
    approvals.clear();
  }

  void close() {
    isOpen = false;
    approvals.clear();
  }

  static void write(FormWriter out, RateSlot slot) {
    out.int32(slot.key.pair().agreement());
    out.currency(slot.key.pair().lower());
    out.currency(slot.key.pair().upper());
    out.int32(slot.key.day());
    out.int64(slot.untilMs);
    out.int64(slot.decideMs);
    out.int8(slot.standing.code());
    out.truth(slot.isManualRefused);
    out.list(slot.second, RateForm::leg);
    out.optional(slot.proposal, RateForm::proposed);
    out.truth(slot.isOpen);
    out.int32(slot.confirmed);
    out.list(
        slot.approvals,
        (to, approval) -> {
          to.participant(approval.party());
          to.text(approval.by().maker());
          to.text(approval.by().checker());
        });
  }

  static RateSlot read(FormReader in) {
    Key key =
        new Key(new Pair(in.int32(), in.currency(), in.currency()), in.int32());
    RateSlot slot = new RateSlot(key, in.int64(), in.int64());
    slot.standing = in.coded(STANDINGS, Standing::code);
    slot.isManualRefused = in.truth();
    slot.second = in.list(RateForm::leg);
    slot.proposal = in.optional(RateForm::proposed);
    slot.isOpen = in.truth();
    slot.confirmed = in.int32();
    slot.approvals.addAll(
        in.list(from -> new Consent(from.participant(), new FourEyes(from.text(), from.text()))));
    return slot;
  }
}
