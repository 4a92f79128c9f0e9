package kontor.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementFrame.Ratification;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.governance.AgreementChange;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import org.jspecify.annotations.Nullable;

/// A second, stupid reading of an agreement: it keeps what was done, asks the JDK for the date,
/// walks over days one by one and looks at all versions for each question.
final class NaiveAgreement {

  private static final int NEVER = Integer.MAX_VALUE;

  /// A version, who signed it, and from which day it holds.
  private static final class Version {
    final Annex annex;
    final TreeSet<ParticipantId> signers = new TreeSet<>();
    int fromDay = NEVER;

    Version(Annex annex) {
      this.annex = annex;
    }
  }

  private final AgreementFrame frame;
  private final TreeSet<LocalDate> closed;
  private final TreeMap<AnnexKind, List<Version>> versions = new TreeMap<>();
  private final TreeSet<ParticipantId> agreed = new TreeSet<>();
  private final TreeSet<ParticipantId> signed = new TreeSet<>();
  private final TreeSet<ParticipantId> ratified = new TreeSet<>();
  private final TreeSet<ParticipantId> suspending = new TreeSet<>();
  private final List<String> editions = new ArrayList<>();
  private int inForceDay = NEVER;
  private int endDay;

  /// @param closed holidays of either party
  NaiveAgreement(AgreementFrame frame, TreeSet<LocalDate> closed) {
    this.frame = frame;
    this.closed = closed;
    endDay = frame.untilDay() == NEVER ? NEVER : frame.untilDay() + 1;
  }

  private int today(long nowMs) {
    return (int)
        Instant.ofEpochMilli(nowMs).atZone(ZoneId.of(frame.zone())).toLocalDate().toEpochDay();
  }

  AgreementState state(long nowMs) {
    int today = today(nowMs);
    if (today >= endDay) {
      boolean ranOff = inForceDay >= endDay || today >= (long) endDay + frame.runOffDays();
      return ranOff ? AgreementState.TERMINATED : AgreementState.TERMINATING;
    }
    if (today >= inForceDay) {
      return suspending.isEmpty() ? AgreementState.IN_FORCE : AgreementState.SUSPENDED;
    }
    if (inForceDay != NEVER) {
      return AgreementState.RATIFIED;
    }
    if (signed.size() == frame.parties().size()) {
      return AgreementState.SIGNED;
    }
    return agreed.size() == frame.parties().size()
        ? AgreementState.AGREED
        : AgreementState.DRAFT;
  }

  /// Whether the state, as it is before the step, is one in which the step may be taken at all.
  boolean mayTake(AgreementChange change, long nowMs) {
    AgreementState state = state(nowMs);
    boolean changes =
        state == AgreementState.SIGNED
            || state == AgreementState.RATIFIED
            || state == AgreementState.IN_FORCE
            || state == AgreementState.SUSPENDED;
    return switch (change) {
      case AgreementChange.ProposeAnnex _, AgreementChange.WithdrawAnnex _ ->
          changes || state == AgreementState.DRAFT;
      case AgreementChange.AgreeText _ -> state == AgreementState.DRAFT;
      case AgreementChange.SignAgreement _ -> state == AgreementState.AGREED;
      case AgreementChange.Ratify _ -> state == AgreementState.SIGNED;
      case AgreementChange.SignAnnex _ -> changes;
      case AgreementChange.Suspend _ ->
          state == AgreementState.IN_FORCE || state == AgreementState.SUSPENDED;
      case AgreementChange.Resume _ -> state == AgreementState.SUSPENDED;
      case AgreementChange.Terminate _ ->
          state != AgreementState.TERMINATING && state != AgreementState.TERMINATED;
      case AgreementChange.DraftAgreement _, AgreementChange.OfRegister _ -> false;
    };
  }

