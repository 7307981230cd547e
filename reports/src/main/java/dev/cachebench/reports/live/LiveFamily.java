package dev.cachebench.reports.live;

import dev.cachebench.reports.export.OpenMetricsNames;

/** The metrics of a run that goes on, its times aside: one name each, and what it counts. */
enum LiveFamily {
  RUN_PROGRESS(Kind.GAUGE, "run.progress.ratio", "Share of the run's expected time that is over."),
  RUN_REMAINING(Kind.GAUGE_SECONDS, "run.remaining", "Time until the run ends, as expected."),
  ARMS(Kind.GAUGE, "arms", "Arms of the run: targets times rounds."),
  ARMS_ENDED(Kind.COUNTER, "arms.ended", "Arms that are over, by how they ended."),
  PHASE_ACTIVE(Kind.GAUGE, "phase.active", "1 for the target and phase that run, else 0."),
  FAULT_ACTIVE(Kind.GAUGE, "fault.active", "1 while a fault lasts, else 0; index is its line."),
  FAULTS_STARTED(Kind.COUNTER, "faults.started", "How often a fault began."),
  FAULTS_FAILED(Kind.COUNTER, "faults.failed", "How often a fault could not be done."),
  OPERATIONS(Kind.COUNTER, "operations", "Operations that ended, by how; refused ones included."),
  OFFERED(Kind.COUNTER, "offered", "Slots of the schedule whose start has come."),
  SHED(Kind.COUNTER, "shed", "Slots that the generator never started."),
  REFUSED(Kind.COUNTER, "refused", "Operations that the target had no place for; errors, too."),
  COALESCED(Kind.COUNTER, "coalesced", "Gets that joined another's load."),
  LATE_STARTS(Kind.COUNTER, "late.starts", "Slots started more than 1 ms late, by what held it."),
  ORIGIN_LOADS(Kind.COUNTER, "origin.loads", "Loads that reached the origin."),
  ORIGIN_ERRORS(Kind.COUNTER, "origin.errors", "Loads that the origin failed."),
  WRONG_VALUES(Kind.COUNTER, "wrong-values", "Answers that cannot be right."),
  STALE_READS(Kind.COUNTER, "stale-reads", "Answers that had been superseded."),
  STALE_READS_BEYOND_BOUND(
      Kind.COUNTER, "stale-reads-beyond-bound", "Answers staler than the target promises."),
  MONOTONIC_VIOLATIONS(
      Kind.COUNTER, "monotonic-violations", "Answers older than the node's one before."),
  LOST_WRITES(Kind.COUNTER, "lost-writes", "Writes lost, by the history's check."),
  LOST_INVALIDATIONS(
      Kind.COUNTER, "lost-invalidations", "Invalidations lost, by the history's check."),
  RESURRECTED_DELETES(
      Kind.COUNTER, "resurrected-deletes", "Deleted keys that came back, by the history's check."),
  LOADS_PER_KEY(Kind.GAUGE, "loads-per-key.max", "Loads of the key loaded most in the phase."),
  CONCURRENT_LOADS_PER_KEY(
      Kind.GAUGE, "concurrent-loads-per-key.max", "The most loads of one key at once."),
  STALENESS(Kind.GAUGE_SECONDS, "staleness.max", "Greatest age of a read beyond its value's."),
  IN_FLIGHT(Kind.GAUGE, "in-flight.max", "The most calls that the target held in the last second."),
  BREAKER_STATE(Kind.GAUGE, "breaker.state", "1 for the state of a node's breaker, else 0."),
  BREAKER_OPENED(Kind.COUNTER, "breaker.opened", "Openings of a node's breaker."),
  L2_UP(Kind.GAUGE, "l2.up", "0 while a node sees that Redis does not answer, else 1."),
  CPU(Kind.COUNTER_SECONDS, "cpu", "Processor time, by whom it went to."),
  CPU_WAIT(Kind.COUNTER_SECONDS, "cpu.wait", "Time in which threads could have run, by role."),
  PAUSED(Kind.COUNTER_SECONDS, "paused", "Time in which the arm's JVM stood still."),
  STOLEN(Kind.COUNTER_SECONDS, "stolen", "Processor time that the hypervisor gave away."),
  THROTTLED(Kind.COUNTER_SECONDS, "throttled", "Time for which a quota stopped the run.");

  private final Kind kind;
  private final String word;
  private final String help;

  LiveFamily(Kind kind, String word, String help) {
    this.kind = kind;
    this.word = word;
    this.help = help;
  }

  /** Whether it only grows, and in which unit. */
  enum Kind {
    COUNTER,
    COUNTER_SECONDS,
    GAUGE,
    GAUGE_SECONDS;

    boolean isCounter() {
      return this == COUNTER || this == COUNTER_SECONDS;
    }

    boolean isSeconds() {
      return this == COUNTER_SECONDS || this == GAUGE_SECONDS;
    }
  }

  Kind kind() {
    return kind;
  }

  /** Returns its name; what is exposed of a counter has {@code _total} after it. */
  String metric() {
    return OpenMetricsNames.of(word) + (kind.isSeconds() ? "_seconds" : "");
  }

  String help() {
    return help;
  }
}
