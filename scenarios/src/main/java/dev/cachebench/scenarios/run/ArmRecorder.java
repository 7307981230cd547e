package dev.cachebench.scenarios.run;

import dev.cachebench.scenarios.arm.ArmListener;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.result.RunWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what an arm says into the run directory and keeps a short account of it. */
final class ArmRecorder implements ArmListener {

  /** How an arm ends that {@code abort-when} has stopped. */
  static final String ABORTED = "aborted";

  private final RunWriter writer;
  private final ArmId arm;
  private final RunListener listener;
  private final double seconds;
  private long requests;
  private long errors;
  private boolean hasEnded;
  private @Nullable String abortReason;

  ArmRecorder(RunWriter writer, ArmId arm, RunListener listener, double seconds) {
    this.writer = writer;
    this.arm = arm;
    this.listener = listener;
    this.seconds = seconds;
  }

  @Override
  public void line(RunFile file, String line) {
    writer.append(file, line);
    if (file == RunFile.COUNTERS) {
      count(JsonLines.decode(line, CountersRow.class));
    } else if (file == RunFile.EVENTS && line.contains("\"arm-end\"")) {
      ended(JsonLines.decode(line, RunEvent.class));
    }
    listener.line(arm, file, line);
  }

  private void ended(RunEvent end) {
    hasEnded = true;
    Map<String, Object> details = end.details();
    if (ABORTED.equals(details.get("status"))) {
      abortReason = String.valueOf(details.get("message"));
    }
  }

  private void count(CountersRow row) {
    if (row.phase().equals(Scenario.WARMUP)) {
      return;
    }
    for (Map.Entry<String, Long> entry : row.counts().entrySet()) {
      String key = entry.getKey();
      int dot = key.indexOf('.');
      if (dot > 0 && isOutcome(key.substring(0, dot), key.substring(dot + 1))) {
        requests += entry.getValue();
        errors += key.endsWith("." + Outcome.ERROR.word()) ? entry.getValue() : 0;
      }
    }
  }

  private static boolean isOutcome(String operation, String outcome) {
    for (Operation o : Operation.values()) {
      if (o.word().equals(operation)) {
        for (Outcome end : Outcome.values()) {
          if (end.word().equals(outcome)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Override
  public void progress(ArmProgress progress) {
    listener.progress(arm, progress);
  }

  ArmSummary summary() {
    return new ArmSummary(seconds, requests, errors);
  }

  /** Returns why no further arm may run; null when they may. */
  @Nullable String abortReason() {
    return abortReason;
  }

  /** Returns whether the arm itself said how it ended. */
  boolean hasEnded() {
    return hasEnded;
  }
}
