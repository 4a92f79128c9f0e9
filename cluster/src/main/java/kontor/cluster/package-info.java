/// Carries the core: one log, one path in, one path out. {@link kontor.cluster.SettlementNode}
/// starts everything, {@link kontor.cluster.SettlementClient} brings commands to the log,
/// {@link kontor.cluster.SettlementService} feeds the core from it, and
/// {@link kontor.cluster.EventJournal} keeps what the core said.
@NullMarked
package kontor.cluster;

import org.jspecify.annotations.NullMarked;
