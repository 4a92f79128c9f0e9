package kontor.server.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The files that pages refer to, held in memory. Their addresses carry a digest of the content,
/// so that browsers may keep them for ever and still get a new one at once.
final class Assets {

  static final String PREFIX = "/console/static/";

  private static final String HTMX = "org.webjars.npm/htmx.org";

  private final Map<String, Asset> assets =
      Map.of(
          "console.css", own("console.css", "text/css; charset=utf-8"),
          "live.js", own("live.js", "text/javascript; charset=utf-8"),
          "mark.svg", own("mark.svg", "image/svg+xml"),
          "htmx.js", htmx());

  record Asset(String mediaType, byte[] bytes, String version) {}

  @Nullable Asset named(String name) {
    return assets.get(name);
  }

  /// The address of a file, with its version.
  String address(String name) {
    Asset asset = assets.get(name);
    if (asset == null) {
      throw new IllegalStateException("no such file: " + name);
    }
    return PREFIX + name + "?v=" + asset.version();
  }

  private static Asset own(String name, String mediaType) {
    return asset(read("/kontor/console/static/" + name), mediaType);
  }

  private static Asset htmx() {
    Properties maven = new Properties();
    byte[] properties = read("/META-INF/maven/" + HTMX + "/pom.properties");
    try (InputStream in = new ByteArrayInputStream(properties)) {
      maven.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = maven.getProperty("version");
    byte[] script =
        read("/META-INF/resources/webjars/htmx.org/" + version + "/dist/htmx.min.js");
    return asset(script, "text/javascript; charset=utf-8");
  }

  private static Asset asset(byte[] bytes, String mediaType) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Asset(mediaType, bytes, HexFormat.of().formatHex(digest, 0, 6));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] read(String path) {
    try (InputStream in = Assets.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("no such resource: " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
