package kontor.simulator;

import org.jspecify.annotations.Nullable;

/// What one seed did.
///
/// @param commands how many commands the clients had given when it ended
/// @param failure what must not happen and did, or null
record SimulationReport(
    long seed,
    int commands,
    @Nullable String failure,
    Counts counts,
    Auditor.Coverage coverage) {

  /// How much there was of everything that can go wrong.
  static final class Counts {
    long entries;
    long expiries;
    long releases;
    long crashes;
    long torn;
    long truncations;
    long snapshots;
    long elections;
    long clockJumps;
    long duplicates;
    long lost;

    void add(Counts other) {
      entries += other.entries;
      expiries += other.expiries;
      releases += other.releases;
      crashes += other.crashes;
      torn += other.torn;
      truncations += other.truncations;
      snapshots += other.snapshots;
      elections += other.elections;
      clockJumps += other.clockJumps;
      duplicates += other.duplicates;
      lost += other.lost;
    }

    Simulator.Misfortunes misfortunes() {
      return new Simulator.Misfortunes(
          crashes, torn, elections, clockJumps, lost, duplicates, expiries);
    }
  }
}
