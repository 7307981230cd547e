package dev.cachebench.scenarios.machine;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures what the machine has done since it was last asked.
 *
 * <p>Sums, all in ns:
 *
 * <ul>
 *   <li>{@code cpu.generator}, {@code cpu.harness} (simulated origin, timers, rows), {@code
 *       cpu.gc}, {@code cpu.compiler}, {@code cpu.cache} (the cache under test and its clients):
 *       processor time of this JVM's threads
 *   <li>{@code cpu.redis}, {@code cpu.tool} (with the bundled proxy): of those processes
 *   <li>{@code cpu.machine}: of all processes, in steps of 10 ms; {@code stolen}: what the
 *       hypervisor gave to other guests
 *   <li>{@code wait.generator} and so on: time in which threads of that role could have run and had
 *       no processor
 *   <li>{@code paused}: all threads of this JVM stood still; {@code throttled}: stopped for the
 *       quota of the control group
 * </ul>
 *
 * <p>Costs about a tenth of a millisecond for ten threads. What the system does not tell is absent.
 * Confined to one thread.
 */
public final class MachineMeter {

  private final Sources sources;
  private final TaskTimes own;
  private final Throttling throttling;
  private final PauseLog pauseLog;
  private final Map<String, ProcessMeter> others = new HashMap<>();
  private Map<String, TaskTimes.Task> ownBefore;
  private @Nullable SystemTimes systemBefore;
  private long throttledBefore;

  /**
   * Where figures come from.
   *
   * @param proc the folder of processes, such as {@code /proc}
   * @param cgroups the folder of control groups, such as {@code /sys/fs/cgroup}
   * @param processors that this JVM may use; where the machine has more, what all of them do says
   *     nothing of these
   * @param pauses this JVM's safepoints
   * @param processes further processes by name, {@code redis} and {@code tool}; their ids may
   *     change, and may be unknown
   */
  public record Sources(
      Path proc,
      Path cgroups,
      int processors,
      PauseLog pauses,
      Map<String, Supplier<OptionalLong>> processes) {

    /** Copies the map. */
    public Sources {
      processes = Map.copyOf(processes);
    }
  }

  /**
   * What happened in an interval.
   *
   * @param sums ns, by the words above
   * @param pauses the times in which every thread stood still
   */
  public record Reading(Map<String, Long> sums, List<PauseLog.Pause> pauses) {

    /** Copies both. */
    public Reading {
      sums = Map.copyOf(sums);
      pauses = List.copyOf(pauses);
    }
  }

  /** Begins to measure now. */
  public MachineMeter(Sources sources) {
    this.sources = sources;
    this.own = new TaskTimes(sources.proc().resolve("self"));
    this.throttling = new Throttling(sources.cgroups());
    this.pauseLog = sources.pauses();
    sources.processes().keySet().forEach(name -> others.put(name, new ProcessMeter()));
    this.ownBefore = own.read();
    this.systemBefore = readSystem();
    this.throttledBefore = throttling.nanos();
    others.forEach((name, meter) -> meter.take(sources.proc(), pid(name)));
    pauseLog.take();
  }

  private @Nullable SystemTimes readSystem() {
    SystemTimes times = SystemTimes.read(sources.proc().resolve("stat"));
    return times == null || times.processors() != sources.processors() ? null : times;
  }

  private OptionalLong pid(String name) {
    Supplier<OptionalLong> pid = sources.processes().get(name);
    return pid == null ? OptionalLong.empty() : pid.get();
  }

  /** Returns what happened since the last call, or since the meter was made. */
  public Reading take() {
    Map<String, Long> sums = new TreeMap<>();
    threads(sums);
    others.forEach(
        (name, meter) -> put(sums, "cpu." + name, meter.take(sources.proc(), pid(name))));
    system(sums);
    List<PauseLog.Pause> pauses = pauseLog.take();
    put(sums, "paused", pauses.stream().mapToLong(PauseLog.Pause::nanos).sum());
    long throttled = throttling.nanos();
    put(sums, "throttled", throttled - throttledBefore);
    throttledBefore = throttled;
    return new Reading(sums, pauses);
  }

  private void threads(Map<String, Long> sums) {
    Map<String, TaskTimes.Task> now = own.read();
    now.forEach(
        (id, task) -> {
          TaskTimes.Task before = ownBefore.get(id);
          String role = ThreadRole.of(task.name()).word();
          put(sums, "cpu." + role, task.runNanos() - (before == null ? 0 : before.runNanos()));
          put(sums, "wait." + role, task.waitNanos() - (before == null ? 0 : before.waitNanos()));
        });
    ownBefore = now;
  }

  private void system(Map<String, Long> sums) {
    SystemTimes now = readSystem();
    SystemTimes before = systemBefore;
    if (now != null && before != null) {
      put(sums, "cpu.machine", now.busyNanos() - before.busyNanos());
      put(sums, "stolen", now.stolenNanos() - before.stolenNanos());
    }
    systemBefore = now;
  }

  private static void put(Map<String, Long> sums, String word, long nanos) {
    if (nanos > 0) {
      sums.merge(word, nanos, Long::sum);
    }
  }

  /** Processor time of one other process, which may end and be followed by another. */
  private static final class ProcessMeter {

    private long pid = -1;
    private @Nullable TaskTimes tasks;
    private Map<String, TaskTimes.Task> before = Map.of();

    long take(Path proc, OptionalLong now) {
      if (now.isEmpty()) {
        return 0;
      }
      TaskTimes known = tasks;
      if (known == null || pid != now.getAsLong()) {
        pid = now.getAsLong();
        known = new TaskTimes(proc.resolve(Long.toString(pid)));
        tasks = known;
        before = known.read();
        return 0;
      }
      Map<String, TaskTimes.Task> after = known.read();
      long nanos = 0;
      for (Map.Entry<String, TaskTimes.Task> entry : after.entrySet()) {
        TaskTimes.Task old = before.get(entry.getKey());
        nanos += entry.getValue().runNanos() - (old == null ? 0 : old.runNanos());
      }
      before = after;
      return nanos;
    }
  }
}
