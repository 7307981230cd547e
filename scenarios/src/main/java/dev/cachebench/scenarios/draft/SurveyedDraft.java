package dev.cachebench.scenarios.draft;

import dev.cachebench.scenarios.redis.RedisSurvey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns what a live Redis holds into a draft that one machine can run. What is made smaller for
 * that is said in the file, and all of it by the same factor, since hit ratios depend on the ratio
 * of cache to keys.
 */
public final class SurveyedDraft {

  /** Filling more would take longer than measuring. */
  private static final long MOST_KEYS = 200_000;

  private static final double MOST_BYTES = 256 << 20;
  private static final long HIGHEST_RATE = 5_000;
  private static final long FEWEST_CALLS = 1_000;
  private static final long LARGEST_VALUE = 64 << 20;
  private static final double[] LIVES = {
    1,
    2,
    5,
    10,
    15,
    20,
    30,
    60,
    120,
    300,
    600,
    900,
    1_200,
    1_800,
    3_600,
    7_200,
    14_400,
    21_600,
    43_200,
    86_400,
    172_800,
    604_800,
    1_209_600,
    2_592_000,
    7_776_000,
    31_536_000
  };

  private final RedisSurvey survey;
  private final List<String> findings = new ArrayList<>();
  private Draft draft;

  private SurveyedDraft(Draft usual, RedisSurvey survey) {
    this.draft = usual;
    this.survey = survey;
  }

  /**
   * Returns a draft with what was found.
   *
   * @param usual supplies what a Redis cannot tell, such as the origin's time
   * @param address named in the file's head
   */
  public static Draft of(Draft usual, RedisSurvey survey, String address) {
    SurveyedDraft surveyed = new SurveyedDraft(usual, survey);
    surveyed.findings.add(
        "From "
            + printable(survey.server())
            + " at "
            + printable(address)
            + ": "
            + count(survey.sampledKeys())
            + " of "
            + count(survey.keys())
            + " keys were looked at.");
    surveyed.sizes();
    surveyed.keys();
    surveyed.lives();
    surveyed.rate();
    surveyed.writes();
    surveyed.memory();
    return surveyed.draft.withFindings(surveyed.findings);
  }

  private void sizes() {
    List<Long> sizes = survey.valueBytes();
    if (sizes.isEmpty()) {
      return;
    }
    long low = inRange(at(sizes, 0.05));
    // The range is uniform, so its middle should be the mean.
    long high = inRange(Math.max(low, Math.round(2 * mean(sizes)) - low));
    draft =
        draft.with(
            DraftField.VALUE_SIZE, high - low <= low / 5 ? high + "B" : low + "B.." + high + "B");
    findings.add(
        "Sizes of values: median "
            + count(at(sizes, 0.5))
            + " B, 95 % up to "
            + count(at(sizes, 0.95))
            + " B, largest "
            + count(sizes.get(sizes.size() - 1))
            + " B.");
  }

  private static long inRange(long bytes) {
    return Math.min(LARGEST_VALUE, Math.max(1, bytes));
  }

  private void keys() {
    if (survey.isCluster()) {
      findings.add("It is one of a cluster: the other masters have keys of their own.");
    }
    if (survey.keys() < 2) {
      findings.add("There is next to nothing in it: sizes and lives are usual values.");
      return;
    }
    double bytes = survey.keys() * mean(survey.valueBytes());
    double scale = Math.max(1, Math.max((double) survey.keys() / MOST_KEYS, bytes / MOST_BYTES));
    long keys = Math.max(2, Math.round(survey.keys() / scale));
    draft = draft.with(DraftField.KEYS, Long.toString(keys));
    if (scale > 1) {
      findings.add(
          String.format(
              Locale.ROOT,
              "Scaled down for one machine: 1 of %.0f keys. Scale l1.capacity by the same factor.",
              scale));
    }
  }

  private void lives() {
    List<Long> lives = survey.lifeMillis();
    int withoutEnd = survey.sampledKeys() - lives.size();
    if (withoutEnd > 0) {
      findings.add(
          count(100.0 * withoutEnd / survey.sampledKeys())
              + " % of the keys have no time to live; a scenario's all have one.");
    }
    if (lives.isEmpty()) {
      return;
    }
    // What is left is between 0 and the whole life, so its upper end shows the life.
    double seconds = at(lives, 0.95) / 0.95 / 1e3;
    double life = LIVES[LIVES.length - 1];
    for (int i = LIVES.length - 1; i >= 0 && LIVES[i] >= seconds; i--) {
      life = LIVES[i];
    }
    draft = draft.with(DraftField.L2_TTL, Math.round(life) + "s");
    if (life < 20) {
      draft = draft.with(DraftField.L1_TTL, Math.round(life * 500) + "ms");
    }
    findings.add(
        "Times to live: half have less than "
            + count(at(lives, 0.5) / 1e3)
            + " s left, 95 % less than "
            + count(at(lives, 0.95) / 1e3)
            + " s.");
  }

  private void rate() {
    long rate = survey.commandsPerSecond();
    if (rate < 1) {
      return;
    }
    draft = draft.with(DraftField.RATE, Math.min(HIGHEST_RATE, rate) + "/s");
    findings.add(
        "Commands in the last second: "
            + count(rate)
            + (rate > HIGHEST_RATE ? "; the load is capped at " + count(HIGHEST_RATE) + "/s." : ".")
            + " Callers that L1 serves come on top.");
  }

  private void writes() {
    long calls = survey.readCalls() + survey.writeCalls();
    if (calls >= FEWEST_CALLS) {
      double share = Math.min(0.99, (double) survey.writeCalls() / calls);
      // Filling after a miss is a write to Redis, but not one of the service.
      long fills = Math.min(survey.writeCalls(), survey.misses());
      double writes = Math.min(share, (double) (survey.writeCalls() - fills) / calls);
      draft = draft.with(DraftField.WRITES, String.format(Locale.ROOT, "%.2f%%", 100 * writes));
    }
    long reads = survey.hits() + survey.misses();
    if (reads >= FEWEST_CALLS) {
      findings.add(
          String.format(
              Locale.ROOT,
              "Since it started %.1f %% of its reads hit.",
              100.0 * survey.hits() / reads));
    }
  }

  private void memory() {
    if (survey.maxMemoryBytes() <= 0) {
      findings.add(
          "Its memory is not bounded (maxmemory 0); it uses " + size(survey.memoryBytes()));
      return;
    }
    findings.add(
        "maxmemory "
            + size(survey.maxMemoryBytes())
            + " ("
            + printable(survey.evictionPolicy())
            + "), used "
            + size(survey.memoryBytes())
            + ", evicted "
            + count(survey.evictedKeys())
            + " keys since it started.");
    if (survey.evictedKeys() > 0) {
      findings.add("The run's own Redis holds every key, so that its hit ratio is an upper bound.");
    }
  }

  private static double mean(List<Long> sorted) {
    return sorted.stream().mapToLong(Long::longValue).average().orElse(0);
  }

  private static long at(List<Long> sorted, double quantile) {
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(quantile * sorted.size())));
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MiB", bytes / (double) (1 << 20));
  }

  private static String count(double value) {
    return count(Math.round(value));
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** What a server says of itself goes into a comment, so it must not end the line. */
  private static String printable(String text) {
    String plain = text.replaceAll("[^ -~]", "?");
    return plain.length() <= 80 ? plain : plain.substring(0, 80);
  }
}
