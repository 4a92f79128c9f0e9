package kontor.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import kontor.engine.annex.AgreementFrame;
import kontor.engine.annex.AgreementFrame.Party;
import kontor.engine.annex.AgreementFrame.Ratification;
import kontor.engine.annex.AgreementState;
import kontor.engine.annex.Annex;
import kontor.engine.annex.AnnexForm;
import kontor.engine.annex.AnnexKind;
import kontor.engine.annex.AnnexTerms;
import kontor.engine.governance.AgreementChange;
import kontor.engine.governance.AgreementEvent;
import kontor.engine.state.Bounds;
import kontor.engine.terms.Digest;
import kontor.engine.terms.Money;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Rounding;
import kontor.engine.terms.SettlementModel;
import org.junit.jupiter.api.Test;

/// Random lives of an agreement of AR and PY, with payments at random instants for random value
/// dates. What each payment meets is what {@link NaiveAgreement} says: nothing is accepted outside
/// IN_FORCE, and each instant and date have one edition of the annexes or one refusal.
class AgreementLifeProperty {

  private static final long SEED = 20_261_128;
  private static final int LIVES = 1_300;
  private static final int STEPS = 40;
  private static final int DAY = (int) LocalDate.parse("2026-03-02").toEpochDay();
  private static final long HOUR_MS = 3_600_000;
  private static final List<ParticipantId> PARTIES =
      List.of(World.participant("AR"), World.participant("PY"));
  private static final TreeSet<LocalDate> CLOSED = new TreeSet<>();

  static {
    for (String day : List.of("2026-03-24", "2026-05-01", "2026-05-14", "2026-05-15")) {
      CLOSED.add(LocalDate.parse(day));
    }
  }

  /// How often each answer was given; every one of them must be.
  private final TreeMap<String, Integer> answers = new TreeMap<>();
  private int asked;
  private int payments;