  /// A step that was taken.
  void take(AgreementChange change, long nowMs) {
    switch (change) {
      case AgreementChange.ProposeAnnex(Annex annex) -> {
        List<Version> known = versions.computeIfAbsent(annex.kind(), kind -> new ArrayList<>());
        known.removeIf(version -> version.annex.version() == annex.version());
        known.add(annex.version() - 1, new Version(annex));
        redraft();
      }
      case AgreementChange.WithdrawAnnex c -> {
        versions.getOrDefault(c.kind(), List.of()).removeLast();
        redraft();
      }
      case AgreementChange.AgreeText c -> agreed.add(c.party());
      case AgreementChange.SignAgreement c -> sign(c.party(), nowMs);
      case AgreementChange.Ratify c -> {
        ratified.add(c.party());
        if (ratified.size() == frame.parties().size()) {
          inForceDay = dayFrom(frame.fromDay(), nowMs);
        }
      }
      case AgreementChange.SignAnnex c -> {
        Version version = versions.getOrDefault(c.kind(), List.of()).get(c.version() - 1);
        version.signers.add(c.party());
        if (version.signers.size() == frame.parties().size()) {
          version.fromDay = dayFrom(version.annex.fromDay(), nowMs);
          number();
        }
      }
      case AgreementChange.Suspend c -> suspending.add(c.party());
      case AgreementChange.Resume c -> suspending.remove(c.party());
      case AgreementChange.Terminate c -> endDay = c.fromDay();
      case AgreementChange.DraftAgreement _, AgreementChange.OfRegister _ -> {}
    }
  }

  private void redraft() {
    if (agreed.size() < frame.parties().size()) {
      agreed.clear();
    }
  }

  private void sign(ParticipantId party, long nowMs) {
    signed.add(party);
    if (signed.size() < frame.parties().size()) {
      return;
    }
    for (List<Version> all : versions.values()) {
      for (Version version : all) {
        version.fromDay = dayFrom(version.annex.fromDay(), nowMs);
      }
    }
    if (frame.ratification() == Ratification.NOT_NEEDED) {
      inForceDay = dayFrom(frame.fromDay(), nowMs);
    }
    number();
  }

  private int dayFrom(int day, long nowMs) {
    int today = today(nowMs);
    if (today < day) {
      return day;
    }
    LocalDate next = LocalDate.ofEpochDay(today).plusDays(1);
    while (next.getDayOfWeek().getValue() >= 6 || closed.contains(next)) {
      next = next.plusDays(1);
    }
    return (int) next.toEpochDay();
  }

  /// Gives every set of annexes that holds on any day and has no number the next one.
  private void number() {
    for (int day = frame.fromDay() - 1; day < frame.fromDay() + 100; day++) {
      String edition = edition(day);
      if (!edition.isEmpty() && !editions.contains(edition)) {
        editions.add(edition);
      }
    }
  }

  private String edition(int day) {
    StringBuilder text = new StringBuilder();
    for (AnnexKind kind : versions.keySet()) {
      Annex annex = on(kind, day);
      if (annex != null) {
        text.append(kind).append(annex.version()).append(' ');
      }
    }
    return text.toString();
  }

  /// The one version that holds: its day has come and is not over, and no later one's has come.
  private @Nullable Annex on(AnnexKind kind, int day) {
    List<Annex> holding = new ArrayList<>();
    List<Version> all = versions.getOrDefault(kind, List.of());
    for (Version version : all) {
      boolean replaced =
          all.stream()
              .anyMatch(
                  later ->
                      later.annex.version() > version.annex.version() && later.fromDay <= day);
      if (version.fromDay <= day && day <= version.annex.untilDay() && !replaced) {
        holding.add(version.annex);
      }
    }
    if (holding.size() > 1) {
      throw new AssertionError("two versions of " + kind + " hold on day " + day);
    }
    return holding.isEmpty() ? null : holding.getFirst();
  }

  /// What a payment of a sum meets: `accepted under 3`, or the refusal.
  String answer(Money sum, int day, long nowMs) {
    AgreementState state = state(nowMs);
    if (state == AgreementState.SUSPENDED) {
      return "AGREEMENT_SUSPENDED";
    }
    if (state == AgreementState.TERMINATING || state == AgreementState.TERMINATED) {
      return "AGREEMENT_TERMINATED";
    }
    if (state != AgreementState.IN_FORCE || day < inForceDay || day >= endDay) {
      return "AGREEMENT_NOT_IN_FORCE";
    }
    Annex annex = on(AnnexKind.SETTLEMENT, day);
    if (annex == null || !(annex.terms() instanceof AnnexTerms.Settlement settlement)) {
      return "ANNEX_NOT_IN_FORCE";
    }
    return sum.minor() > settlement.maximums().getFirst().minor()
        ? "AMOUNT_ABOVE_AGREED_MAXIMUM"
        : "accepted under " + (1 + editions.indexOf(edition(day)));
  }
}
