package dev.cachebench.scenarios.trace;

import dev.cachebench.scenarios.model.KeysConfig;
import dev.cachebench.scenarios.workload.KeySequence;
import dev.cachebench.scenarios.workload.SeedFan;
import java.util.List;

/** Traces of keys that are drawn, the same keys in the same order as a scenario's open load. */
public final class GeneratedTrace {

  private GeneratedTrace() {}

  /**
   * Draws the keys of a load.
   *
   * @param name what the trace is called in tables
   * @param keys the catalogue and its distribution
   * @param seed the scenario's seed
   * @param requests how many, 1 to 2³¹ − 9
   */
  public static Trace of(String name, KeysConfig keys, long seed, long requests) {
    return of(name, keys, seed, requests, Sampling.ALL).get(0);
  }

  /**
   * Draws the keys of a load and keeps them, or samples of them.
   *
   * @param name what the trace is called in tables
   * @param keys the catalogue and its distribution
   * @param seed the scenario's seed
   * @param requests how many, 1 to 2³¹ − 9
   */
  public static List<Trace> of(
      String name, KeysConfig keys, long seed, long requests, Sampling sampling) {
    if (requests < 1 || requests > TraceBuilder.MOST) {
      throw new IllegalArgumentException(
          "requests must be from 1 to %d, but was %d".formatted(TraceBuilder.MOST, requests));
    }
    KeySequence sequence = KeySequence.of(keys, new SeedFan(seed).random(SeedFan.Stream.KEYS));
    TraceBuilder trace = new TraceBuilder(requests, sampling);
    while (!trace.isFull()) {
      trace.add(sequence.next());
    }
    return trace.build(name);
  }
}
