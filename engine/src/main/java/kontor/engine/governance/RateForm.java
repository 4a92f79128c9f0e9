package kontor.engine.governance;

import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.governance.RateChange.RateDay;
import kontor.engine.governance.RateEvent.Check;
import kontor.engine.governance.RateEvent.Finding;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Price;
import kontor.engine.terms.RateLeg;

/// The canonical form of proposals of rates. Numbers of kinds are never used again.
public final class RateForm {

  private static final int PROPOSE_FIXING = 1;
  private static final int PROPOSE_MANUAL = 2;
  private static final int APPROVE_FIXING = 3;
  private static final int DECLINE_FIXING = 4;
  private static final int TAKE_FALLBACK = 5;

  private static final int FIXING_PROPOSED = 1;
  private static final int FIXING_APPROVED = 2;
  private static final int FIXING_DECLINED = 3;
  private static final int FIXING_CONFIRMED = 4;
  private static final int FIXING_EXPIRED = 5;
  private static final int PAIR_UNCONFIRMED = 6;
  private static final int FALLBACK_TAKEN = 7;

  private static final Rung[] RUNGS = Rung.values();
  private static final Check[] CHECKS = Check.values();

  private RateForm() {}

  static void write(FormWriter out, RateChange change) {
    switch (change) {
      case RateChange.ProposeFixing c -> {
        out.int8(PROPOSE_FIXING);
        day(out, c.when());
        leg(out, c.legA());
        leg(out, c.legB());
        out.list(c.second(), RateForm::leg);
        out.text(c.reason());
      }
      case RateChange.ProposeManual c -> {
        out.int8(PROPOSE_MANUAL);
        day(out, c.when());
        price(out, c.one());
        price(out, c.other());
        out.text(c.reason());
      }
      case RateChange.ApproveFixing c -> {
        out.int8(APPROVE_FIXING);
        out.int32(c.proposal());
        out.participant(c.party());
      }
      case RateChange.DeclineFixing c -> {
        out.int8(DECLINE_FIXING);
        out.int32(c.proposal());
        out.participant(c.party());
        out.text(c.reason());
      }
      case RateChange.TakeFallback c -> {
        out.int8(TAKE_FALLBACK);
        out.int32(c.agreement());
        out.int32(c.day());
        out.currency(c.one());
        out.currency(c.other());
        out.list(c.second(), RateForm::leg);
        out.text(c.reason());
      }
    }
  }

  static RateChange change(FormReader in) {
    int kind = in.int8();
    return switch (kind) {
      case PROPOSE_FIXING ->
          new RateChange.ProposeFixing(
              day(in), leg(in), leg(in), in.list(RateForm::leg), in.text());
      case PROPOSE_MANUAL ->
          new RateChange.ProposeManual(day(in), price(in), price(in), in.text());
      case APPROVE_FIXING -> new RateChange.ApproveFixing(in.int32(), in.participant());
      case DECLINE_FIXING ->
          new RateChange.DeclineFixing(in.int32(), in.participant(), in.text());
      case TAKE_FALLBACK ->
          new RateChange.TakeFallback(
              in.int32(),
              in.int32(),
              in.currency(),
              in.currency(),
              in.list(RateForm::leg),
              in.text());
      default -> throw new IllegalArgumentException("kind of change unknown: " + kind);
    };
  }

  static void write(FormWriter out, RateEvent event) {
    switch (event) {
      case RateEvent.FixingProposed e -> {
        out.int8(FIXING_PROPOSED);
        proposed(out, e);
      }
      case RateEvent.FixingApproved e -> {
        out.int8(FIXING_APPROVED);
        out.int32(e.proposal());
        out.participant(e.party());
      }
      case RateEvent.FixingDeclined e -> {
        out.int8(FIXING_DECLINED);
        out.int32(e.proposal());
        out.participant(e.party());
        out.text(e.reason());
      }
      case RateEvent.FixingConfirmed e -> {
        out.int8(FIXING_CONFIRMED);
        out.int32(e.proposal());
        out.optional(e.rung(), (to, rung) -> to.int8(rung.code()));
        out.int32(e.day());
        out.int64(e.untilMs());
        out.list(e.fixings(), RateForm::fixing);
        out.text(e.reason());
      }
      case RateEvent.FixingExpired e -> {
        out.int8(FIXING_EXPIRED);
        out.int32(e.proposal());
      }
      case RateEvent.PairUnconfirmed e -> {
        out.int8(PAIR_UNCONFIRMED);
        out.int32(e.agreement());
        out.int32(e.day());
        out.currency(e.one());
        out.currency(e.other());
      }
      case RateEvent.FallbackTaken e -> {
        out.int8(FALLBACK_TAKEN);
        fallback(out, e);
      }
    }
  }

