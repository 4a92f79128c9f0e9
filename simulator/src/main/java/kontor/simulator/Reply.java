package kontor.simulator;

import java.util.List;
import kontor.engine.Event;

/// An answer on its way to a client.
///
/// @param position of the log from which it answers
record Reply(int client, int request, int position, List<Event> events) {}
