package dev.cachebench.cli.command.sweep;

import dev.cachebench.cli.command.input.ScenarioSource;
import dev.cachebench.cli.command.input.SettingConverter;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.KeysConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.trace.GeneratedTrace;
import dev.cachebench.scenarios.trace.Sampling;
import dev.cachebench.scenarios.trace.Trace;
import dev.cachebench.scenarios.trace.TraceException;
import dev.cachebench.scenarios.trace.TraceFormat;
import dev.cachebench.scenarios.trace.TraceReader;
import dev.cachebench.scenarios.trace.TraceSpec;
import dev.cachebench.scenarios.yaml.ScenarioDocument;
import dev.cachebench.scenarios.yaml.Setting;
import dev.cachebench.scenarios.yaml.SweepPoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a sweep asks its caches for: a scenario's keys, a trace, or a Zipf load. */
final class SweepLoad {

  private static final long DEFAULT_REQUESTS = 1_000_000;
  private static final int DEFAULT_KEYS = 100_000;
  private static final long DEFAULT_SEED = 42;
  private static final long MOST_REQUESTS = Integer.MAX_VALUE - 8;
  private static final int MOST_KEYS = 100_000_000;
  private static final double LARGEST_EXPONENT = 10;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..1",
      description =
          "A scenario file or a bundled scenario's name: its keys, each request a get; if it has a"
              + " `sweep`, it is run for real with each of those values.")
  private @Nullable String scenario;

  @Option(
      names = "--trace",
      paramLabel = "FORMAT:FILE",
      description =
          "A recorded trace instead: lirs (a number a line), lines (a key a line), arc (first block"
              + " and count), csv (--key-column), oracleGeneral, be-int or be-long; .gz, .xz and"
              + " .zst are read directly.")
  private @Nullable String trace;

  @Option(
      names = "--key-column",
      paramLabel = "NAME",
      description = "With csv: the column of keys (default: key).")
  private @Nullable String keyColumn;

  @Option(
      names = "--size-column",
      paramLabel = "NAME",
      description = "With csv: the column of sizes in bytes, for --sizes in bytes.")
  private @Nullable String sizeColumn;

  @Option(
      names = "--sample",
      paramLabel = "SHARE",
      description =
          "Simulate a share of the keys, such as 0.01, and tell the error: five samples by hash"
              + " (SHARDS), for traces that are too long or do not fit.")
  private @Nullable Double sample;

  @Option(
      names = "--zipf",
      paramLabel = "EXPONENT",
      description = "A Zipf load instead, such as 0.99.")
  private @Nullable Double zipf;

  @Option(
      names = "--keys",
      paramLabel = "N",
      description = "With --zipf: how many keys there are (default: " + DEFAULT_KEYS + ").")
  private @Nullable Integer keys;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description =
          "With a scenario or --zipf: how many requests are drawn (default: "
              + DEFAULT_REQUESTS
              + ").")
  private @Nullable Long requests;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "With a scenario or --zipf: another seed.")
  private @Nullable Long seed;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "With --trace: read the first N requests only.")
  private @Nullable Long limit;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      converter = SettingConverter.class,
      description = "With a scenario: replace a value of it, such as keys.count=5_000. Repeatable.")
  private List<Setting> settings = List.of();

  private @Nullable Scenario read;
  private List<SweepPoint> points = List.of();

  /**
   * Reads the scenario, if it is one, and checks the options.
   *
   * @throws UsageException if they do not go together
   */
  void check() throws IOException {
    List<String> named =
        Stream.of(
                scenario == null ? null : "a scenario",
                trace == null ? null : "--trace",
                zipf == null ? null : "--zipf")
            .filter(Objects::nonNull)
            .toList();
    if (named.size() != 1) {
      throw new UsageException(
          named.isEmpty()
              ? "there is nothing to sweep"
              : String.join(" and ", named) + " exclude each other",
          "name a scenario, or --trace FORMAT:FILE, or --zipf EXPONENT");
    }
    goesWith("--limit", limit != null, "--trace", trace != null);
    boolean isCsv = trace != null && trace.startsWith(TraceFormat.CSV.word() + ":");
    goesWith("--key-column", keyColumn != null, "a trace in csv", isCsv);
    goesWith("--size-column", sizeColumn != null, "a trace in csv", isCsv);
    goesWith("--keys", keys != null, "--zipf", zipf != null);
    goesWith("--requests", requests != null, "a scenario or --zipf", trace == null);
    goesWith("--seed", seed != null, "a scenario or --zipf", trace == null);
    goesWith("--set", !settings.isEmpty(), "a scenario", scenario != null);
    inRange("--limit", limit, Long.MAX_VALUE);
    inRange("--requests", requests, MOST_REQUESTS);
    inRange("--keys", keys, MOST_KEYS);
    if (zipf != null && !(zipf > 0 && zipf <= LARGEST_EXPONENT)) {
      throw new UsageException(
          "--zipf must be above 0 and at most 10, but was " + zipf,
          "0.99 is usual; for keys that are equally likely use a scenario with `uniform`");
    }
    if (sample != null && !(sample > 0 && sample < 1)) {
      throw new UsageException(
          "--sample must be above 0 and below 1, but was " + sample,
          "0.01 simulates one key in a hundred; leave it out to simulate all");
    }
    if (scenario != null) {
      ScenarioDocument document = ScenarioSource.document(scenario, settings());
      read = document.scenario();
      points = document.sweep();
      if (!points.isEmpty() && (requests != null || sample != null)) {
        throw new UsageException(
            "--requests and --sample draw requests for a simulation, but the scenario has a sweep",
            "leave them out; its load says how much is asked");
      }
    }
  }

  /** Returns the runs that the scenario's own sweep asks for; none without one. */
  List<SweepPoint> points() {
    return points;
  }

  /** Reads or draws the requests: all of them, or samples. */
  List<Trace> traces() throws IOException {
    Sampling sampling = sample == null ? Sampling.ALL : Sampling.of(sample);
    try {
      if (trace != null) {
        return TraceReader.read(
            TraceSpec.parse(trace).with(columns()),
            limit == null ? Long.MAX_VALUE : limit,
            sampling);
      }
      return GeneratedTrace.of(
          read == null ? "zipf:" + zipf : read.name(),
          Objects.requireNonNull(catalogue(), "keys"),
          read == null ? (seed == null ? DEFAULT_SEED : seed) : read.seed(),
          requests == null ? DEFAULT_REQUESTS : requests,
          sampling);
    } catch (TraceException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e.hint());
    }
  }

  private TraceSpec.Columns columns() {
    return new TraceSpec.Columns(
        keyColumn == null ? TraceSpec.Columns.DEFAULT.key() : keyColumn, sizeColumn);
  }

  /** Returns the keys that are drawn from; null for a recorded trace. */
  @Nullable KeysConfig catalogue() {
    if (read != null) {
      return read.keys();
    }
    return zipf == null
        ? null
        : new KeysConfig(keys == null ? DEFAULT_KEYS : keys, new KeyDistribution.Zipfian(zipf));
  }

  /** Returns the L1 capacities of the scenario's targets; none without a scenario. */
  List<Integer> capacities() {
    Scenario known = read;
    return known == null
        ? List.of()
        : known.targets().stream()
            .map(TargetConfig::cache)
            .filter(cache -> cache.l1().enabled())
            .map(cache -> cache.l1().capacity())
            .distinct()
            .toList();
  }

  private List<Setting> settings() {
    List<Setting> all = new ArrayList<>(settings);
    if (seed != null) {
      all.add(new Setting("seed", seed.toString()));
    }
    return all;
  }

  private static void goesWith(String option, boolean isGiven, String what, boolean isThere) {
    if (isGiven && !isThere) {
      throw new UsageException(option + " goes with " + what + " only", "leave it out");
    }
  }

  private static void inRange(String option, @Nullable Number value, long most) {
    if (value != null && (value.longValue() < 1 || value.longValue() > most)) {
      throw new UsageException(
          "%s must be from 1 to %d, but was %d".formatted(option, most, value.longValue()),
          "write a number from that range, such as 1000");
    }
  }
}
