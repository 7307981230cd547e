package dev.cachebench.scenarios.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a draft as a commented scenario file. */
public final class DraftWriter {

  /** The origin's slowest loads: the 99 % quantile as a multiple of the median. */
  private static final int TAIL = 4;

  /** Mean ÷ median of a lognormal whose 99 % quantile is 4 medians: e^(σ²/2), σ = ln 4 ÷ 2.326. */
  private static final double MEAN_TO_MEDIAN = 1.195;

  /** What a scenario file allows. */
  private static final long MOST_PLACES = 1_000_000;

  private static final int USUAL_LIMIT = 64;
  private static final int USUAL_IN_FLIGHT = 1_000;
  private static final int COLUMN = 54;

  private final Draft draft;
  private final StringBuilder text = new StringBuilder();

  private DraftWriter(Draft draft) {
    this.draft = draft;
  }

  /** Returns the text of the file. */
  public static String write(Draft draft) {
    DraftWriter writer = new DraftWriter(draft);
    writer.head();
    writer.environment();
    writer.load();
    writer.gates();
    return writer.text.toString();
  }

  private void head() {
    line(
        "# A first draft: every figure is a starting point, put in what you know of your service.");
    line(
        "# `cachebench validate FILE` checks it, `cachebench run FILE` runs it. Editors complete it");
    line("# with the output of `cachebench schema`.");
    if (!draft.findings().isEmpty()) {
      line("#");
      draft.findings().forEach(finding -> line("# " + finding));
    }
    line("version: 1");
    line("scenario: " + text(DraftField.NAME));
    line("question: " + draft.trouble().question());
    line("answer: \"" + draft.trouble().answer() + "\"");
    line("seed: 42", "the same seed gives every target the same load");
    line("");
  }

  private void environment() {
    double busy = busyLoads();
    long places = Math.max(16, places(2 * busy));
    line("redis: embedded", "a server of the run's own, on this machine");
    if (draft.trouble().needsProxy()) {
      line("proxy: embedded", "stands before Redis, so that it can be cut off");
    }
    line("nodes: " + text(DraftField.NODES), "instances of the service, each with its own L1");
    line("origin:");
    line("  service-time: " + serviceTime(), "what one load takes");
    line("  concurrency: " + places, "further loads wait; twice what no cache at all needs");
    line(
        "keys: {count: " + text(DraftField.KEYS) + ", distribution: {zipfian: 0.99}}",
        "a few keys are asked for the most");
    line("values: {size: " + size() + "}");
    line("operations: " + operations(), "weights");
    line("");
    line("cache:", "what every target starts from");
    line(
        "  l1: {capacity: "
            + text(DraftField.L1_CAPACITY)
            + ", ttl: "
            + text(DraftField.L1_TTL)
            + "}",
        "in memory, for each node");
    line(
        "  l2: {ttl: " + text(DraftField.L2_TTL) + ", budget: 50ms}",
        "budget: what one lookup may wait for Redis");
    originLimit(busy);
    line("");
    line("targets:", "the same load for each, one after the other");
    line("  none: {preset: none, role: baseline}", "every request goes to the origin");
    line("  reviewed: {preset: reviewed, role: control}", "a usual two-level cache");
    line("  hardened: {preset: hardened}", "the candidate, which gates judge");
    line("");
  }

  /** While the breaker is open, half of the places must be enough for the whole load. */
  private void originLimit(double busy) {
    double nodes = draft.number(DraftField.NODES);
    long limit = places(3 * busy / nodes);
    if (limit > USUAL_LIMIT) {
      line("  origin-limit: {concurrency: " + limit + "}", "loads of each node at once");
    }
  }

  private void load() {
    line("load: {rate: " + text(DraftField.RATE) + ", arrivals: poisson}");
    long inFlight = places(3 * busyLoads());
    if (inFlight > USUAL_IN_FLIGHT) {
      line("max-in-flight: " + inFlight, "requests that a target may hold at once");
    }
    line("preload: all", "a cache that has been running for a while");
    line("warmup: 3s");
    line("phases:");
    draft.trouble().phases().forEach(phase -> line("  - " + phase));
    if (!draft.trouble().fault().isEmpty()) {
      line("faults:");
      line("  - " + draft.trouble().fault());
    }
    line("");
  }

  private void gates() {
    String phase = lastPhaseOfTrouble();
    line("gates:", "exit code 3 when one of them fails");
    line("  - {require: error-ratio == 0}");
    line("  - {require: wrong-values == 0}");
    line("  - {phase: steady, require: origin-rate < none * 0.5}");
    line(
        "  - {phase: " + phase + ", require: response-time." + figure() + " < " + limit() + "}",
        "your objective");
  }

  private String lastPhaseOfTrouble() {
    return switch (draft.trouble()) {
      case OUTAGE -> "outage";
      case SLOW -> "slow";
      case EXPIRY -> "expiry";
      case NONE -> "steady";
    };
  }

  /** Returns the highest figure that ten seconds of this load support. */
  private String figure() {
    double gets = 10 * draft.number(DraftField.RATE) * (1 - draft.number(DraftField.WRITES));
    if (gets >= 1_050) {
      return "p99";
    }
    return gets >= 105 ? "p90" : gets >= 25 ? "p50" : "mean";
  }

  private String limit() {
    double millis = draft.number(DraftField.ORIGIN_TIME) / 1e6 * TAIL * 2 + 100;
    return Math.round(Math.ceil(millis / 50)) * 50 + "ms";
  }

  /** Loads that the origin works on at once when nothing is cached: rate × mean time. */
  private double busyLoads() {
    return draft.number(DraftField.RATE)
        * draft.number(DraftField.ORIGIN_TIME)
        / 1e9
        * MEAN_TO_MEDIAN;
  }

  private static long places(double loads) {
    return Math.min(MOST_PLACES, Math.round(Math.ceil(loads)));
  }

  private String serviceTime() {
    return "{lognormal: {median: "
        + text(DraftField.ORIGIN_TIME)
        + ", p99: "
        + duration(Math.round(draft.number(DraftField.ORIGIN_TIME) * TAIL / 1e3))
        + "}}";
  }

  private static String duration(long micros) {
    return micros % 1_000 == 0 ? micros / 1_000 + "ms" : micros + "us";
  }

  private String size() {
    String size = text(DraftField.VALUE_SIZE);
    int dots = size.indexOf("..");
    return dots < 0
        ? size
        : "{min: " + size.substring(0, dots) + ", max: " + size.substring(dots + 2) + "}";
  }

  private String operations() {
    double writes = draft.number(DraftField.WRITES) * 100;
    return writes == 0
        ? "{get: 100}"
        : String.format(Locale.ROOT, "{get: %s, put: %s}", weight(100 - writes), weight(writes));
  }

  private static String weight(double percent) {
    String text = String.format(Locale.ROOT, "%.3f", percent);
    return text.replaceFirst("\\.?0+$", "");
  }

  private String text(DraftField field) {
    return draft.text(field);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void line(String line, String comment) {
    List<String> parts = new ArrayList<>(List.of(line));
    parts.add(" ".repeat(Math.max(1, COLUMN - line.length())));
    parts.add("# " + comment);
    line(String.join("", parts));
  }
}
