package kontor.engine.annex;

/// One version of one annex of an agreement, by its number.
public record AnnexNumber(AnnexKind kind, int version) {

  @Override
  public String toString() {
    return "annex " + kind + " version " + version;
  }
}
