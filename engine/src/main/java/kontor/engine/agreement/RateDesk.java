package kontor.engine.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.Event;
import kontor.engine.Refusal;
import kontor.engine.agreement.DayRates.Origin;
import kontor.engine.agreement.RateSlot.Consent;
import kontor.engine.agreement.RateSlot.Key;
import kontor.engine.agreement.RateSlot.Pair;
import kontor.engine.agreement.RateSlot.Standing;
import kontor.engine.agreement.Waterfall.Choice;
import kontor.engine.annex.AnnexTerms.Approval;
import kontor.engine.annex.AnnexTerms.Breach;
import kontor.engine.annex.AnnexTerms.PairProfile;
import kontor.engine.annex.AnnexTerms.Rates;
import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.annex.AnnexTerms.Unconfirmed;
import kontor.engine.annex.Penalty;
import kontor.engine.calendar.JointCalendar;
import kontor.engine.governance.GovernanceForm;
import kontor.engine.governance.Objection;
import kontor.engine.governance.RateChange;
import kontor.engine.governance.RateChange.RateDay;
import kontor.engine.governance.RateEvent;
import kontor.engine.governance.RateEvent.Check;
import kontor.engine.governance.RateEvent.Finding;
import kontor.engine.governance.RateEvent.FixingProposed;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.Section;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.state.Step;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.FourEyes;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Price;
import kontor.engine.terms.RateLeg;
import kontor.engine.terms.RoundingProfile;
import org.jspecify.annotations.Nullable;

/// Rates on their way to the board (F07, F08), under agreements with an annex about rates: proposed
/// by one, looked at by rule, approved by every party, and then published for one business day.
///
/// A pair without a confirmed rate when the time of approval is over goes down the waterfall that
/// the parties signed. Each rung publishes a new fixing of its own or closes the pair, with an
/// event; no rate outlives its day in silence.
public final class RateDesk {

  private static final String NOT_IN_TIME = "no rate was confirmed in time";

