package dev.cachebench.reports.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.export.OpenMetricsRenderer;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.testing.OutageRun;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.result.HistogramLines;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunEvent;
import dev.cachebench.scenarios.result.RunFile;
import dev.cachebench.scenarios.run.ArmId;
import dev.cachebench.scenarios.run.ArmSummary;
import dev.cachebench.scenarios.run.RunPlan;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveMetricsTest {

  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z0-9_]+)\\{(.*)} (\\S+)$");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final LiveMetrics metrics = new LiveMetrics("0.1.0");

  private static ArmId arm(SyntheticRun run, int index) {
    List<TargetConfig> targets = run.scenario.targets();
    return new ArmId(targets.get(index).name(), 1, index, targets.size());
  }

  private void begin(SyntheticRun run) {
    int arms = run.scenario.targets().size();
    List<ArmId> all = IntStream.range(0, arms).mapToObj(i -> arm(run, i)).toList();
    metrics.runStarted(
        new RunPlan(run.scenario, "redis 7", all, Duration.ofSeconds(20).multipliedBy(arms)));
  }

  private void event(ArmId arm, RunEvent event) {
    metrics.line(arm, RunFile.EVENTS, JsonLines.encode(event));
  }

  private void event(ArmId arm, String event, String phase, Map<String, Object> details) {
    event(arm, new RunEvent(1, 1, arm.target(), event, phase, details));
  }

  private void rows(SyntheticRun run, ArmId arm) {
    run.counters.stream()
        .filter(row -> row.target().equals(arm.target()))
        .forEach(row -> metrics.line(arm, RunFile.COUNTERS, JsonLines.encode(row)));
    HistogramLines lines = new HistogramLines();
    run.intervals.stream()
        .filter(each -> each.tag().target().equals(arm.target()))
        .forEach(
            each ->
                metrics.line(
                    arm,
                    RunFile.INTERVALS,
                    lines.line(each.tag(), each.histogram(), each.start(), 1).stripTrailing()));
  }

  private void progress(ArmId arm, double secondsLeft) {
    metrics.progress(arm, new ArmProgress("steady", 1, 2, 3, 4, 5, Map.of(), secondsLeft));
  }

  private void finish(ArmId arm) {
    metrics.armFinished(arm, new ArmSummary(20, 6_000, 0), null);
  }

  private void play(SyntheticRun run) {
    begin(run);
    for (int i = 0; i < run.scenario.targets().size(); i++) {
      ArmId arm = arm(run, i);
      metrics.armStarted(arm);
      run.events.stream()
          .filter(event -> arm.target().equals(event.target()))
          .forEach(event -> event(arm, event));
      rows(run, arm);
      finish(arm);
    }
  }

  private String text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, metrics.collect(), EscapingScheme.ALLOW_UTF8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Values by name and labels, these in alphabetical order. */
  private static Map<String, Double> samples(String text) {
    Map<String, Double> samples = new TreeMap<>();
    SAMPLE
        .matcher(text)
        .results()
        .forEach(
            sample ->
                samples.put(
                    sample.group(1)
                        + LABEL
                            .matcher(sample.group(2))
                            .results()
                            .map(MatchResult::group)
                            .sorted()
                            .collect(Collectors.joining(",", "{", "}")),
                    Double.parseDouble(sample.group(3))));
    return samples;
  }

  private double value(String series) {
    Double value = samples(text()).get(series);
    assertThat(value).as(series).isNotNull();
    return value;
  }

  @Test
  void tellsNothingBeforeARunAndEveryCounterFromItsStart() {
    assertThat(text()).isEmpty();

    begin(SyntheticRun.standard());

    String of = "{phase=\"expiry\",scenario=\"stampede\",target=\"hardened\"}";
    assertThat(value("cachebench_wrong_values_total" + of)).isZero();
    assertThat(value("cachebench_offered_total" + of)).isZero();
    assertThat(
            value(
                "cachebench_operations_total{operation=\"get\",outcome=\"error\","
                    + of.substring(1)))
        .isZero();
    assertThat(text()).doesNotContain("operation=\"delete\"", "outcome=\"ok\",phase=\"x\"");
  }

  /**
   * The same lines, the same times: one by one as they come, and by the export when all is over.
   */
  @Test
  void endsAtTheTimesOfTheExport() {
    SyntheticRun run = SyntheticRun.standard();
    play(run);
    RunData data = run.data();
    String export =
        new OpenMetricsRenderer(data).render(Reports.of(data, JudgeOptions.defaults("0")), "x");

    Map<String, Double> exported = samples(export);
    exported.keySet().removeIf(name -> !name.matches(".*_seconds_(bucket|count|sum)\\{.*"));
    Map<String, Double> live = samples(text());

    assertThat(exported).hasSizeGreaterThan(500);
    exported.forEach(
        (name, value) ->
            assertThat(live.get(name)).as(name).isCloseTo(value, withinPercentage(1e-7)));
  }

  /**
   * A gauge of the export and a gauge of a run that goes on are one metric if they share a name.
   */
  @Test
  void sharesNamesWithTheExportOnlyForTheSameFigures() {
    SyntheticRun run = SyntheticRun.standard();
    play(run);
    RunData data = run.data();
    String export =
        new OpenMetricsRenderer(data).render(Reports.of(data, JudgeOptions.defaults("0")), "x");

    Map<String, Double> exported = samples(export);
    String of = "{phase=\"steady\",scenario=\"stampede\",target=\"hardened\"}";
    for (String name :
        List.of("cachebench_loads_per_key_max", "cachebench_concurrent_loads_per_key_max")) {
      assertThat(value(name + of)).isEqualTo(exported.get(name + of));
    }
  }

  @Test
  void aSecondTakesEffectAtOnce() {
    SyntheticRun run = SyntheticRun.standard();
    begin(run);
    ArmId arm = arm(run, 2);
    metrics.armStarted(arm);
    rows(run, arm);
    String hits =
        "{operation=\"get\",outcome=\"l1\",phase=\"steady\",scenario=\"stampede\",target=\"hardened\"}";
    assertThat(value("cachebench_operations_total" + hits)).isZero();
    assertThat(text()).doesNotContain("cachebench_response_time_seconds");

    progress(arm, 10);

    assertThat(value("cachebench_operations_total" + hits))
        .isEqualTo(value("cachebench_response_time_seconds_count" + hits))
        .isGreaterThan(1000);
  }

  @Test
  void followsFaultsBreakersAndHealth() {
    SyntheticRun run = OutageRun.of();
    begin(run);
    ArmId arm = arm(run, 2);
    String node = "{node=\"1\",scenario=\"stampede\",";
    String target = "target=\"hardened\"}";
    metrics.armStarted(arm);
    assertThat(value("cachebench_l2_up" + node + target)).isOne();

    event(arm, "breaker", "expiry", Map.of("node", 1, "state", "open"));
    event(arm, "health", "expiry", Map.of("node", 1, "l2", "down"));
    event(arm, "fault-start", "expiry", Map.of("fault", "down", "index", 7));
    event(arm, "fault-start", "expiry", Map.of("fault", "expire-all", "index", 0));

    String lasting = "{fault=\"down\",index=\"7\",scenario=\"stampede\"," + target;
    String instant = "{fault=\"expire-all\",index=\"0\",scenario=\"stampede\"," + target;
    assertThat(value("cachebench_l2_up" + node + target)).isZero();
    assertThat(value("cachebench_breaker_state" + node + "state=\"closed\"," + target)).isZero();
    assertThat(value("cachebench_breaker_state" + node + "state=\"open\"," + target)).isOne();
    assertThat(value("cachebench_breaker_opened_total" + node + target)).isOne();
    assertThat(value("cachebench_fault_active" + lasting)).isOne();
    assertThat(value("cachebench_fault_active" + instant)).isZero();
    assertThat(value("cachebench_faults_started_total" + instant)).isOne();

    event(arm, "fault-stop", "expiry", Map.of("fault", "down", "index", 7));
    event(arm, "health", "expiry", Map.of("node", 1, "l2", "up"));
    assertThat(value("cachebench_fault_active" + lasting)).isZero();
    assertThat(value("cachebench_l2_up" + node + target)).isOne();

    finish(arm);
    assertThat(text()).doesNotContain("cachebench_l2_up", "cachebench_breaker_state{");
    assertThat(value("cachebench_breaker_opened_total" + node + target)).isOne();
  }

  @Test
  void saysWhichPhaseRunsAndWhatIsLeft() {
    SyntheticRun run = SyntheticRun.standard();
    begin(run);
    ArmId arm = arm(run, 1);
    metrics.armStarted(arm);
    event(arm, "phase-start", "steady", Map.of());
    event(arm, "phase-start", "expiry", Map.of());
    event(arm, "phase-end", "steady", Map.of());
    progress(arm, 10);

    String active = "cachebench_phase_active{phase=\"%s\",scenario=\"stampede\",target=\"%s\"}";
    assertThat(value(active.formatted("expiry", "reviewed"))).isOne();
    assertThat(value(active.formatted("steady", "reviewed"))).isZero();
    assertThat(value(active.formatted("warmup", "hardened"))).isZero();
    assertThat(value("cachebench_run_remaining_seconds{scenario=\"stampede\"}")).isEqualTo(30);
    assertThat(value("cachebench_run_progress_ratio{scenario=\"stampede\"}")).isEqualTo(0.5);

    metrics.armFinished(arm, new ArmSummary(1, 1, 0), new ArmFailure(false, "it broke", ""));

    assertThat(value(active.formatted("expiry", "reviewed"))).isZero();
    assertThat(value("cachebench_arms_ended_total{result=\"failed\",scenario=\"stampede\"}"))
        .isOne();
    assertThat(value("cachebench_arms_ended_total{result=\"ok\",scenario=\"stampede\"}")).isZero();
  }

  @Test
  void whatAScenarioIsCalledIsText() {
    SyntheticRun run = SyntheticRun.of(Scenarios.named("a\"b\\c\nd"));
    play(run);

    assertThat(text()).contains("scenario=\"a\\\"b\\\\c d\"");
    assertThat(text().lines()).allMatch(line -> line.matches("# (HELP|TYPE) .+|[a-z0-9_]+\\{.+"));
  }
}
