package kontor.engine.terms;

/// The price of one unit of `base`, in units of `quoted`: one direction of a pair (F07).
public record Price(Currency base, Currency quoted, Rate rate) {

  @Override
  public String toString() {
    return "1 " + base + " = " + rate + " " + quoted;
  }
}
