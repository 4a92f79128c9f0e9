package kontor.simulator;

/// Something that must never happen has happened.
final class SimulationFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  SimulationFailure(String text) {
    super(text, null, false, false);
  }

  SimulationFailure(String text, Throwable cause) {
    super(text, cause, false, false);
  }
}
