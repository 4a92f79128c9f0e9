package kontor.cluster;

/// Bytes that are not what they should be. Thrown and caught inside the codecs only.
final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedException(String what) {
    super(what, null, false, false);
  }
}
