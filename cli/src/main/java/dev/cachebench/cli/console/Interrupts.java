package dev.cachebench.cli.console;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and its relatives: the first asks for a clean end, the second ends the process at once.
 *
 * <p>A shutdown hook would not do: while hooks run, a JVM is deaf to a second Ctrl-C. The handler
 * of {@code sun.misc.Signal} is what the JDK has for this; it is reached by reflection because
 * javac warns about it in a way that cannot be silenced, and warnings fail this build.
 */
public final class Interrupts {

  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final AtomicBoolean isFirst = new AtomicBoolean(true);
  private final Runnable onFirst;
  private final Runnable onSecond;

  Interrupts(Runnable onFirst, Runnable onSecond) {
    this.onFirst = onFirst;
    this.onSecond = onSecond;
  }

  /**
   * Listens from now on. On a JVM without such signals nothing changes: Ctrl-C then ends the
   * process at once, which a run directory survives.
   *
   * @param onFirst asks for a clean end; called on a thread of the JVM's, returns quickly
   */
  public static void listen(Runnable onFirst) {
    Interrupts interrupts =
        new Interrupts(onFirst, () -> Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number()));
    SIGNALS.forEach(interrupts::register);
  }

  void strike() {
    if (isFirst.getAndSet(false)) {
      onFirst.run();
    } else {
      onSecond.run();
    }
  }

  private void register(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      MethodHandle strike =
          MethodHandles.dropArguments(
              MethodHandles.lookup().bind(this, "strike", MethodType.methodType(void.class)),
              0,
              signal);
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              MethodHandleProxies.asInterfaceInstance(handler, strike));
    } catch (ReflectiveOperationException e) {
      // This system does not have the signal, or keeps it for itself: its own custom stays.
      return;
    }
  }
}
