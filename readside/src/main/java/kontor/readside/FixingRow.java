package kontor.readside;

import kontor.engine.terms.Fixing;

/// A fixing and when it was published.
public record FixingRow(Fixing fixing, Moment published) {}
