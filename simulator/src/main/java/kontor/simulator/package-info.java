/// The whole system from one seed: engines behind a simulated log, network, disk and clock, and a
/// second, naive ledger that knows what each command must answer.
@org.jspecify.annotations.NullMarked
package kontor.simulator;
