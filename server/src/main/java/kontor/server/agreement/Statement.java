package kontor.server.agreement;

/// One line of an agreement: what is stated, and how. Within a part of the agreement no two have
/// the same name, so texts are compared by it.
///
/// @param name such as `model`, `maximum BRL` or `moment START`
/// @param value as it is written behind the name; may be empty
public record Statement(String name, String value) {

  @Override
  public String toString() {
    return value.isEmpty() ? name : name + " " + value;
  }
}
