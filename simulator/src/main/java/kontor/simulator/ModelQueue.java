package kontor.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kontor.engine.Event;
import kontor.engine.LedgerAccounts;
import kontor.engine.Transfers;
import org.jspecify.annotations.Nullable;

/// Who of those that wait can leave: at the end of every command all are tried again, the first in
/// the order of priority and arrival first, until none can.
final class ModelQueue {

  private final ModelState state;
  private final ModelTransferRules rules;

  ModelQueue(ModelState state, ModelTransferRules rules) {
    this.state = state;
    this.rules = rules;
  }

  /// Whether a new transfer would overtake one that waits, has its priority or a higher one, and
  /// needs cover in the same place.
  static boolean overtakes(
      ModelState state, TransferInput t, ModelAccount debit, ModelAccount credit) {
    Set<Object> places = places(state, debit, credit);
    for (ModelTransfer waiting : state.waiting) {
      if (waiting.input.rank() <= t.rank()
          && places(state, waiting).stream().anyMatch(places::contains)) {
        return true;
      }
    }
    return false;
  }

  /// Where a transfer can lack cover.
  private static Set<Object> places(
      ModelState state, ModelAccount debit, ModelAccount credit) {
    Set<Object> places = new HashSet<>();
    if (debit.has(LedgerAccounts.DEBITS_MUST_NOT_EXCEED_CREDITS)) {
      places.add(debit);
    }
    if (credit.has(LedgerAccounts.CREDITS_MUST_NOT_EXCEED_DEBITS)) {
      places.add(credit);
    }
    ModelState.Pair pair = state.pair(debit, credit);
    if (pair != null) {
      places.add(pair);
    }
    return places;
  }

  private static Set<Object> places(ModelState state, ModelTransfer transfer) {
    Set<Object> places = new HashSet<>();
    for (ModelTransfer leg : transfer.legs) {
      places.addAll(places(state, leg.debit, leg.credit));
    }
    return places;
  }

  /// @param next the next timestamp that has not been given out
  /// @return the one after those that were given out here
  long release(long next, List<Event> events) {
    List<Long> told = new ArrayList<>();
    long timestamp = next;
    ModelTransfer released = releaseFirst(timestamp);
    while (released != null) {
      told.add(released.input.id().high());
      told.add(released.input.id().low());
      told.add(timestamp);
      told.add((long) released.legs.size());
      timestamp += released.legs.size();
      released = releaseFirst(timestamp);
    }
    int most = 4 * Transfers.COUNT_MAX;
    for (int i = 0; i < told.size(); i += most) {
      List<Long> some = told.subList(i, Math.min(told.size(), i + most));
      events.add(
          new Event.TransfersReleased(some.stream().mapToLong(Long::longValue).toArray()));
    }
    return timestamp;
  }

  private @Nullable ModelTransfer releaseFirst(long timestamp) {
    Set<Object> taken = new HashSet<>();
    for (ModelTransfer waiting : List.copyOf(state.waiting)) {
      Set<Object> places = places(state, waiting);
      boolean isFirst = places.stream().noneMatch(taken::contains);
      if (isFirst && waiting.expiresAt() > timestamp && rules.release(waiting, timestamp)) {
        return waiting;
      }
      taken.addAll(places);
    }
    return null;
  }
}
