package kontor.engine.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kontor.engine.agreement.RateSlot.Pair;
import kontor.engine.annex.AnnexTerms.Rung;
import kontor.engine.governance.Objection;
import kontor.engine.state.Invariants;
import kontor.engine.state.StateReader;
import kontor.engine.state.StateWriter;
import kontor.engine.terms.Fixing;
import kontor.engine.terms.Price;
import org.jspecify.annotations.Nullable;

/// The fixings of the board that were confirmed or fallen back on, each for one business day: how
/// it came there and until when it holds (F08). So every payment tells its rung by its fixing.
final class DayRates {

  private static final Rung[] RUNGS = Rung.values();
  private static final int NO_RUNG = 0;

  /// @param proposal its number; 0 of a fallback
  /// @param rung null of the agreed source
  record Origin(int proposal, @Nullable Rung rung, int day, long untilMs) {

    /// Whether it only repeats the rate of another day.
    boolean isRepeated() {
      return rung == Rung.PREVIOUS;
    }
  }

  private final FixingBoard board;
  private final TreeMap<Integer, Origin> origins = new TreeMap<>();
  /// For each pair the first of the two fixings that did not repeat others.
  private final TreeMap<Pair, Integer> lasts = new TreeMap<>();
  /// For each pair the first of the two fixings that were published last.
  private final TreeMap<Pair, Integer> newests = new TreeMap<>();

  DayRates(FixingBoard board) {
    this.board = board;
  }

  /// Why a rate for a day cannot go on the board now; null if it can. It must not stand before
  /// one of a later day.
  @Nullable Objection check(Pair pair, int day, long fromMs, long untilMs, long nowMs) {
    @Nullable Integer newest = newests.get(pair);
    Origin before = newest == null ? null : origins.get(newest);
    if (before != null && before.day() > day || lastMs(pair) > Math.max(fromMs, nowMs)) {
      return Objection.RATE_BACKDATED;
    }
    if (effectiveMs(pair, fromMs, nowMs) >= untilMs) {
      return Objection.RATE_DAY_OVER;
    }
    return board.hasRoomFor(2) ? null : Objection.TABLE_FULL;
  }

  private long lastMs(Pair pair) {
    return Math.max(
        board.lastEffectiveFromMs(pair.agreement(), pair.lower(), pair.upper()),
        board.lastEffectiveFromMs(pair.agreement(), pair.upper(), pair.lower()));
  }

  /// As stated, but neither in the past nor together with the one before: what is rated stays.
  private long effectiveMs(Pair pair, long fromMs, long nowMs) {
    long earliestMs = Math.max(fromMs, nowMs);
    return lastMs(pair) == earliestMs ? earliestMs + 1 : earliestMs;
  }

  /// Both directions as they would be published now.
  List<Fixing> fixings(
      Pair pair, List<Price> prices, long fromMs, String source, long nowMs) {
    List<Fixing> fixings = new ArrayList<>();
    for (Price price : prices) {
      fixings.add(
          new Fixing(
              pair.agreement(),
              price.base(),
              price.quoted(),
              price.rate(),
              effectiveMs(pair, fromMs, nowMs),
              source));
    }
    return List.copyOf(fixings);
  }

  /// @param fixings both directions, which were checked
  void publish(Pair pair, List<Fixing> fixings, Origin origin) {
    int first = board.publish(fixings);
    for (int i = 0; i < fixings.size(); i++) {
      origins.put(first + i, origin);
    }
    keep(pair, first, origin);
  }

  private void keep(Pair pair, int first, Origin origin) {
    newests.put(pair, first);
    if (!origin.isRepeated()) {
      lasts.put(pair, first);
    }
  }

  /// The prices of the last rate that did not repeat another; none if there was none.
  List<Price> last(Pair pair) {
    @Nullable Integer first = lasts.get(pair);
    return first == null ? List.of() : List.of(price(first), price(first + 1));
  }

  private Price price(int number) {
    Fixing fixing = board.fixing(number);
    return new Price(fixing.base(), fixing.quoted(), fixing.rate());
  }

  /// The day for which it was; {@link Integer#MAX_VALUE} if there was none.
  int lastDay(Pair pair) {
    @Nullable Integer first = lasts.get(pair);
    Origin origin = first == null ? null : origins.get(first);
    return origin == null ? Integer.MAX_VALUE : origin.day();
  }

  String lastSource(Pair pair) {
    @Nullable Integer first = lasts.get(pair);
    return first == null ? "" : board.fixing(first).source();
  }

  /// Until when a fixing holds. One that was published as it stands holds for the local day on
  /// which it began.
  long untilMs(int number, RateTerms terms) {
    @Nullable Origin origin = origins.get(number);
    if (origin != null) {
      return origin.untilMs();
    }
    Fixing fixing = board.fixing(number);
    int day = terms.dayAt(fixing.agreement(), fixing.effectiveFromMs());
    return terms.startOfDayMs(fixing.agreement(), day + 1);
  }

  void writeTo(StateWriter writer) {
    writer.putInt(origins.size());
    origins.forEach(
        (fixing, origin) -> {
          writer.putInt(fixing);
          writer.putInt(origin.proposal());
          writer.putInt(origin.rung() == null ? NO_RUNG : origin.rung().code());
          writer.putInt(origin.day());
          writer.putLong(origin.untilMs());
        });
  }

  void readFrom(StateReader reader) {
    int count = reader.getCount();
    for (int i = 0; i < count; i++) {
      int number = reader.getInt();
      Origin origin = origin(reader);
      Invariants.check(
          board.hasFixing(number), "a rate without its fixing", "fixing", number);
      Fixing fixing = board.fixing(number);
      origins.put(number, origin);
      // Both directions follow each other; the first of the two comes first.
      Pair pair = Pair.of(fixing.agreement(), fixing.base(), fixing.quoted());
      if (!isSecond(number, pair)) {
        keep(pair, number, origin);
      }
    }
  }

  private boolean isSecond(int number, Pair pair) {
    @Nullable Integer first = newests.get(pair);
    return first != null && first == number - 1;
  }

  private static Origin origin(StateReader reader) {
    int proposal = reader.getInt();
    int code = reader.getInt();
    @Nullable Rung rung = null;
    for (Rung known : RUNGS) {
      rung = known.code() == code ? known : rung;
    }
    Invariants.check(rung != null || code == NO_RUNG, "rung is not known", "rung", code);
    return new Origin(proposal, rung, reader.getInt(), reader.getLong());
  }

  void checkInvariants() {
    lasts.forEach(
        (pair, first) ->
            Invariants.check(
                board.hasFixing(first + 1)
                    && origins.containsKey(first)
                    && origins.containsKey(first + 1),
                "last rate is not there",
                "pair",
                pair));
  }
}