  static RateEvent event(FormReader in) {
    int kind = in.int8();
    return switch (kind) {
      case FIXING_PROPOSED -> proposed(in);
      case FIXING_APPROVED -> new RateEvent.FixingApproved(in.int32(), in.participant());
      case FIXING_DECLINED ->
          new RateEvent.FixingDeclined(in.int32(), in.participant(), in.text());
      case FIXING_CONFIRMED ->
          new RateEvent.FixingConfirmed(
              in.int32(),
              in.optional(from -> from.coded(RUNGS, Rung::code)),
              in.int32(),
              in.int64(),
              in.list(RateForm::fixing),
              in.text());
      case FIXING_EXPIRED -> new RateEvent.FixingExpired(in.int32());
      case PAIR_UNCONFIRMED ->
          new RateEvent.PairUnconfirmed(in.int32(), in.int32(), in.currency(), in.currency());
      case FALLBACK_TAKEN -> fallback(in);
      default -> throw new IllegalArgumentException("kind of event unknown: " + kind);
    };
  }

  public static void proposed(FormWriter out, RateEvent.FixingProposed proposal) {
    out.int32(proposal.proposal());
    day(out, proposal.when());
    out.list(proposal.prices(), RateForm::price);
    out.list(proposal.legs(), RateForm::leg);
    out.list(proposal.findings(), RateForm::finding);
    out.text(proposal.reason());
  }

  public static RateEvent.FixingProposed proposed(FormReader in) {
    return new RateEvent.FixingProposed(
        in.int32(),
        day(in),
        in.list(RateForm::price),
        in.list(RateForm::leg),
        in.list(RateForm::finding),
        in.text());
  }

  private static void fallback(FormWriter out, RateEvent.FallbackTaken event) {
    out.int32(event.agreement());
    out.int32(event.day());
    out.currency(event.one());
    out.currency(event.other());
    out.int8(event.rung().code());
    out.int64(event.untilMs());
    out.list(event.fixings(), RateForm::fixing);
    out.text(event.reason());
  }

  private static RateEvent.FallbackTaken fallback(FormReader in) {
    return new RateEvent.FallbackTaken(
        in.int32(),
        in.int32(),
        in.currency(),
        in.currency(),
        in.coded(RUNGS, Rung::code),
        in.int64(),
        in.list(RateForm::fixing),
        in.text());
  }

  private static void day(FormWriter out, RateDay when) {
    out.int32(when.agreement());
    out.int32(when.day());
    out.int64(when.effectiveFromMs());
    out.int64(when.approveByMs());
  }

  private static RateDay day(FormReader in) {
    return new RateDay(in.int32(), in.int32(), in.int64(), in.int64());
  }

  public static void leg(FormWriter out, RateLeg leg) {
    out.currency(leg.currency());
    out.rate(leg.units());
    out.text(leg.reference());
    out.text(leg.source());
    out.text(leg.publication());
    out.int64(leg.observedMs());
    out.optional(
        leg.provenance(),
        (to, provenance) -> {
          to.digest(provenance.file());
          to.int32(provenance.line());
        });
  }

  public static RateLeg leg(FormReader in) {
    return new RateLeg(
        in.currency(),
        in.rate(),
        in.text(),
        in.text(),
        in.text(),
        in.int64(),
        in.optional(from -> new RateLeg.Provenance(from.digest(), from.int32())));
  }

  private static void price(FormWriter out, Price price) {
    out.currency(price.base());
    out.currency(price.quoted());
    out.rate(price.rate());
  }

  private static Price price(FormReader in) {
    return new Price(in.currency(), in.currency(), in.rate());
  }

  private static void finding(FormWriter out, Finding finding) {
    out.int8(finding.check().code());
    out.text(finding.where());
    out.int64(finding.measured());
    out.int64(finding.limit());
  }

  private static Finding finding(FormReader in) {
    return new Finding(in.coded(CHECKS, Check::code), in.text(), in.int64(), in.int64());
  }

  private static void fixing(FormWriter out, Fixing fixing) {
    out.int32(fixing.agreement());
    out.currency(fixing.base());
    out.currency(fixing.quoted());
    out.rate(fixing.rate());
    out.int64(fixing.effectiveFromMs());
    out.text(fixing.source());
  }

  private static Fixing fixing(FormReader in) {
    return new Fixing(
        in.int32(), in.currency(), in.currency(), in.rate(), in.int64(), in.text());
  }
}
