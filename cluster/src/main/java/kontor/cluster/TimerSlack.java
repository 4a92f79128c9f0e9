package kontor.cluster;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;

/// How late the system may wake a thread that sleeps. Linux lets every short sleep take fifty
/// microseconds longer, to save power. A command passes six threads on its way, so that is a third
/// of its time. A thread hands its slack down to the threads that it starts.
final class TimerSlack {

  private static final int SET_TIMER_SLACK = 29;
  private static final int GET_TIMER_SLACK = 30;
  private static final long SHORT_NS = 1_000;

  private TimerSlack() {}

  /// Starts threads that wake in time, where the system is known to be asked so; elsewhere they
  /// sleep as long as the system likes.
  static <T> T shortWhile(Supplier<T> starting) {
    long before = call(GET_TIMER_SLACK, 0);
    if (before <= 0) {
      return starting.get();
    }
    call(SET_TIMER_SLACK, SHORT_NS);
    try {
      return starting.get();
    } finally {
      call(SET_TIMER_SLACK, before);
    }
  }

  /// @return what the system says; -1 if it is not Linux or says nothing
  private static long call(int option, long argument) {
    if (!System.getProperty("os.name").equals("Linux")) {
      return -1;
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle prctl =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("prctl"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG),
              Linker.Option.firstVariadicArg(1));
      return (int) prctl.invokeExact(option, argument);
    } catch (Throwable e) {
      // A system without it: nothing is wrong, sleeps only take longer.
      return -1;
    }
  }
}
