package dev.cachebench.scenarios.abort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.gate.GateParser;
import dev.cachebench.scenarios.measure.Progress;
import dev.cachebench.scenarios.model.AbortConfig;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.HistogramTag;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.testing.RecordingSink;
import dev.cachebench.scenarios.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AbortWatchTest {

  private static final long SECOND = 1_000_000_000L;

  private final VirtualClock clock = new VirtualClock();
  private final RecordingSink sink = new RecordingSink();
  private final List<String> struck = new ArrayList<>();

  private AbortWatch watch(AbortConfig... conditions) {
    return new AbortWatch(
        new AbortWatch.Arm("hardened", 1), List.of(conditions), sink, clock, struck::add);
  }

  private static AbortConfig when(
      @Nullable String target, @Nullable String phase, String that, int seconds) {
    return new AbortConfig(target, phase, GateParser.parse(that), Duration.ofSeconds(seconds));
  }

  private void second(AbortWatch watch, String phase, Map<String, Long> counts) {
    clock.advanceTo(clock.nanos() + SECOND);
    watch.counters(row(phase, counts));
    watch.accept(new Progress(phase, 1, 10, 100, Map.of(), 0));
  }

  private CountersRow row(String phase, Map<String, Long> counts) {
    return new CountersRow(
        clock.nanos() / 1e9, 1, "hardened", 0, phase, counts, Map.of(), Map.of());
  }

  private static Map<String, Long> errors(long errors) {
    return Map.of("get.error", errors, "get.l1", 100 - errors);
  }

  @Test
  void strikesOnceWhenTheLatestSecondsTogetherAreTooBad() {
    AbortWatch watch = watch(when(null, null, "error-ratio > 50%", 2));

    second(watch, "steady", errors(10));
    second(watch, "steady", errors(90));
    assertThat(struck).isEmpty();
    second(watch, "steady", errors(20));
    assertThat(struck).containsExactly("abort-when error-ratio > 50%");
    second(watch, "steady", errors(100));
    assertThat(struck).hasSize(1);
  }

  @Test
  void saysWhatItWasAndPassesEveryRowOn() {
    AbortWatch watch = watch(when("hardened", "steady", "origin-rate >= 70/s", 1));

    second(watch, "steady", Map.of("origin.loads", 70L));

    assertThat(sink.rows()).hasSize(1);
    RunEvent event = sink.events().get(0);
    assertThat(event.event()).isEqualTo("abort");
    assertThat(event.phase()).isEqualTo("steady");
    assertThat(event.details())
        .containsEntry("index", 0)
        .containsEntry("that", "origin-rate >= 70/s")
        .containsEntry("value", 70.0)
        .containsEntry("limit", 70.0);
  }

  @Test
  void looksNeitherAtTheWarmupNorAtOtherTargetsNorAtOtherPhases() {
    AbortWatch watch =
        watch(
            when(null, null, "error-ratio > 50%", 1),
            when("reviewed", null, "error-ratio > 0%", 1),
            when(null, "outage", "error-ratio > 1%", 1));

    second(watch, "warmup", errors(100));
    second(watch, "steady", errors(40));
    assertThat(struck).isEmpty();

    second(watch, "outage", errors(2));
    assertThat(struck).containsExactly("abort-when error-ratio > 1%");
  }

  @Test
  void aWindowDoesNotReachBackIntoAnotherPhase() {
    AbortWatch watch = watch(when(null, "outage", "error-ratio > 50%", 2));

    second(watch, "steady", errors(100));
    second(watch, "outage", errors(100));
    assertThat(struck).isEmpty();
    second(watch, "outage", errors(100));
    assertThat(struck).hasSize(1);
  }

  @Test
  void aPercentileNeedsTenSamplesBeyondIt() {
    AbortWatch watch = watch(when(null, null, "response-time.p99 > 1ms", 1));

    watch.histogram(tag(), times(999), 0, 1);
    second(watch, "steady", Map.of());
    assertThat(struck).isEmpty();

    watch.histogram(tag(), times(1_000), 0, 1);
    second(watch, "steady", Map.of());
    assertThat(struck).hasSize(1);
  }

  private static HistogramTag tag() {
    return new HistogramTag(
        "hardened", 1, "steady", Operation.GET, Outcome.L1, Series.RESPONSE_TIME);
  }

  private static Histogram times(int count) {
    Histogram times = new Histogram(3);
    times.recordValueWithCount(5_000_000, count);
    return times;
  }

  @Test
  void aSecondWithoutAnyAnswerProvesNothing() {
    AbortWatch watch = watch(when(null, null, "error-ratio == 0", 1));

    second(watch, "steady", Map.of());
    assertThat(struck).isEmpty();
  }
}
