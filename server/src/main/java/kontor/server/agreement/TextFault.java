package kontor.server.agreement;

/// What is wrong in an agreement's text, where, and what to do.
///
/// @param line from 1; 0 for the file as a whole
/// @param place the part of the agreement, such as `annex rates version 1`; may be empty
public record TextFault(int line, String place, String text, String remedy) {

  /// One line: `file:12: annex rates version 1: what is wrong; what to do`.
  public String in(String file) {
    return file
        + (line > 0 ? ":" + line : "")
        + ": "
        + (place.isEmpty() ? "" : place + ": ")
        + text
        + "; "
        + remedy;
  }
}
