package kontor.engine.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.Refusal;
import kontor.engine.participant.Registry;
import kontor.engine.rates.Redenomination;
import kontor.engine.state.Bounds;
import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.terms.Currency;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Fixings;
import kontor.engine.terms.ParticipantId;
import kontor.engine.terms.Particulars;
import kontor.engine.terms.Rate;
import kontor.engine.terms.RoundingProfile;
import org.jspecify.annotations.Nullable;

/// Every rate ever published, by agreement and direction (F07). What is published is never
/// edited; what holds at an instant is the latest that is effective by then. Beside them are the
/// rates that were dealt for one payment each.
public final class FixingBoard {

  private static final long DAY_MS = 24L * 60 * 60 * 1000;

  private record Direction(int agreement, Currency base, Currency quoted)
      implements Comparable<Direction> {
    @Override
    public int compareTo(Direction other) {
      int byAgreement = Integer.compare(agreement, other.agreement);
      int byBase = byAgreement != 0 ? byAgreement : base.compareTo(other.base);
      return byBase != 0 ? byBase : quoted.compareTo(other.quoted);
    }
  }

  /// Units of a currency for one unit of the reference.
  public record Leg(Currency currency, Rate perReference) {}

  /// Both directions as computed from two legs, or why there are none.
  public record Published(@Nullable Refusal refusal, List<Fixing> fixings) {}

  /// A rate at which one payment is accepted (F09).
  ///
  /// @param quote number of the quote; {@link Particulars#NO_QUOTE} if it names none
  /// @param rate units of `quoted` for one unit of `base`
  /// @param postedMs when the provider posted the rate on which it rests, log time
  public record Deal(
      int agreement,
      long quote,
      ParticipantId provider,
      Currency base,
      Currency quoted,
      Rate rate,
      long postedMs) {

    /// The rate as payments show it.
    public Fixing fixing() {
      String source =
          quote == Particulars.NO_QUOTE ? "offer " + provider : "quote " + quote + " " + provider;
      return new Fixing(agreement, base, quoted, rate, postedMs, source);
    }
  }

  /// Numbers from here on are those of dealt rates.
  private static final int FIRST_DEALT = 1 << 30;

  private final Agreements agreements;
  private final Bounds bounds;
  private final DealtRates dealt;
  /// In the order of publication: a fixing's place is its number in the core.
  private final List<Fixing> fixings = new ArrayList<>();
  private final TreeMap<Direction, List<Integer>> byDirection = new TreeMap<>();

  public FixingBoard(Registry registry, Agreements agreements, Bounds bounds) {
    this.agreements = agreements;
    this.bounds = bounds;
    dealt = new DealtRates(registry, bounds);
  }

  /// Publishes the price of each money of an agreement of two parties in the other.
  public Published publish(int id, Rate legA, Rate legB, long effectiveFromMs, String source) {
    if (!agreements.isKnown(id)) {
      return refused(Refusal.AGREEMENT_UNKNOWN);
    }
    List<Currency> moneys = agreements.moneys(id);
    return moneys == null
        ? refused(Refusal.CURRENCY_NOT_AGREED)
        : publish(
            id, new Leg(moneys.getFirst(), legA), new Leg(moneys.getLast(), legB),
            effectiveFromMs, source);
  }

  /// Publishes the price of each of two moneys in the other, each from the legs and by its own
  /// profile; none is the inverse of the other. Profiles are those that hold on the day (UTC) from
  /// which the fixing does, or else the last ones.
  public Published publish(int id, Leg legA, Leg legB, long effectiveFromMs, String source) {
    if (!agreements.isKnown(id)) {
      return refused(Refusal.AGREEMENT_UNKNOWN);
    }
    int day = (int) Math.clamp(Math.floorDiv(effectiveFromMs, DAY_MS), 0, Integer.MAX_VALUE);
    Currency a = legA.currency();
    Currency b = legB.currency();
    boolean agreed = agreements.isPair(id, a, b);
    RoundingProfile priceInA = agreed ? agreements.profile(id, b, a, day) : null;
    RoundingProfile priceInB = agreed ? agreements.profile(id, a, b, day) : null;
    if (priceInA == null || priceInB == null) {
      return refused(Refusal.CURRENCY_NOT_AGREED);
    }
    Rate ofB = Fixings.price(legA.perReference(), legB.perReference(), priceInA);
    Rate ofA = Fixings.price(legB.perReference(), legA.perReference(), priceInB);
    if (ofB == null || ofA == null) {
      return refused(Refusal.AMOUNT_TOO_LARGE);
    }
    List<Fixing> both =
        List.of(
            new Fixing(id, b, a, ofB, effectiveFromMs, source),
            new Fixing(id, a, b, ofA, effectiveFromMs, source));
    Refusal refusal = together(check(both.getFirst(), 2), check(both.getLast(), 2));
    if (refusal == null) {
      publish(both);
    }
    return new Published(refusal, both);
  }

  /// Both or none: a direction that was published before, alone, is a conflict.
  private static @Nullable Refusal together(@Nullable Refusal first, @Nullable Refusal second) {
    if (first == second) {
      return first;
    }
    if (first != null && first != Refusal.ALREADY_EXISTS) {
      return first;
    }
    return second != null && second != Refusal.ALREADY_EXISTS
        ? second
        : Refusal.CONFLICTS_WITH_EARLIER;
  }

