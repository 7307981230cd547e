package dev.cachebench.scenarios.run;

import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.result.RunFile;
import org.jspecify.annotations.Nullable;

/** Hears how a run goes, on the thread that runs it. */
public interface RunListener {

  /** The run is about to start its first arm. */
  void runStarted(RunPlan plan);

  /** An arm is being started. */
  void armStarted(ArmId arm);

  /** An arm says how it is doing, about once a second. */
  void progress(ArmId arm, ArmProgress progress);

  /**
   * An arm has ended.
   *
   * @param summary what it did
   * @param failure null when it ended well
   */
  void armFinished(ArmId arm, ArmSummary summary, @Nullable ArmFailure failure);

  /**
   * A condition of {@code abort-when} has ended an arm; no further one is run.
   *
   * @param reason what held
   */
  default void aborted(ArmId arm, String reason) {}

  /**
   * A line of an arm has gone into a file of the run directory.
   *
   * @param file {@code counters.jsonl}, {@code intervals.hlog}, {@code events.jsonl} or {@code
   *     violations.jsonl}
   * @param line without line feed
   */
  default void line(ArmId arm, RunFile file, String line) {}

  /** Returns a listener that tells this one, then another. */
  default RunListener and(RunListener next) {
    return new ListenerPair(this, next);
  }
}
