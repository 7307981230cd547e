package dev.cachebench.scenarios.workload;

import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Scenario;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the slots of the open phases: slot i has an intended start, a phase, an operation,
 * a key and a node.
 *
 * <p>Each phase's arrivals begin anew at its start. Moving on overwrites the current slot, so that
 * nothing is allocated. Confined to one thread.
 */
public final class SlotCursor {

  private final List<PhaseSpan> phases;
  private final RequestStream request;
  private final UniformRandomProvider gaps;
  private final ScheduleHash hash;
  private @Nullable ArrivalSchedule arrivals;
  private int phase = -1;
  private long startNanos;
  private long passed;

  SlotCursor(Schedule schedule, Scenario scenario) {
    this.phases = schedule.phases();
    this.request = new RequestStream(scenario, 0);
    this.gaps = new SeedFan(scenario.seed()).random(SeedFan.Stream.ARRIVALS);
    this.hash = new ScheduleHash(schedule);
  }

  /** Moves on to the next slot; returns false, and changes nothing any more, behind the last. */
  public boolean advance() {
    while (phase < phases.size()) {
      if (arrivals != null) {
        PhaseSpan span = phases.get(phase);
        long next = span.startNanos() + arrivals.nextNanos();
        if (next < span.endNanos()) {
          take(next);
          return true;
        }
      }
      arrivals = null;
      if (++phase < phases.size() && phases.get(phase).load() instanceof LoadModel.Open open) {
        arrivals = ArrivalSchedule.of(open, gaps);
      }
    }
    return false;
  }

  private void take(long next) {
    startNanos = next;
    passed++;
    request.advance();
    hash.slot(next, phase, request);
  }

  /** Returns the current slot's intended start, ns from the schedule's start. */
  public long startNanos() {
    return startNanos;
  }

  /** Returns the index of the current slot's phase. */
  public int phase() {
    return phase;
  }

  /** Returns what the current slot does. */
  public Operation operation() {
    return request.operation();
  }

  /** Returns the index of the current slot's key. */
  public int key() {
    return request.key();
  }

  /** Returns the index of the current slot's node. */
  public int node() {
    return request.node();
  }

  /** Returns how many slots were passed, the current one included. */
  public long passed() {
    return passed;
  }

  /** Returns the hash of what was passed so far, 16 hexadecimal digits; costs no walk. */
  public String hash() {
    return hash.toString();
  }
}
