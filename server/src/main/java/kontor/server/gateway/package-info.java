/// The only place that knows both messages and the core: XML becomes commands, events become
/// answers. {@link kontor.server.gateway.MessageIntake} is the way in,
/// {@link kontor.server.gateway.StatusReporter} the way out.
@NullMarked
package kontor.server.gateway;

import org.jspecify.annotations.NullMarked;
