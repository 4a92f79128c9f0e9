package kontor.engine.state;

/// The parts of a snapshot, in their order. The mark is written to it and never changes.
public enum Section {
  HEADER(0x4b4f_0001),
  REGISTRY(0x4b4f_0002),
  AGREEMENTS(0x4b4f_0003),
  ACCOUNTS(0x4b4f_0004),
  TRANSFERS(0x4b4f_0005),
  FUNDS(0x4b4f_0006),
  HOLDS(0x4b4f_0007),
  PAYMENTS(0x4b4f_0008),
  QUEUES(0x4b4f_0009),
  MESSAGES(0x4b4f_000a),
  CALENDARS(0x4b4f_000b),
  CONTRACTS(0x4b4f_000c),
  DIRECTORY(0x4b4f_000d),
  RATES(0x4b4f_000e),
  CURRENCIES(0x4b4f_000f),
  QUOTES(0x4b4f_0010),
  OPERATIONS(0x4b4f_0011),
  UNRATED(0x4b4f_0013),
  END(0x4b4f_00ff);

  private final int mark;

  Section(int mark) {
    this.mark = mark;
  }

  public int mark() {
    return mark;
  }
}
