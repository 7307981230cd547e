package dev.cachebench.scenarios.run;

import dev.cachebench.scenarios.measure.RunClock;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.node.NodeJvm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a run ran on, for {@code environment.json}. */
final class RunEnvironment {

  private static final List<String> CGROUP_LIMITS = List.of("cpu.max", "memory.max");

  private RunEnvironment() {}

  static Map<String, Object> describe(
      RunOptions options,
      Scenario scenario,
      String scenarioText,
      String redisVersion,
      RunClock clock)
      throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("tool", options.toolVersion());
    facts.put(
        "started",
        Instant.EPOCH
            .plus(clock.startEpochMicros(), ChronoUnit.MICROS)
            .truncatedTo(ChronoUnit.MILLIS)
            .toString());
    facts.put("scenario-sha256", sha256(scenarioText.getBytes(StandardCharsets.UTF_8)));
    facts.put("seed", scenario.seed());
    facts.put("rounds", options.rounds());
    facts.put("java", property("java.version"));
    facts.put("jvm", property("java.vm.name") + ", " + property("java.vendor"));
    facts.put("jvm-flags", options.toolFlags());
    facts.put("arm-jvm-flags", flags(options.jvm()));
    if (scenario.hasProcessNodes()) {
      facts.put("node-jvm-flags", NodeJvm.flags());
    }
    facts.put("classpath", classPath(options.classPath()));
    facts.put("os", property("os.name"));
    facts.put("kernel", property("os.version"));
    facts.put("architecture", property("os.arch"));
    facts.put("cpu", cpu());
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    facts.put("memory-bytes", memoryBytes());
    facts.put("cgroup", cgroupLimits());
    facts.put("redis", redisVersion);
    facts.put("redis-provider", options.external() == null ? "embedded" : "external");
    return facts;
  }

  /**
   * Checks what can be known before anything starts.
   *
   * @throws dev.cachebench.scenarios.redis.EnvironmentException if this machine cannot run it
   */
  static void require(Scenario scenario) {
    Long memory = memoryBytes();
    if (scenario.hasProcessNodes() && memory != null) {
      NodeJvm.require(scenario.nodes(), memory);
    }
  }

  private static List<String> flags(List<String> jvm) {
    return jvm.stream().filter(word -> word.startsWith("-X") || word.startsWith("-D")).toList();
  }

  /** Names each file of the user's own with its digest, so that two runs can be told apart. */
  private static List<Map<String, String>> classPath(List<Path> entries) throws IOException {
    List<Map<String, String>> described = new ArrayList<>();
    for (Path entry : entries) {
      boolean isFile = Files.isRegularFile(entry);
      String name = String.valueOf(entry.getFileName());
      described.add(
          isFile
              ? Map.of("name", name, "sha256", sha256(Files.readAllBytes(entry)))
              : Map.of("name", name));
    }
    return described;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  /** Returns the processor's name as Linux knows it; null where nothing tells. */
  private static @Nullable String cpu() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return null;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.replaceFirst("^[^:]*:\\s*", ""))
          .findFirst()
          .orElse(null);
    }
  }

  private static @Nullable Long memoryBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : null;
  }

  private static Map<String, String> cgroupLimits() {
    Map<String, String> limits = new LinkedHashMap<>();
    for (String name : CGROUP_LIMITS) {
      Path file = Path.of("/sys/fs/cgroup", name);
      if (Files.isReadable(file)) {
        try {
          limits.put(name, Files.readString(file).trim());
        } catch (IOException e) {
          limits.put(name, "unreadable");
        }
      }
    }
    return limits;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
