package kontor.cluster;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A process that is a long cable: it takes every datagram that the router sends into a network
/// device of ours and gives it back a while later, in order. What `tc netem delay` does, for
/// kernels that lack it.
///
/// A line on its standard input says how many milliseconds that takes from now on.
final class SlowLine {

  static final String DEVICE = "slow";

  /// From Linux's fcntl.h, if.h and if_tun.h.
  private static final int OPEN_READ_WRITE = 2;
  private static final int NAME_BYTES = 16;
  private static final int REQUEST_BYTES = 40;
  private static final long SET_DEVICE = 0x4004_54ca;
  private static final short TUN_WITHOUT_HEADER = 0x1001;

  private static final int DATAGRAM_BYTES_MAX = 64 << 10;

  /// What comes when so many are under way is lost, as on a real line.
  private static final int UNDER_WAY_MAX = 100_000;

  private static final Linker LINKER = Linker.nativeLinker();

  private final LinkedBlockingQueue<Datagram> underWay = new LinkedBlockingQueue<>(UNDER_WAY_MAX);
  private final MethodHandle read = function("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private final MethodHandle write = function("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private final int device;
  private volatile long delayNs;

  private record Datagram(byte[] bytes, long dueNs) {}

  private SlowLine() throws Throwable {
    MethodHandle open =
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("open"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    MethodHandle control =
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("ioctl"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            Linker.Option.firstVariadicArg(2));
    try (Arena arena = Arena.ofConfined()) {
      device = (int) open.invokeExact(arena.allocateFrom("/dev/net/tun"), OPEN_READ_WRITE);
      MemorySegment request = arena.allocate(REQUEST_BYTES);
      request.setString(0, DEVICE, StandardCharsets.US_ASCII);
      request.set(JAVA_SHORT, NAME_BYTES, TUN_WITHOUT_HEADER);
      if (device < 0 || (int) control.invokeExact(device, SET_DEVICE, request) != 0) {
        throw new IOException("device " + DEVICE + " is not to be had");
      }
    }
  }

  private static MethodHandle function(
      String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  public static void main(String[] args) throws Throwable {
    SlowLine line = new SlowLine();
    Thread.ofPlatform().daemon().start(() -> endWith(line::take));
    Thread.ofPlatform().daemon().start(() -> endWith(line::give));
    System.out.println("ready");
    System.out.flush();
    BufferedReader delays =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String text = delays.readLine(); text != null; text = delays.readLine()) {
      line.delayNs = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(text));
    }
  }

  private interface Endless {
    void run() throws Throwable;
  }

  /// A line that is half alive would be a fault that nobody asked for.
  private static void endWith(Endless work) {
    try {
      work.run();
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private void take() throws Throwable {
    MemorySegment buffer = Arena.global().allocate(DATAGRAM_BYTES_MAX);
    while (true) {
      long length = (long) read.invokeExact(device, buffer, buffer.byteSize());
      if (length > 0) {
        byte[] bytes = buffer.asSlice(0, length).toArray(JAVA_BYTE);
        underWay.offer(new Datagram(bytes, System.nanoTime() + delayNs));
      }
    }
  }

  private void give() throws Throwable {
    MemorySegment buffer = Arena.global().allocate(DATAGRAM_BYTES_MAX);
    while (true) {
      Datagram next = underWay.take();
      for (long wait = next.dueNs - System.nanoTime(); wait > 0;
          wait = next.dueNs - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      MemorySegment.copy(next.bytes, 0, buffer, JAVA_BYTE, 0, next.bytes.length);
      // What the router does not take is lost, as on a cable that is pulled.
      long ignored = (long) write.invokeExact(device, buffer, (long) next.bytes.length);
    }
  }
}
