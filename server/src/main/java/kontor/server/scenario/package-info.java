/// Scenarios: plain text that sets up countries, banks, books and agreements and sends messages.
/// The manual of `examples/`, run as tests.
@NullMarked
package kontor.server.scenario;

import org.jspecify.annotations.NullMarked;
