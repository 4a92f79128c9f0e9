/// The deterministic core: commands in, events out. It knows money, limits, time and rules, and
/// nothing of XML, names of people, networks or clocks.
@org.jspecify.annotations.NullMarked
module kontor.engine {
  requires static org.jspecify;

  exports kontor.engine;
  exports kontor.engine.annex;
  exports kontor.engine.calendar;
  exports kontor.engine.directory;
  exports kontor.engine.governance;
  exports kontor.engine.rates;
  exports kontor.engine.terms;
}
