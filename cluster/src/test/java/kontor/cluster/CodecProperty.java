package kontor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import kontor.engine.Command;
import kontor.engine.Event;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is written is read again; what was not written so is refused.
class CodecProperty {

  private static final int CASES_A_KIND = 300;
  private static final int BYTES_ALLOCATED_MAX = 64 << 10;

  private final CommandCodec commands = new CommandCodec();
  private final EventCodec events = new EventCodec();

  private static byte[] bytesOf(Consumer<FieldWriter> encode) {
    FieldWriter out = new FieldWriter(64);
    encode.accept(out);
    byte[] bytes = new byte[out.position()];
    out.buffer().getBytes(0, bytes);
    return bytes;
  }

  private static byte[] encode(Object value) {
    return switch (value) {
      case Command command -> bytesOf(out -> CommandCodec.encode(command, out));
      case Event event -> bytesOf(out -> EventCodec.encode(event, out));
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  private @Nullable Object decode(Class<?> hierarchy, byte[] bytes) {
    // Not at the start of the buffer, so that an offset that is forgotten shows.
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[bytes.length + 7]);
    buffer.putBytes(7, bytes);
    return hierarchy == Command.class
        ? commands.decode(buffer, 7, bytes.length)
        : events.decode(buffer, 7, bytes.length);
  }

  private static void forEachKind(Consumer<Class<?>> check) {
    List.of(Command.class, Event.class)
        .forEach(hierarchy -> Arbitrary.kindsOf(hierarchy).forEach(check));
  }

  private static Class<?> hierarchyOf(Class<?> kind) {
    return Command.class.isAssignableFrom(kind) ? Command.class : Event.class;
  }

  @Test
  void everyKindComesBackAsItWas() {
    forEachKind(
        kind -> {
          for (long seed = 0; seed < CASES_A_KIND; seed++) {
            Object value = new Arbitrary(seed).of(kind);
            Object back = decode(hierarchyOf(kind), encode(value));
            assertEquals(Shown.of(value), Shown.of(back), kind + " of seed " + seed);
          }
        });
  }

  @Test
  void bytesThatAreCutOrTooManyAreRefused() {
    forEachKind(
        kind -> {
          for (long seed = 0; seed < 20; seed++) {
            byte[] whole = encode(new Arbitrary(seed).of(kind));
            String name = kind + " of seed " + seed;
            for (int length = 0; length < whole.length; length++) {
              byte[] cut = Arrays.copyOf(whole, length);
              assertNull(decode(hierarchyOf(kind), cut), name + " cut to " + length);
            }
            byte[] more = Arrays.copyOf(whole, whole.length + 1);
            assertNull(decode(hierarchyOf(kind), more), name + " with a byte more");
          }
        });
  }

  /// Damaged bytes may by chance be another value, but then one that is written as it was read.
  @Test
  void damagedBytesNeverThrowAndCostNoMoreThanTheirLength() {
    SplittableRandom random = new SplittableRandom(1);
    forEachKind(
        kind -> {
          for (long seed = 0; seed < 200; seed++) {
            byte[] bytes = encode(new Arbitrary(seed).of(kind));
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
              bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            checkDamaged(hierarchyOf(kind), bytes, kind + " of seed " + seed);
          }
        });
  }

  @Test
  void garbageNeverThrowsAndCostsNoMoreThanItsLength() {
    for (long seed = 0; seed < 50_000; seed++) {
      byte[] garbage = new Arbitrary(seed).bytes((int) (seed % 200));
      if (garbage.length > 1 && seed % 2 == 0) {
        garbage[0] = CommandCodec.VERSION;
        garbage[1] = (byte) (seed % 64);
      }
      checkDamaged(Command.class, garbage, "seed " + seed);
      checkDamaged(Event.class, garbage, "seed " + seed);
    }
  }

  private void checkDamaged(Class<?> hierarchy, byte[] bytes, String name) {
    long most = BYTES_ALLOCATED_MAX + 50L * bytes.length;
    // What is refused for the first time loads the words of its refusal.
    long allocated = allocated(hierarchy, bytes);
    allocated = allocated < most ? allocated : allocated(hierarchy, bytes);
    assertTrue(allocated < most, name + ": " + allocated);
    Object value = decode(hierarchy, bytes);
    if (value != null) {
      String read = Shown.of(value);
      assertEquals(read, Shown.of(decode(hierarchy, encode(value))), name);
    }
  }

  private long allocated(Class<?> hierarchy, byte[] bytes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    decode(hierarchy, bytes);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void laterVersionsAndKindsAreRefused() {
    forEachKind(
        kind -> {
          byte[] bytes = encode(new Arbitrary(1).of(kind));
          assertNotNull(decode(hierarchyOf(kind), bytes));
          bytes[0]++;
          assertNull(decode(hierarchyOf(kind), bytes), kind.toString());
          bytes[0]--;
          bytes[1] = (byte) 200;
          assertNull(decode(hierarchyOf(kind), bytes), kind.toString());
        });
  }
}