  @Test
  void everyPaymentMeetsWhatTheNaiveReadingSays() {
    for (int life = 0; life < LIVES; life++) {
      long seed = SEED + life;
      Life run = new Life(new Gen(seed));
      try {
        run.live();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + run.harness.prefix(), e);
      }
      if (life % 50 == 0) {
        run.harness.checkAll();
      }
    }
    assertTrue(asked >= 100_000, "payments asked: " + asked);
    for (String answer :
        List.of(
            "accepted",
            "AGREEMENT_NOT_IN_FORCE",
            "AGREEMENT_SUSPENDED",
            "AGREEMENT_TERMINATED",
            "ANNEX_NOT_IN_FORCE",
            "AMOUNT_ABOVE_AGREED_MAXIMUM")) {
      assertTrue(answers.getOrDefault(answer, 0) > 1000, answer + " in " + answers);
    }
  }

  private final class Life {
    final Gen gen;
    final EngineHarness harness;
    final AgreementFrame frame;
    final NaiveAgreement naive;
    /// Annexes as they stand, by kind.
    final TreeMap<AnnexKind, List<Annex>> annexes = new TreeMap<>();
    long nowMs = DAY * 24 * HOUR_MS;

    Life(Gen gen) {
      this.gen = gen;
      harness = new LifeScript(Bounds.DEFAULT).harness();
      harness.apply(
          0,
          new Command.MoveFunds(
              Script.key("all"),
              World.account("A1/S@AR:ARS"),
              World.money("100000000.00", "ARS"),
              Command.MoveFunds.Direction.IN));
      int from = DAY + gen.below(12);
      frame =
          new AgreementFrame(
              5,
              "random",
              List.of(
                  new Party(PARTIES.getFirst(), "AR", World.ARS),
                  new Party(PARTIES.getLast(), "PY", World.PYG)),
              "none",
              gen.percent(50) ? LifeScript.ZONE : "America/New_York",
              from,
              gen.percent(30) ? Integer.MAX_VALUE : from + gen.below(60),
              gen.below(8),
              gen.percent(30) ? Ratification.NEEDED : Ratification.NOT_NEEDED);
      naive = new NaiveAgreement(frame, CLOSED);
      harness.apply(
          nowMs, new Command.Govern(LifeScript.BY, new AgreementChange.DraftAgreement(frame)));
    }

    void live() {
      if (gen.percent(90)) {
        conclude();
      }
      for (int i = 0; i < STEPS; i++) {
        step(change());
        ask();
        nowMs += gen.percent(60) ? 0 : gen.below(48 * HOUR_MS);
        if (gen.percent(3)) {
          harness.restart();
        }
        ask();
      }
    }

    /// The usual way into force, so that most lives get there.
    void conclude() {
      step(new AgreementChange.ProposeAnnex(annex(AnnexKind.SETTLEMENT, 1, frame.fromDay())));
      for (ParticipantId party : PARTIES) {
        step(new AgreementChange.AgreeText(5, party, digest()));
      }
      for (ParticipantId party : PARTIES) {
        nowMs += gen.below(96 * HOUR_MS);
        step(new AgreementChange.SignAgreement(5, party, digest()));
      }
      for (ParticipantId party : PARTIES) {
        step(new AgreementChange.Ratify(5, party));
      }
    }

    private AgreementChange change() {
      ParticipantId party = gen.choice(PARTIES);
      AnnexKind kind =
          gen.choice(List.of(AnnexKind.SETTLEMENT, AnnexKind.LIMITS, AnnexKind.RATES));
      List<Annex> known = annexes.getOrDefault(kind, List.of());
      int last = known.size();
      return switch (gen.below(16)) {
        case 0, 1, 2, 3 -> {
          int version = gen.percent(80) ? last + 1 : 1 + gen.below(last + 2);
          yield new AgreementChange.ProposeAnnex(
              annex(kind, version, frame.fromDay() + gen.below(50)));
        }
        case 4, 5, 6, 7, 8 ->
            new AgreementChange.SignAnnex(
                5,
                kind,
                Math.max(1, last),
                party,
                last == 0 || gen.percent(3) ? digest() : AnnexForm.digest(known.getLast()));
        case 9 -> new AgreementChange.WithdrawAnnex(5, kind, Math.max(1, last), party);
        case 10 -> new AgreementChange.AgreeText(5, party, digest());
        case 11 -> new AgreementChange.SignAgreement(5, party, digest());
        case 12 -> new AgreementChange.Ratify(5, party);
        case 13 ->
            gen.percent(40)
                ? new AgreementChange.Suspend(5, party, "talks")
                : new AgreementChange.Resume(5, party);
        case 14 -> new AgreementChange.Resume(5, party);
        default ->
            gen.percent(15)
                ? new AgreementChange.Terminate(5, party, DAY + gen.below(70))
                : new AgreementChange.Resume(5, party);
      };
    }

    private Annex annex(AnnexKind kind, int version, int from) {
      int until = gen.percent(70) ? Integer.MAX_VALUE : from + gen.below(20);
      AnnexTerms terms =
          switch (kind) {
            case SETTLEMENT ->
                new AnnexTerms.Settlement(
                    SettlementModel.SINGLE,
                    List.of(),
                    List.of(),
                    List.of(new Money(100 + gen.below(100), World.ARS)),
                    0);
            case RATES ->
                new AnnexTerms.Rates(
                    List.of(),
                    Rounding.HALF_UP,
                    AnnexTerms.Approval.NONE,
                    0,
                    0,
                    gen.below(99),
                    AnnexTerms.Breach.WARNING,
                    AnnexTerms.Unconfirmed.REFUSE,
                    List.of(),
                    0,
                    List.of());
            default ->
                new AnnexTerms.Parameters(
                    kind, List.of(new AnnexTerms.Parameter("line", "" + gen.below(99))));
          };
      return new Annex(5, version, from, until, terms);
    }

    private Digest digest() {
      return AnnexForm.digest(frame, annexes.values().stream().flatMap(List::stream).toList());
    }

    /// Takes a step if the engine lets it; the naive reading must allow what the engine does.
    private void step(AgreementChange change) {
      AgreementState before = naive.state(nowMs);
      boolean allowed = naive.mayTake(change, nowMs);
      List<Event> events = harness.apply(nowMs, new Command.Govern(LifeScript.BY, change));
      boolean taken =
          events.stream().anyMatch(e -> e instanceof Event.Governed g && g.by() != null);
      assertTrue(!taken || allowed, () -> change + " was taken in " + before);
      if (taken) {
        naive.take(change, nowMs);
        events.forEach(this::remember);
      }
      for (Event event : events) {
        if (event instanceof Event.Governed(var _, AgreementEvent.AgreementStateChanged e)) {
          state = e.state();
        }
      }
      assertEquals(naive.state(nowMs), state, "state after " + change);
    }

    private AgreementState state = AgreementState.DRAFT;

    private void remember(Event event) {
      if (event instanceof Event.Governed(var _, AgreementEvent.AnnexProposed(Annex annex))) {
        List<Annex> known = annexes.computeIfAbsent(annex.kind(), kind -> new ArrayList<>());
        known.removeIf(other -> other.version() == annex.version());
        known.add(annex.version() - 1, annex);
      }
      if (event instanceof Event.Governed(var _, AgreementEvent.AnnexWithdrawn e)) {
        annexes.getOrDefault(e.kind(), List.of()).removeLast();
      }
    }

    private void ask() {
      int day = frame.fromDay() - 2 + gen.below(64);
      Money sum = new Money(1 + gen.below(150), World.ARS);
      String text = "pay u%d A1>P1 %s day %d".formatted(++payments, sum, day);
      List<Event> events =
          harness.apply(nowMs, Script.message("m" + payments, List.of(text), 0, 1));
      String answer = "none";
      for (Event event : events) {
        if (event instanceof Event.PaymentAccepted e) {
          answer = "accepted under " + e.conversion().agreementVersion();
        } else if (event instanceof Event.PaymentRejected e) {
          answer = e.refusals().getFirst().name();
        } else if (event
            instanceof Event.Governed(var _, AgreementEvent.AgreementStateChanged e)) {
          state = e.state();
        }
      }
      asked++;
      answers.merge(answer.startsWith("accepted") ? "accepted" : answer, 1, Integer::sum);
      assertEquals(naive.answer(sum, day, nowMs), answer, text);
      assertEquals(naive.state(nowMs), state, "state");
      if (state != AgreementState.IN_FORCE) {
        assertTrue(!answer.startsWith("accepted"), "accepted in " + state);
      }
    }
  }
}
