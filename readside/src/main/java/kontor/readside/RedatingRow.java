package kontor.readside;

/// A payment's value date that moved. Interest follows the new one.
public record RedatingRow(Moment at, int agreement, int oldDay, int newDay, long deadlineMs) {}
