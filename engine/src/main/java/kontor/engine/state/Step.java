package kontor.engine.state;

import kontor.engine.Event;
import kontor.engine.EventSink;

/// The step of the log that is being applied: where, when, and who hears of it.
///
/// @param position log position of the command
/// @param nowMs log time; the only clock there is
public record Step(long position, long nowMs, EventSink sink) {

  public void emit(Event event) {
    sink.emit(event);
  }
}
