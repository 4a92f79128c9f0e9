package kontor.server.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The address of a page with what the reader asked for.
final class Address {

  private final StringBuilder text;

  Address(String path) {
    text = new StringBuilder(path).append('?');
  }

  /// A parameter, unless it is empty.
  Address with(String name, String value) {
    if (!value.isEmpty()) {
      text.append(name).append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8)).append('&');
    }
    return this;
  }

  /// With `?` or `&` at its end, so that a parameter can follow.
  String open() {
    return text.toString();
  }
}
