package kontor.server.gateway;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Log time as ISO 20022 writes it: UTC, always with milliseconds and offset.
final class LogTime {

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = 10;

  private LogTime() {}

  static String dateTime(long timestampMs) {
    return DATE_TIME.format(Instant.ofEpochMilli(timestampMs));
  }

  static String date(long timestampMs) {
    return dateTime(timestampMs).substring(0, DATE_LENGTH);
  }
}
