package dev.cachebench.reports.testing;

import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.Violation;
import java.util.Map;

/** A synthetic run in which Redis goes away: each target at its own time on the run's clock. */
public final class OutageRun {

  /** Seconds from the start of the first phase. */
  public static final double FROM = 12.25;

  public static final double TO = 17.5;
  public static final double OPENED = 12.5;

  private OutageRun() {}

  /** Returns the run; every event lies where the constants say. */
  public static SyntheticRun of() {
    SyntheticRun run = SyntheticRun.standard();
    run.events.removeIf(event -> event.event().startsWith("fault-"));
    for (String target : new String[] {"none", "reviewed", "hardened"}) {
      double zero = zero(run, target);
      fault(run, target, "fault-start", zero + FROM);
      fault(run, target, "fault-stop", zero + TO);
      run.count(target, "expiry", "get.error", 90);
    }
    double opened = zero(run, "hardened") + OPENED;
    Map<String, Object> details = Map.of("node", 1, "state", "open");
    run.events.add(new RunEvent(opened, 1, "hardened", "breaker", "expiry", details));
    run.violations.add(
        new Violation(1, 1, "none", 0, "steady", "wrong-key", "a&b", HOSTILE + " was answered"));
    return run;
  }

  /** Markup that must come out inert. */
  public static final String HOSTILE =
      "</script><script>document.title='stolen'</script><img src=x onerror=alert(1)>";

  /** Returns when a target's first phase began, seconds on the run's clock. */
  public static double zero(SyntheticRun run, String target) {
    return run.events.stream()
        .filter(event -> event.event().equals("phase-start") && target.equals(event.target()))
        .filter(event -> "steady".equals(event.phase()))
        .mapToDouble(RunEvent::t)
        .findFirst()
        .orElseThrow();
  }

  private static void fault(SyntheticRun run, String target, String event, double t) {
    Map<String, Object> details = Map.of("fault", "down", "index", 7);
    run.events.add(new RunEvent(t, 1, target, event, "expiry", details));
  }
}
