package dev.cachebench.reports.judge.metric;

import dev.cachebench.reports.hdr.Details;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.model.RunStatus;
import dev.cachebench.scenarios.result.RunEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the events say of the arms: whether they ran to their end, and on which schedule. */
public final class Arms {

  private static final String COMPLETE = "complete";

  private final RunData run;

  /** Creates them for a run. */
  public Arms(RunData run) {
    this.run = run;
  }

  /** Returns how the run ended. */
  public RunStatus status() {
    boolean hasEnded =
        run.events("run-end").anyMatch(end -> COMPLETE.equals(Details.text(end, "status")));
    if (hasEnded && !run.isTorn() && !hasArm("interrupted")) {
      return RunStatus.COMPLETE;
    }
    return hasArm("aborted") && !run.isTorn() ? RunStatus.ABORTED : RunStatus.INTERRUPTED;
  }

  private boolean hasArm(String status) {
    return run.events("arm-end").anyMatch(end -> status.equals(Details.text(end, "status")));
  }

  /** Returns in how many rounds a target ran to its end. */
  public int rounds(String target) {
    return (int) run.events("arm-start", target).count();
  }

  /** Returns what the target promises about staleness in ns; null when it promises nothing. */
  public @Nullable Long boundNanos(String target) {
    return run.events("arm-start", target)
        .filter(start -> Details.number(start, "bound-nanos") != null)
        .map(start -> Details.count(start, "bound-nanos"))
        .reduce(Math::max)
        .orElse(null);
  }

  /** Returns the schedule's hash when every round has the same, or null. */
  public @Nullable String scheduleHash(String target) {
    TreeSet<String> hashes = new TreeSet<>();
    run.events("arm-end", target)
        .map(end -> Details.text(end, "schedule-hash"))
        .filter(hash -> hash != null)
        .forEach(hashes::add);
    return hashes.size() == 1 ? hashes.first() : null;
  }

  /** Returns the schedules' hashes by target for each round in which they differ. */
  public Map<Integer, Map<String, String>> differingSchedules() {
    Map<Integer, Map<String, String>> byRound = new TreeMap<>();
    run.events("arm-end")
        .forEach(
            end -> {
              String hash = Details.text(end, "schedule-hash");
              if (hash != null && end.target() != null) {
                byRound
                    .computeIfAbsent(end.round(), any -> new LinkedHashMap<>())
                    .put(end.target(), hash);
              }
            });
    byRound.values().removeIf(hashes -> hashes.values().stream().distinct().count() < 2);
    return byRound;
  }

  /** Returns what went wrong with the arms of a target, one sentence each. */
  public List<String> problems(String target) {
    List<String> problems = new ArrayList<>();
    List<RunEvent> starts = run.events("arm-start", target).toList();
    if (starts.isEmpty()) {
      problems.add(target + " did not run");
    }
    for (RunEvent start : starts) {
      String problem = problem(start, target);
      if (problem != null) {
        problems.add(problem);
      }
    }
    return problems;
  }

  private @Nullable String problem(RunEvent start, String target) {
    String arm = "%s's arm of round %d".formatted(target, start.round());
    RunEvent end =
        run.events("arm-end", target)
            .filter(event -> event.round() == start.round())
            .findFirst()
            .orElse(null);
    if (end == null) {
      return arm + " did not end";
    }
    String status = Details.text(end, "status");
    if (COMPLETE.equals(status)) {
      return null;
    }
    String message = Details.text(end, "message");
    String how = status == null ? "ended without a status" : "ended " + status;
    return message == null || message.isBlank()
        ? "%s %s".formatted(arm, how)
        : "%s %s: %s".formatted(arm, how, message);
  }
}
