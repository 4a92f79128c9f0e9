package kontor.engine;

/// Where events go, in the order in which they happen; a list in tests.
@FunctionalInterface
public interface EventSink {
  void emit(Event event);
}