  private static Published refused(Refusal refusal) {
    return new Published(refusal, List.of());
  }

  /// Publishes one direction as it stands.
  public @Nullable Refusal publish(Fixing fixing) {
    if (!agreements.isKnown(fixing.agreement())) {
      return Refusal.AGREEMENT_UNKNOWN;
    }
    boolean agreed = agreements.isPair(fixing.agreement(), fixing.base(), fixing.quoted());
    Refusal refusal = agreed ? check(fixing, 1) : Refusal.CURRENCY_NOT_AGREED;
    if (refusal == null) {
      add(fixing);
    }
    return refusal;
  }

  /// Publishes both directions, for which there is room and which come after those before.
  ///
  /// @return number of the first; the second has the next
  int publish(List<Fixing> both) {
    int first = fixings.size();
    both.forEach(this::add);
    return first;
  }

  /// From when the last that is known for a direction is effective.
  long lastEffectiveFromMs(int agreement, Currency base, Currency quoted) {
    List<Integer> known = known(agreement, base, quoted);
    return known.isEmpty() ? Long.MIN_VALUE : fixing(known.getLast()).effectiveFromMs();
  }

  private @Nullable Refusal check(Fixing fixing, int count) {
    List<Integer> known = known(fixing.agreement(), fixing.base(), fixing.quoted());
    int at = lastEffective(known, fixing.effectiveFromMs());
    if (at >= 0 && fixing(known.get(at)).effectiveFromMs() == fixing.effectiveFromMs()) {
      return fixing(known.get(at)).equals(fixing)
          ? Refusal.ALREADY_EXISTS
          : Refusal.CONFLICTS_WITH_EARLIER;
    }
    if (at < known.size() - 1) {
      return Refusal.FIXING_BACKDATED;
    }
    if (fixing.source().length() > Bounds.SOURCE_CHARS_MAX) {
      return Refusal.AGREEMENT_INVALID;
    }
    return hasRoomFor(count) ? null : Refusal.TABLE_FULL;
  }

  private void add(Fixing fixing) {
    byDirection
        .computeIfAbsent(
            new Direction(fixing.agreement(), fixing.base(), fixing.quoted()),
            direction -> new ArrayList<>())
        .add(fixings.size());
    fixings.add(fixing);
  }

  private List<Integer> known(int agreement, Currency base, Currency quoted) {
    return byDirection.getOrDefault(new Direction(agreement, base, quoted), List.of());
  }

  /// Publishes in a new unit what holds in the old one at an instant and what was published for
  /// later. These are as many as there are directions, so the table may grow beyond its bound.
  ///
  /// @return the new fixings
  public List<Fixing> redenominate(Redenomination unit, long atMs) {
    List<Fixing> restated = new ArrayList<>();
    byDirection.forEach(
        (direction, known) -> {
          int first = Math.max(0, lastEffective(known, atMs));
          for (int number : known.subList(first, known.size())) {
            Fixing old = fixing(number);
            Fixing now = unit.fixing(old, Math.max(atMs, old.effectiveFromMs()));
            if (now != null) {
              restated.add(now);
            }
          }
        });
    restated.forEach(this::add);
    return restated;
  }

  /// Place of the last that is effective by `timeMs`, or -1; the list grows in that time.
  private int lastEffective(List<Integer> known, long timeMs) {
    int low = 0;
    int high = known.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (fixing(known.get(middle)).effectiveFromMs() <= timeMs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /// Number of the fixing that is effective at an instant for one unit of `base` in `quoted`; -1
  /// if there is none. Whether it still holds is another question: see {@link RateDesk}.
  public int effective(int agreement, Currency base, Currency quoted, long timeMs) {
    List<Integer> known = known(agreement, base, quoted);
    int at = lastEffective(known, timeMs);
    return at < 0 ? -1 : known.get(at);
  }

  boolean hasFixing(int number) {
    return number >= 0 && number < fixings.size();
  }

  boolean hasRoomFor(int count) {
    return fixings.size() + count <= bounds.fixingsMax();
  }

  /// A published fixing, or the rate of one payment, by its number.
  public Fixing fixing(int number) {
    return number < FIRST_DEALT ? fixings.get(number) : dealt.fixing(number - FIRST_DEALT);
  }

  /// Keeps the rate at which a payment is accepted. There are no more of them than payments.
  ///
  /// @return its number
  public int deal(Deal deal) {
    return FIRST_DEALT + dealt.add(deal);
  }

  public void writeTo(StateWriter writer) {
    writer.putAll(fixings, StateWriter::putFixing);
  }

  public void readFrom(StateReader reader) {
    reader.getAll(StateReader::getFixing).forEach(this::add);
  }

  /// Rates of single payments are part of a snapshot since version 4.
  public void writeDealtTo(StateWriter writer) {
    dealt.writeTo(writer);
  }

  public void readDealtFrom(StateReader reader) {
    dealt.readFrom(reader);
  }

  public void checkInvariants() {
    dealt.checkInvariants();
    byDirection.forEach(
        (direction, known) -> {
          for (int i = 1; i < known.size(); i++) {
            Invariants.check(
                fixing(known.get(i - 1)).effectiveFromMs()
                    < fixing(known.get(i)).effectiveFromMs(),
                "fixings are out of order",
                "fixing",
                known.get(i));
          }
        });
  }
}