  private record Due(long atMs, Key key) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(atMs, other.atMs);
      return byTime != 0 ? byTime : key.compareTo(other.key);
    }
  }

  private final RateTerms terms;
  private final DayRates published;
  private final TreeMap<Key, RateSlot> slots = new TreeMap<>();
  /// Proposals that wait for approval, by number.
  private final TreeMap<Integer, Key> open = new TreeMap<>();
  private final TreeSet<Due> dues = new TreeSet<>();
  private int proposals;

  public RateDesk(RateTerms terms, FixingBoard board) {
    this.terms = terms;
    published = new DayRates(board);
  }

  public void apply(RateChange change, FourEyes by, Step step) {
    switch (change) {
      case RateChange.ProposeFixing c -> propose(c, by, step);
      case RateChange.ProposeManual c -> propose(c, by, step);
      case RateChange.ApproveFixing c -> approve(c, by, step);
      case RateChange.DeclineFixing c -> decline(c, by, step);
      case RateChange.TakeFallback c -> fallBack(c, by, step);
    }
  }

  private static void object(Objection objection, Object place, Step step) {
    step.emit(new Event.GovernanceRefused(objection, place.toString()));
  }

  private void propose(RateChange.ProposeFixing change, FourEyes by, Step step) {
    RateDay said = change.when();
    Pair pair = Pair.of(said.agreement(), change.legA().currency(), change.legB().currency());
    @Nullable Rates rates = terms.rates(said.agreement(), said.day());
    if (rates == null) {
      object(Objection.RATES_NOT_AGREED, pair, step);
      return;
    }
    RateDay when = timed(said, pair, step.nowMs());
    List<RateLeg> legs = new ArrayList<>(List.of(change.legA(), change.legB()));
    legs.addAll(change.second());
    @Nullable List<Price> prices = RateChecks.prices(rates, change.legA(), change.legB());
    Objection objection = check(change, rates, pair, step.nowMs());
    if (objection == null && prices == null) {
      objection = Objection.RATE_OUT_OF_RANGE;
    }
    boolean isApproved = rates.approval() == Approval.EVERY_PARTY;
    if (objection == null && prices != null) {
      objection =
          checkSlot(
              new FixingProposed(0, when, prices, legs, List.of(), change.reason()),
              pair, isApproved, step.nowMs());
    }
    if (objection != null || prices == null) {
      object(objection == null ? Objection.RATE_OUT_OF_RANGE : objection, pair, step);
      return;
    }
    List<Finding> findings = findings(pair, rates, when.day(), prices);
    RateChecks.age(rates, legs, step.nowMs(), findings);
    if (!change.second().isEmpty()) {
      second(rates, change.second(), prices, findings);
    }
    if (objects(rates, findings, pair, step)) {
      return;
    }
    RateSlot slot = slot(pair, when.day());
    slot.second = change.second();
    open(
        slot,
        new FixingProposed(++proposals, when, prices, legs, findings, change.reason()),
        isApproved,
        by,
        step);
  }

  private void propose(RateChange.ProposeManual change, FourEyes by, Step step) {
    RateDay said = change.when();
    Pair pair = Pair.of(said.agreement(), change.one().base(), change.one().quoted());
    @Nullable Rates rates = terms.rates(said.agreement(), said.day());
    if (rates == null) {
      object(Objection.RATES_NOT_AGREED, pair, step);
      return;
    }
    RateDay when = timed(said, pair, step.nowMs());
    List<Price> prices = List.of(change.one(), change.other());
    Objection objection = check(change, rates, pair);
    if (objection == null) {
      objection =
          checkSlot(
              new FixingProposed(0, when, prices, List.of(), List.of(), change.reason()),
              pair, true, step.nowMs());
    }
    if (objection != null) {
      object(objection, pair, step);
      return;
    }
    List<Finding> findings = findings(pair, rates, when.day(), prices);
    if (objects(rates, findings, pair, step)) {
      return;
    }
    RateSlot slot = slot(pair, when.day());
    open(
        slot,
        new FixingProposed(++proposals, when, prices, List.of(), findings, change.reason()),
        true,
        by,
        step);
  }

  private static @Nullable Objection check(
      RateChange.ProposeFixing change, Rates rates, Pair pair, long nowMs) {
    if (!RateChecks.isAgreed(rates, pair.lower(), pair.upper())) {
      return Objection.PAIR_NOT_AGREED;
    }
    if (change.reason().length() > Bounds.REASON_CHARS_MAX) {
      return Objection.TEXT_TOO_LONG;
    }
    Objection primary = RateChecks.legs(rates, change.legA(), change.legB(), false, nowMs);
    return primary != null ? primary : checkSecond(change.second(), rates, pair, nowMs);
  }

  private static @Nullable Objection checkSecond(
      List<RateLeg> second, Rates rates, Pair pair, long nowMs) {
    if (second.isEmpty()) {
      return null;
    }
    boolean isPair =
        second.size() == 2
            && Pair.of(pair.agreement(), second.getFirst().currency(), second.getLast().currency())
                .equals(pair);
    return isPair
        ? RateChecks.legs(rates, second.getFirst(), second.getLast(), true, nowMs)
        : Objection.LEGS_DO_NOT_MEET;
  }

  private @Nullable Objection check(RateChange.ProposeManual change, Rates rates, Pair pair) {
    Price one = change.one();
    Price other = change.other();
    RoundingProfile first = rates.profile(one.base(), one.quoted());
    RoundingProfile second = rates.profile(other.base(), other.quoted());
    boolean isPair =
        one.base().equals(other.quoted()) && one.quoted().equals(other.base());
    if (!isPair || first == null || second == null) {
      return Objection.PAIR_NOT_AGREED;
    }
    if (change.reason().isBlank()) {
      return Objection.REASON_MISSING;
    }
    if (change.reason().length() > Bounds.REASON_CHARS_MAX) {
      return Objection.TEXT_TOO_LONG;
    }
    if (one.rate().scale() > first.scale() || other.rate().scale() > second.scale()) {
      return Objection.SCALE_TOO_FINE;
    }
    RateSlot slot = slots.get(new Key(pair, change.when().day()));
    boolean isReached =
        slot != null
            && (slot.standing == Standing.AWAITS_MANUAL
                || slot.isManual() && (slot.isOpen || slot.isConfirmedBy(slot.proposal)));
    return isReached ? null : Objection.RUNG_NOT_REACHED;
  }

  /// Whether the day, the time and what was proposed before leave room for a proposal.
  private @Nullable Objection checkSlot(
      FixingProposed proposed, Pair pair, boolean isApproved, long nowMs) {
    RateDay when = proposed.when();
    if (when.day() < 0 || when.day() >= JointCalendar.DAY_MAX) {
      return Objection.EFFECTIVE_OUTSIDE_DAY;
    }
    RateSlot slot = slots.get(new Key(pair, when.day()));
    if (slot != null
        && slot.isSame(proposed)
        && (slot.isOpen || slot.isConfirmedBy(slot.proposal))) {
      return Objection.ALREADY_EXISTS;
    }
    if (slot != null && slot.isOpen) {
      return Objection.PROPOSAL_OPEN;
    }
    long untilMs = terms.startOfDayMs(when.agreement(), when.day() + 1);
    if (untilMs <= nowMs) {
      return Objection.RATE_DAY_OVER;
    }
    if (when.effectiveFromMs() >= untilMs || when.effectiveFromMs() < earliestMs(when)) {
      return Objection.EFFECTIVE_OUTSIDE_DAY;
    }
    if (slot != null && slot.standing == Standing.CONFIRMED && proposed.reason().isBlank()) {
      return Objection.REASON_MISSING;
    }
    if (isApproved && (when.approveByMs() <= nowMs || when.approveByMs() > untilMs)) {
      return Objection.APPROVAL_TIME_OVER;
    }
    boolean isFull = slot == null && slots.size() >= Bounds.RATE_SLOTS_MAX;
    return isFull || proposals == Integer.MAX_VALUE
        ? Objection.TABLE_FULL
        : published.check(pair, when.day(), when.effectiveFromMs(), untilMs, nowMs);
  }

  /// A rate may be published on the business day before its own, not earlier.
  private long earliestMs(RateDay when) {
    JointCalendar calendar = terms.calendar(when.agreement(), when.day());
    int before = calendar == null ? when.day() - 1 : calendar.addBusinessDays(when.day(), -1);
    return terms.startOfDayMs(
        when.agreement(), before == JointCalendar.NO_DAY ? when.day() - 1 : before);
  }

  /// The day with its times as they count: from the beginning of the day if none is said; to be
  /// approved by the moment of the grid while it is to come, or else by the end of the day.
  private RateDay timed(RateDay when, Pair pair, long nowMs) {
    if (when.day() < 0 || when.day() >= JointCalendar.DAY_MAX) {
      return when;
    }
    int agreement = when.agreement();
    @Nullable RateSlot slot = slots.get(new Key(pair, when.day()));
    boolean isOpen = slot == null || slot.standing == Standing.OPEN;
    long gridMs = terms.approvalMs(agreement, when.day());
    long approveByMs =
        when.approveByMs() == RateDay.NOT_SAID
            ? terms.startOfDayMs(agreement, when.day() + 1)
            : when.approveByMs();
    return new RateDay(
        agreement,
        when.day(),
        when.effectiveFromMs() == RateDay.NOT_SAID
            ? terms.startOfDayMs(agreement, when.day())
            : when.effectiveFromMs(),
        isOpen && gridMs != RateTerms.NEVER && gridMs > nowMs ? gridMs : approveByMs);
  }

  private List<Finding> findings(Pair pair, Rates rates, int day, List<Price> prices) {
    List<Finding> findings = new ArrayList<>();
    RateChecks.deviation(
        Check.DEVIATION_FROM_PREVIOUS,
        prices,
        published.last(pair),
        rates.deviationPpm(),
        findings);
    RateChecks.holidays(terms.calendar(pair.agreement(), day), day, findings);
    return findings;
  }

  private static void second(
      Rates rates, List<RateLeg> second, List<Price> prices, List<Finding> findings) {
    @Nullable List<Price> others =
        RateChecks.prices(rates, second.getFirst(), second.getLast());
    RateChecks.deviation(
        Check.DEVIATION_FROM_SECOND_SOURCE,
        prices,
        others == null ? List.of() : others,
        rates.secondPpm(),
        findings);
  }

  /// Where the parties agreed that a breach is an objection, the first one is told with its size.
  private static boolean objects(Rates rates, List<Finding> findings, Pair pair, Step step) {
    if (findings.isEmpty() || rates.breach() == Breach.WARNING) {
      return false;
    }
    Finding first = findings.getFirst();
    object(
        RateChecks.objection(first.check()),
        pair + ": " + first.where() + " " + first.measured() + ", agreed " + first.limit(),
        step);
    return true;
  }

  private RateSlot slot(Pair pair, int day) {
    return slots.computeIfAbsent(
        new Key(pair, day),
        key ->
            new RateSlot(
                key, terms.startOfDayMs(pair.agreement(), day + 1), RateTerms.NEVER));
  }

  private void open(
      RateSlot slot, FixingProposed proposed, boolean isApproved, FourEyes by, Step step) {
    unschedule(slot);
    slot.open(proposed);
    step.emit(new Event.Governed(by, proposed));
    if (isApproved) {
      open.put(proposed.proposal(), slot.key);
      if (slot.standing == Standing.OPEN) {
        long decideMs = proposed.when().approveByMs();
        slot.decideMs =
            slot.decideMs == RateTerms.NEVER ? decideMs : Math.max(slot.decideMs, decideMs);
      }
    } else {
      confirm(slot, proposed, by, step);
    }
    schedule(slot);
  }

  private void unschedule(RateSlot slot) {
    dues.remove(new Due(slot.nextMs(), slot.key));
  }

  private void schedule(RateSlot slot) {
    dues.add(new Due(slot.nextMs(), slot.key));
  }

  private void confirm(RateSlot slot, FixingProposed proposed, FourEyes by, Step step) {
    boolean isManual = proposed.legs().isEmpty();
    List<RateLeg> legs = proposed.legs();
    String source =
        isManual ? Rung.MANUAL.name() : RateChecks.source(legs.getFirst(), legs.get(1));
    List<Fixing> fixings =
        published.fixings(
            slot.key.pair(),
            proposed.prices(),
            proposed.when().effectiveFromMs(),
            source,
            step.nowMs());
    Origin origin =
        new Origin(
            proposed.proposal(), isManual ? Rung.MANUAL : null, slot.key.day(), slot.untilMs);
    published.publish(slot.key.pair(), fixings, origin);
    slot.close();
    slot.confirmed = proposed.proposal();
    slot.standing = Standing.CONFIRMED;
    slot.decideMs = RateTerms.NEVER;
    step.emit(
        new Event.Governed(
            by,
            new RateEvent.FixingConfirmed(
                proposed.proposal(),
                origin.rung(),
                slot.key.day(),
                slot.untilMs,
                fixings,
                proposed.reason())));
    fixings.forEach(fixing -> step.emit(new Event.FixingPublished(fixing)));
  }

  private void approve(RateChange.ApproveFixing change, FourEyes by, Step step) {
    @Nullable RateSlot slot = find(change.proposal(), step);
    FixingProposed proposed = slot == null ? null : slot.open();
    if (slot == null || proposed == null) {
      return;
    }
    List<ParticipantId> parties = terms.parties(slot.key.pair().agreement());
    Objection objection = check(change.party(), parties, slot, by);
    boolean isLast = true;
    for (ParticipantId party : parties) {
      isLast &= party.equals(change.party()) || slot.isApprovedBy(party);
    }
    if (objection == null && isLast) {
      objection =
          published.check(
              slot.key.pair(),
              slot.key.day(),
              proposed.when().effectiveFromMs(),
              slot.untilMs,
              step.nowMs());
    }
    if (objection != null) {
      object(objection, "proposal " + change.proposal() + " for " + change.party(), step);
      return;
    }
    step.emit(
        new Event.Governed(by, new RateEvent.FixingApproved(change.proposal(), change.party())));
    slot.approvals.add(new Consent(change.party(), by));
    if (isLast) {
      unschedule(slot);
      open.remove(change.proposal());
      confirm(slot, proposed, by, step);
      schedule(slot);
    }
  }

  private @Nullable RateSlot find(int proposal, Step step) {
    @Nullable Key key = open.get(proposal);
    if (key == null) {
      boolean isKnown = proposal > 0 && proposal <= proposals;
      object(
          isKnown ? Objection.PROPOSAL_CLOSED : Objection.PROPOSAL_UNKNOWN,
          "proposal " + proposal,
          step);
      return null;
    }
    return slots.get(key);
  }

  private static @Nullable Objection check(
      ParticipantId party, List<ParticipantId> parties, RateSlot slot, FourEyes by) {
    if (!parties.contains(party)) {
      return Objection.NOT_A_PARTY;
    }
    if (slot.isApprovedBy(party)) {
      return Objection.ALREADY_EXISTS;
    }
    return slot.isManual() && slot.hasSpoken(by) ? Objection.PERSON_OF_OTHER_SIDE : null;
  }

  private void decline(RateChange.DeclineFixing change, FourEyes by, Step step) {
    @Nullable RateSlot slot = find(change.proposal(), step);
    if (slot == null) {
      return;
    }
    Objection objection = null;
    if (!terms.parties(slot.key.pair().agreement()).contains(change.party())) {
      objection = Objection.NOT_A_PARTY;
    } else if (change.reason().isBlank()) {
      objection = Objection.REASON_MISSING;
    } else if (change.reason().length() > Bounds.REASON_CHARS_MAX) {
      objection = Objection.TEXT_TOO_LONG;
    }
    if (objection != null) {
      object(objection, "proposal " + change.proposal() + " for " + change.party(), step);
      return;
    }
    unschedule(slot);
    step.emit(
        new Event.Governed(
            by,
            new RateEvent.FixingDeclined(change.proposal(), change.party(), change.reason())));
    end(slot);
    if (slot.standing == Standing.AWAITS_MANUAL) {
      goDown(slot, change.reason(), by, step.nowMs(), step);
    }
    schedule(slot);
  }

  /// Nobody can approve it any more.
  private void end(RateSlot slot) {
    if (slot.proposal != null) {
      open.remove(slot.proposal.proposal());
    }
    slot.isManualRefused |= slot.isManual();
    slot.close();
  }

  private void fallBack(RateChange.TakeFallback change, FourEyes by, Step step) {
    Pair pair = Pair.of(change.agreement(), change.one(), change.other());
    @Nullable Rates rates = terms.rates(change.agreement(), change.day());
    Objection objection =
        rates == null ? Objection.RATES_NOT_AGREED : check(change, rates, pair, step.nowMs());
    if (objection != null || rates == null) {
      object(objection == null ? Objection.RATES_NOT_AGREED : objection, pair, step);
      return;
    }
    Key key = new Key(pair, change.day());
    @Nullable RateSlot known = slots.get(key);
    RateSlot slot =
        known != null
            ? known
            : new RateSlot(
                key, terms.startOfDayMs(pair.agreement(), change.day() + 1), RateTerms.NEVER);
    List<RateLeg> second = change.second().isEmpty() ? slot.second : change.second();
    @Nullable Choice choice =
        choose(slot, second, rates, step.nowMs());
    boolean isTaken =
        choice != null
            && (choice.rung() == Rung.MANUAL && slot.standing == Standing.AWAITS_MANUAL
                || choice.rung() == Rung.CLOSED && slot.standing == Standing.CLOSED);
    if (choice == null || isTaken) {
      object(isTaken ? Objection.ALREADY_EXISTS : Objection.RUNG_NOT_REACHED, pair, step);
      return;
    }
    if (known != null) {
      unschedule(known);
    }
    slots.put(key, slot);
    slot.second = second;
    slot.decideMs = RateTerms.NEVER;
    take(slot, choice, change.reason(), by, step);
    schedule(slot);
  }

  private @Nullable Objection check(
      RateChange.TakeFallback change, Rates rates, Pair pair, long nowMs) {
    if (!RateChecks.isAgreed(rates, pair.lower(), pair.upper())) {
      return Objection.PAIR_NOT_AGREED;
    }
    if (change.reason().isBlank()) {
      return Objection.REASON_MISSING;
    }
    if (change.reason().length() > Bounds.REASON_CHARS_MAX) {
      return Objection.TEXT_TOO_LONG;
    }
    if (change.day() < 0 || change.day() >= JointCalendar.DAY_MAX) {
      return Objection.EFFECTIVE_OUTSIDE_DAY;
    }
    if (terms.startOfDayMs(pair.agreement(), change.day() + 1) <= nowMs) {
      return Objection.RATE_DAY_OVER;
    }
    Objection second = checkSecond(change.second(), rates, pair, nowMs);
    if (second != null) {
      return second;
    }
    RateSlot slot = slots.get(new Key(pair, change.day()));
    if (slot != null && slot.standing == Standing.CONFIRMED) {
      return Objection.RATE_CONFIRMED;
    }
    long gridMs = terms.approvalMs(pair.agreement(), change.day());
    boolean runs =
        slot == null ? gridMs != RateTerms.NEVER && gridMs > nowMs : slot.isAwaited(nowMs);
    if (runs) {
      return Objection.APPROVAL_TIME_RUNS;
    }
    return slot == null && slots.size() >= Bounds.RATE_SLOTS_MAX ? Objection.TABLE_FULL : null;
  }

  private @Nullable Choice choose(
      RateSlot slot, List<RateLeg> second, Rates rates, long nowMs) {
    JointCalendar calendar = terms.calendar(slot.key.pair().agreement(), slot.key.day());
    return new Waterfall(published, rates, calendar).choose(slot, second, nowMs);
  }

  private void goDown(
      RateSlot slot, String reason, @Nullable FourEyes by, long atMs, Step step) {
    Pair pair = slot.key.pair();
    @Nullable Rates rates = terms.rates(pair.agreement(), slot.key.day());
    @Nullable Choice choice =
        rates == null || slot.untilMs <= atMs ? null : choose(slot, slot.second, rates, atMs);
    if (choice == null) {
      slot.standing = Standing.UNCONFIRMED;
    } else {
      take(slot, choice, reason, by, step);
    }
  }

  private void take(
      RateSlot slot, Choice choice, String reason, @Nullable FourEyes by, Step step) {
    Pair pair = slot.key.pair();
    slot.standing =
        switch (choice.rung()) {
          case PREVIOUS, SECONDARY -> Standing.CONFIRMED;
          case MANUAL -> Standing.AWAITS_MANUAL;
          case CLOSED -> Standing.CLOSED;
        };
    if (!choice.fixings().isEmpty()) {
      Origin origin = new Origin(0, choice.rung(), slot.key.day(), slot.untilMs);
      published.publish(pair, choice.fixings(), origin);
    }
    step.emit(
        new Event.Governed(
            by,
            new RateEvent.FallbackTaken(
                pair.agreement(),
                slot.key.day(),
                pair.lower(),
                pair.upper(),
                choice.rung(),
                slot.untilMs,
                choice.fixings(),
                reason)));
    choice.fixings().forEach(fixing -> step.emit(new Event.FixingPublished(fixing)));
  }

  /// A business day of an agreement has opened, and with it the moment by which rates are
  /// approved: each pair without a rate by then goes down the waterfall, also if nobody proposed.
  public void open(int agreement, int day, long approvalMs) {
    @Nullable Rates rates = terms.rates(agreement, day);
    if (rates == null || approvalMs == RateTerms.NEVER || day >= JointCalendar.DAY_MAX) {
      return;
    }
    for (PairProfile profile : rates.profiles()) {
      Pair pair = Pair.of(agreement, profile.base(), profile.quoted());
      boolean isKnown = slots.containsKey(new Key(pair, day));
      if (isKnown || slots.size() < Bounds.RATE_SLOTS_MAX) {
        RateSlot slot = slot(pair, day);
        unschedule(slot);
        slot.decideMs = slot.standing == Standing.OPEN ? approvalMs : slot.decideMs;
        schedule(slot);
      }
    }
  }

  /// What is due without a command: proposals expire, pairs go down the waterfall, days end.
  public void passTime(Step step) {
    while (nextDueMs() <= step.nowMs()) {
      Due due = dues.removeFirst();
      RateSlot slot = slots.get(due.key());
      if (slot == null) {
        throw new AssertionError("something is due of a day that is over: " + due.key());
      }
      pass(slot, due.atMs(), step);
    }
  }

  public long nextDueMs() {
    return dues.isEmpty() ? RateTerms.NEVER : dues.getFirst().atMs();
  }

  /// Parties that had a rate to approve and did not.
  private List<ParticipantId> silent(RateSlot slot) {
    return terms.parties(slot.key.pair().agreement()).stream()
        .filter(party -> !slot.isApprovedBy(party))
        .toList();
  }

  /// Where that was agreed, who did not confirm pays for it (F32).
  private void penalize(List<ParticipantId> silent, Key key, Step step) {
    AgreedFees.InForce fees =
        silent.isEmpty() ? null : terms.fees(key.pair().agreement(), key.day());
    Money sum = fees == null ? null : fees.penalty(Penalty.Cause.CONFIRMATION_MISSING);
    if (fees == null || sum == null) {
      return;
    }
    for (ParticipantId party : silent) {
      step.emit(
          new Event.PenaltyCharged(
              key.pair().agreement(),
              fees.version(),
              Penalty.Cause.CONFIRMATION_MISSING,
              party,
              sum,
              null,
              key.day(),
              key.pair().lower() + "/" + key.pair().upper()));
    }
  }

  private void pass(RateSlot slot, long atMs, Step step) {
    Pair pair = slot.key.pair();
    FixingProposed open = slot.open();
    boolean isUndecided = slot.decideMs <= atMs;
    List<ParticipantId> silent = open != null && isUndecided ? silent(slot) : List.of();
    if (open != null && (isUndecided || open.when().approveByMs() <= atMs)) {
      step.emit(new Event.Governed(null, new RateEvent.FixingExpired(open.proposal())));
      end(slot);
    }
    if (isUndecided) {
      slot.decideMs = RateTerms.NEVER;
      step.emit(
          new Event.Governed(
              null,
              new RateEvent.PairUnconfirmed(
                  pair.agreement(), slot.key.day(), pair.lower(), pair.upper())));
      penalize(silent, slot.key, step);
    }
    if (isUndecided || slot.standing == Standing.AWAITS_MANUAL && slot.isManualRefused) {
      goDown(slot, NOT_IN_TIME, null, atMs, step);
    }
    if (slot.untilMs <= atMs) {
      slots.remove(slot.key);
    } else {
      schedule(slot);
    }
  }

  /// Why rates of an agreement are not published as they stand; null if they are.
  public @Nullable Refusal checkPublish(int agreement, long effectiveFromMs) {
    @Nullable Rates rates =
        terms.rates(agreement, terms.dayAt(agreement, effectiveFromMs));
    return rates != null && rates.approval() == Approval.EVERY_PARTY
        ? Refusal.RATE_NEEDS_APPROVAL
        : null;
  }

  /// Why the price of `base` in `quoted` may not be used now; null if it may.
  ///
  /// @param valueDay of the payment, whose annex counts
  /// @param fixing number of the one that is effective; below zero if there is none
  public @Nullable Refusal check(
      int agreement, int valueDay, Currency base, Currency quoted, int fixing, long nowMs) {
    if (terms.rates(agreement, valueDay) == null) {
      return fixing < 0 ? Refusal.FIXING_MISSING : null;
    }
    if (fixing >= 0 && nowMs < published.untilMs(fixing, terms)) {
      return null;
    }
    Pair pair = Pair.of(agreement, base, quoted);
    @Nullable RateSlot slot = slots.get(new Key(pair, terms.dayAt(agreement, nowMs)));
    Refusal without = fixing < 0 ? Refusal.FIXING_MISSING : Refusal.RATE_STALE;
    return switch (slot == null ? Standing.CONFIRMED : slot.standing) {
      case CONFIRMED -> without;
      case OPEN, UNCONFIRMED, AWAITS_MANUAL -> Refusal.RATE_UNCONFIRMED;
      case CLOSED -> Refusal.PAIR_CLOSED;
    };
  }

  /// Whether a payment whose rate is not approved waits for it.
  public boolean holds(int agreement, int valueDay) {
    @Nullable Rates rates = terms.rates(agreement, valueDay);
    return rates != null && rates.unconfirmed() == Unconfirmed.HOLD;
  }

  public void writeTo(StateWriter writer) {
    writer.section(Section.RATES);
    writer.putInt(proposals);
    writer.putAll(
        slots.values(),
        (to, slot) -> to.putBlock(GovernanceForm.bytes(out -> RateSlot.write(out, slot))));
    published.writeTo(writer);
  }

  public void readFrom(StateReader reader) {
    reader.section(Section.RATES);
    proposals = reader.getInt();
    for (RateSlot slot :
        reader.getAll(from -> GovernanceForm.read(from.getBlock(), RateSlot::read))) {
      slots.put(slot.key, slot);
      FixingProposed proposed = slot.open();
      if (proposed != null) {
        open.put(proposed.proposal(), slot.key);
      }
      schedule(slot);
    }
    published.readFrom(reader);
  }

  public void checkInvariants() {
    Invariants.check(dues.size() == slots.size(), "a rate has no end", "slots", slots.size());
    int waiting = 0;
    for (RateSlot slot : slots.values()) {
      FixingProposed proposed = slot.open();
      waiting += proposed == null ? 0 : 1;
      Invariants.check(
          proposed == null || slot.key.equals(open.get(proposed.proposal())),
          "an open proposal is not found",
          "slot",
          slot.key);
    }
    Invariants.check(waiting == open.size(), "a proposal is open nowhere", "open", open.size());
    published.checkInvariants();
  }
}
