package kontor.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A path with its query; what was not said is left out.
record Address(String text) {

  static Address of(String path) {
    return new Address(path);
  }

  Address with(String name, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    String said = URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    return new Address(text + (text.contains("?") ? "&" : "?") + name + "=" + said);
  }
}
