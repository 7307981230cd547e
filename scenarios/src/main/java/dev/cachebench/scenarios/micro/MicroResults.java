package dev.cachebench.scenarios.micro;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a file of JMH results says, as ratios: how much a path of the engine costs beside the plain
 * library that it is built on, on the same machine in the same minutes.
 *
 * @param jvm name and version of the forks' JVM
 * @param measurements one for each benchmark, in the order of the file
 * @param ratios those whose both sides were measured
 */
public record MicroResults(String jvm, List<Measurement> measurements, List<Ratio> ratios) {

  /** Name of the file, in JMH's own format. */
  public static final String FILE = "jmh.json";

  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("L1 hit", "L1Hit.engine", "L1Hit.caffeine"),
          new Pair("L1 hit", "L1Hit.engine", "L1Hit.hashTable"),
          new Pair("L2 hit", "L2Hit.engine", "L2Hit.script"),
          new Pair("L2 hit", "L2Hit.engine", "L2Hit.plainGet"),
          new Pair("L2 hit", "L2Hit.script", "L2Hit.plainGet"),
          new Pair("flight", "Flights.joinAndLeave", "L1Hit.engine"),
          new Pair("flight", "Flights.lead", "L1Hit.engine"),
          new Pair("clock", "Clocks.currentTimeMillis", "Clocks.nanoTime"),
          new Pair("clock", "Clocks.instantNow", "Clocks.nanoTime"));

  private record Pair(String path, String over, String under) {}

  /** Copies the lists. */
  public MicroResults {
    measurements = List.copyOf(measurements);
    ratios = List.copyOf(ratios);
  }

  /**
   * One benchmark.
   *
   * @param name class and method, such as {@code L1Hit.engine}
   * @param forkMeans time of one operation, ns, the mean of each fork
   * @param bytesPerOperation bytes that one operation allocates, over all forks; null when it was
   *     not measured
   */
  public record Measurement(
      String name, List<Double> forkMeans, @Nullable Double bytesPerOperation) {

    /** Copies the list. */
    public Measurement {
      forkMeans = List.copyOf(forkMeans);
    }

    /** Returns the time of one operation, ns, the mean of the forks. */
    public double nanos() {
      return forkMeans.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private double lowest() {
      return forkMeans.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    private double highest() {
      return forkMeans.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }
  }

  /**
   * How many times as long one benchmark takes as another.
   *
   * @param path what both do, such as {@code L1 hit}
   * @param over name of the one
   * @param under name of the other
   * @param ratio mean time ÷ mean time
   * @param low the fastest fork of the one ÷ the slowest of the other
   * @param high the slowest fork of the one ÷ the fastest of the other
   */
  public record Ratio(
      String path, String over, String under, double ratio, double low, double high) {}

  /** Returns the last two parts of a benchmark's full name. */
  static String shortName(String name) {
    String[] parts = name.split("\\.");
    return parts.length < 2 ? name : parts[parts.length - 2] + "." + parts[parts.length - 1];
  }

  /** Reads a file of JMH results, in average time per operation. */
  public static MicroResults read(Path file) {
    JsonNode root = JsonMapper.builder().build().readTree(file.toFile());
    List<Measurement> all = new ArrayList<>();
    String jvm = "";
    for (JsonNode benchmark : root) {
      jvm = benchmark.path("vmName").asString() + " " + benchmark.path("jdkVersion").asString();
      if (benchmark.path("mode").asString().equals("avgt")) {
        all.add(measurement(benchmark));
      }
    }
    return new MicroResults(jvm, all, ratios(all));
  }

  private static Measurement measurement(JsonNode benchmark) {
    JsonNode metric = benchmark.path("primaryMetric");
    double scale = nanosPer(metric.path("scoreUnit").asString());
    List<Double> means = new ArrayList<>();
    for (JsonNode fork : metric.path("rawData")) {
      double sum = 0;
      for (JsonNode iteration : fork) {
        sum += iteration.asDouble();
      }
      means.add(sum / fork.size() * scale);
    }
    JsonNode bytes = benchmark.path("secondaryMetrics").path(ALLOCATION).path("score");
    return new Measurement(
        shortName(benchmark.path("benchmark").asString()),
        means,
        bytes.isNumber() ? bytes.asDouble() : null);
  }

  private static double nanosPer(String unit) {
    return switch (unit) {
      case "ns/op" -> 1;
      case "us/op" -> 1e3;
      case "ms/op" -> 1e6;
      case "s/op" -> 1e9;
      default -> throw new IllegalArgumentException("unit must be a time per op, but was " + unit);
    };
  }

  private static List<Ratio> ratios(List<Measurement> all) {
    return PAIRS.stream().map(pair -> ratio(pair, all)).filter(Objects::nonNull).toList();
  }

  private static @Nullable Ratio ratio(Pair pair, List<Measurement> all) {
    Measurement over = find(all, pair.over());
    Measurement under = find(all, pair.under());
    return over == null || under == null
        ? null
        : new Ratio(
            pair.path(),
            pair.over(),
            pair.under(),
            over.nanos() / under.nanos(),
            over.lowest() / under.highest(),
            over.highest() / under.lowest());
  }

  private static @Nullable Measurement find(List<Measurement> all, String name) {
    return all.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }
}
