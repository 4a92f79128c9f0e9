package kontor.cluster;

/// How long a node keeps its log and its journal.
public enum Retention {
  /// For ever: everything can be derived again from the first command.
  KEEP_ALL,
  /// After a snapshot, what lies before both the snapshot and the slowest durable reader is
  /// dropped.
  BEHIND_READERS
}
