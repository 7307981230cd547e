package dev.cachebench.scenarios.machine;

import java.util.Locale;

/** What a thread of an arm works for, told by its name as the kernel knows it. */
enum ThreadRole {
  /** Starts the requests. */
  GENERATOR,
  /** What else the benchmark itself does: simulated origin, timers, rows. */
  HARNESS,
  /** Garbage collection, and other work while all threads stand still. */
  GC,
  /** Compiles bytecode. */
  COMPILER,
  /** The cache under test with its clients: everything else. */
  CACHE;

  static ThreadRole of(String name) {
    if (name.startsWith("generator")) {
      return GENERATOR;
    }
    if (name.startsWith("cachebench-")) {
      return HARNESS;
    }
    if (begins(name, "GC Thread", "G1 ", "ParGC", "ZWorker", "ZDriver", "XWorker", "XDriver")
        || begins(name, "Shenandoah", "VM Thread")) {
      return GC;
    }
    return begins(name, "C1 Comp", "C2 Comp", "JVMCI") ? COMPILER : CACHE;
  }

  private static boolean begins(String name, String... beginnings) {
    for (String beginning : beginnings) {
      if (name.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
