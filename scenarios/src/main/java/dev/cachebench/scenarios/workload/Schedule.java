package dev.cachebench.scenarios.workload;

import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that an arm asks of its target, warm-up first: the same for every target of a
 * scenario, because only the scenario's seed and load go into it.
 *
 * <p>Immutable.
 */
public final class Schedule {

  private final Scenario scenario;
  private final List<PhaseSpan> phases;

  private Schedule(Scenario scenario, List<PhaseSpan> phases) {
    this.scenario = scenario;
    this.phases = List.copyOf(phases);
  }

  /** Lays out the schedule of a scenario. */
  public static Schedule of(Scenario scenario) {
    List<PhaseSpan> spans = new ArrayList<>();
    if (!scenario.warmup().isZero()) {
      append(spans, Scenario.WARMUP, scenario.warmup(), scenario.load());
    }
    for (PhaseConfig phase : scenario.phases()) {
      append(spans, phase.name(), phase.duration(), phase.load());
    }
    return new Schedule(scenario, spans);
  }

  private static void append(
      List<PhaseSpan> spans, String name, Duration duration, LoadModel load) {
    long start = spans.isEmpty() ? 0 : spans.get(spans.size() - 1).endNanos();
    spans.add(new PhaseSpan(spans.size(), name, start, start + duration.toNanos(), load));
  }

  /** Returns the warm-up, if there is one, and the phases, in the order of time. */
  public List<PhaseSpan> phases() {
    return phases;
  }

  /** Returns the time from the first phase's start, the warm-up's if there is one, to the end. */
  public long lengthNanos() {
    return phases.isEmpty() ? 0 : phases.get(phases.size() - 1).endNanos();
  }

  /** Returns the slots of all phases with an open load, from the first. */
  public SlotCursor slots() {
    return new SlotCursor(this, scenario);
  }

  /**
   * Returns the requests of one user of a closed load, from the first.
   *
   * @param user from 0
   */
  public RequestStream user(PhaseSpan phase, int user) {
    return new RequestStream(scenario, ((long) (phase.index() + 1) << 32) + user);
  }

  /**
   * Returns the probability that a request is a get of the key.
   *
   * @param keyIndex from 0
   */
  public double getProbability(int keyIndex) {
    return scenario.operations().getShare() * keys().probability(keyIndex);
  }

  private KeySequence keys() {
    return KeySequence.of(
        scenario.keys(), new SeedFan(scenario.seed()).random(SeedFan.Stream.KEYS));
  }

  /**
   * Returns the fingerprint of the whole schedule; walks through every slot.
   *
   * @return 16 hexadecimal digits
   */
  public String hash() {
    SlotCursor slots = slots();
    while (slots.advance()) {
      // the cursor hashes what it passes
    }
    return slots.hash();
  }
}
