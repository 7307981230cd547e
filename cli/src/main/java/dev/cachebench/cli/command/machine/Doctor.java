package dev.cachebench.cli.command.machine;

import dev.cachebench.scenarios.container.Docker;
import dev.cachebench.scenarios.machine.CpuQuota;
import dev.cachebench.scenarios.machine.MachineNoise;
import dev.cachebench.scenarios.machine.RealTime;
import dev.cachebench.scenarios.redis.EmbeddedRedis;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.FakeTime;
import dev.cachebench.scenarios.redis.OwnLink;
import dev.cachebench.scenarios.redis.RedisBinary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Finds out what this machine can and cannot do, by trying it. */
final class Doctor {

  private static final int CORES = 2;
  private static final double BUSY = 0.5;
  private static final String GOOD_CLOCK = "tsc";
  private static final Duration NOISE = Duration.ofSeconds(10);
  private static final double NOISY = 0.05;
  private static final double STOLEN = 0.02;

  private final Machine machine;
  private final Path folder;

  /**
   * What is known of the machine without trying.
   *
   * @param java version and vendor
   * @param cores processors that this process may use
   * @param load runnable threads over the last minute; negative when unknown
   * @param clockSource where Linux says which clock it reads
   * @param proc the folder of processes
   * @param cgroups the folder of control groups
   */
  record Machine(String java, int cores, double load, Path clockSource, Path proc, Path cgroups) {}

  /**
   * Creates one.
   *
   * @param folder where runs go, or its nearest parent that exists
   */
  Doctor(Machine machine, Path folder) {
    this.machine = machine;
    this.folder = folder;
  }

  /**
   * Examines all.
   *
   * @param isQuick whether what takes ten seconds is left out
   * @param found gets each finding as soon as it is known
   */
  void examine(boolean isQuick, Consumer<Finding> found) throws IOException {
    found.accept(Finding.good("Java", machine.java()));
    found.accept(cores());
    found.accept(quota());
    found.accept(load());
    found.accept(clock());
    found.accept(priority());
    found.accept(folder());
    found.accept(redis());
    found.accept(fakeTime());
    found.accept(link());
    found.accept(docker());
    if (!isQuick) {
      MachineNoise floor =
          new MachineNoise(
              machine.proc(), machine.cgroups(), System::nanoTime, MachineNoise.work());
      found.accept(noise(floor.measure(NOISE)));
    }
  }

  Finding cores() {
    String text = machine.cores() + (machine.cores() == 1 ? " core" : " cores");
    return machine.cores() < CORES
        ? Finding.limited(
            "cores",
            text,
            "generator, cache and Redis share it: latencies will be theirs together; use 2 or more")
        : Finding.good("cores", text);
  }

  Finding quota() {
    OptionalDouble quota = CpuQuota.read(machine.cgroups());
    return quota.isEmpty()
        ? Finding.good("quota", "none: nothing limits this process's processor time")
        : Finding.limited(
            "quota",
            String.format(Locale.ROOT, "%.2f processors", quota.getAsDouble()),
            "who uses it up stands still, often for tens of ms; give whole processors (cpuset)");
  }

  static Finding noise(MachineNoise.Result noise) {
    String text =
        String.format(
            Locale.ROOT,
            "the same work differs by up to %.1f %%, longest stall %.1f ms%s%s",
            100 * noise.floor(),
            noise.stallNanos() / 1e6,
            share(noise.stolen(), "stolen by other guests"),
            share(noise.throttled(), "stopped by the quota"));
    boolean isQuiet =
        noise.floor() <= NOISY && noise.stolen() <= STOLEN && noise.throttled() <= STOLEN;
    return isQuiet
        ? Finding.good("noise", text)
        : Finding.limited(
            "noise",
            text,
            "smaller differences of times need pairs; `cachebench qualify` says which they can show");
  }

  private static String share(double share, String what) {
    return share == 0 ? "" : String.format(Locale.ROOT, ", %.1f %% %s", 100 * share, what);
  }

  Finding load() {
    if (machine.load() < 0) {
      return Finding.limited("load", "unknown", "check that nothing else runs");
    }
    String text = String.format(Locale.ROOT, "%.2f runnable threads", machine.load());
    return machine.load() > BUSY * machine.cores()
        ? Finding.limited(
            "load",
            text,
            "something else is running; latency gates will be undecided while it does")
        : Finding.good("load", text);
  }

  Finding clock() throws IOException {
    if (!Files.isReadable(machine.clockSource())) {
      return Finding.good("clock", "of this system's choice");
    }
    String source = Files.readString(machine.clockSource(), StandardCharsets.US_ASCII).strip();
    boolean isFast =
        source.equals(GOOD_CLOCK) || source.startsWith("kvm") || source.contains("arch");
    return isFast
        ? Finding.good("clock", source)
        : Finding.limited(
            "clock",
            source + ", which may take a system call to read",
            "hits of less than a microsecond will look slower; boot with clocksource=tsc");
  }

  private static Finding priority() {
    return RealTime.ofSystem().isAllowed()
        ? Finding.good("priority", "the generator can run before other threads")
        : Finding.limited(
            "priority",
            "the generator waits for its turn like other threads",
            "where requests start late for it: Linux, chrt of util-linux, and root or CAP_SYS_NICE");
  }

  Finding folder() {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return Files.isWritable(existing)
        ? Finding.good("folder", "runs can be written below " + existing)
        : Finding.limited(
            "folder", existing + " cannot be written", "run elsewhere, or use --out DIR");
  }

  Finding redis() throws IOException {
    Path log = Files.createTempFile("cachebench-doctor", ".log");
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisBinary.ofEnvironment(), log)) {
      return Finding.good("redis: embedded", redis.version());
    } catch (EnvironmentException e) {
      return Finding.bad("redis: embedded", String.valueOf(e.getMessage()), e.hint());
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private static Finding fakeTime() throws IOException {
    try {
      return Finding.good("libfaketime", FakeTime.installed() + ": Redis's clock can be moved");
    } catch (EnvironmentException e) {
      return Finding.limited("libfaketime", String.valueOf(e.getMessage()), e.hint());
    }
  }

  private static Finding link() throws IOException {
    try {
      OwnLink.require();
      return Finding.good("half-open links", "a network namespace can be made");
    } catch (EnvironmentException e) {
      return Finding.limited("half-open links", String.valueOf(e.getMessage()), e.hint());
    }
  }

  private static Finding docker() {
    try {
      Docker.requireOpen();
      return Finding.good("redis: container", "Docker answers");
    } catch (EnvironmentException e) {
      return Finding.limited("redis: container", String.valueOf(e.getMessage()), e.hint());
    }
  }
}
