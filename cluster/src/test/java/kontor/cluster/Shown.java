package kontor.cluster;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import kontor.engine.LedgerAccounts;
import kontor.engine.LedgerLines;
import kontor.engine.Transfers;
import org.jspecify.annotations.Nullable;

/// A value as text with everything that is in it, arrays too; equal texts mean equal values.
final class Shown {

  private Shown() {}

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      case int[] numbers -> Arrays.toString(numbers);
      case long[] numbers -> Arrays.toString(numbers);
      case List<?> list -> list.stream().map(Shown::of).collect(Collectors.joining(",", "[", "]"));
      case LedgerAccounts accounts ->
          HexFormat.of()
              .formatHex(accounts.bytes(), 0, accounts.count() * LedgerAccounts.RECORD_BYTES);
      case Transfers transfers ->
          HexFormat.of()
              .formatHex(transfers.bytes(), 0, transfers.count() * Transfers.RECORD_BYTES);
      case LedgerLines lines ->
          HexFormat.of().formatHex(lines.bytes(), 0, lines.count() * LedgerLines.RECORD_BYTES);
      case Record parts -> ofRecord(parts);
      default -> value.toString();
    };
  }

  private static String ofRecord(Record value) {
    return Arrays.stream(value.getClass().getRecordComponents())
        .map(c -> c.getName() + "=" + of(get(c, value)))
        .collect(Collectors.joining(",", value.getClass().getSimpleName() + "(", ")"));
  }

  private static @Nullable Object get(RecordComponent component, Record value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
