package kontor.engine.terms;

/// The sender's wish for speed (ISO 20022 `InstrPrty`). The code is written to the log.
public enum Priority {
  NORMAL(1),
  HIGH(2),
  URGENT(3);

  private final int code;

  Priority(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
