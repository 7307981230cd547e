package dev.cachebench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.testing.OutageRun;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.result.RunEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlRendererTest {

  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"page-data\">([^<]*)</script>");

  @TempDir Path dir;
  private final SyntheticRun run = OutageRun.of();

  private String html() {
    RunData data = run.reader().read(run.write(dir));
    return HtmlRenderer.of(dir, data)
        .render(Reports.of(data, JudgeOptions.defaults("0.1.0")), "runs/x");
  }

  private static JsonNode data(String html) {
    Matcher matcher = DATA.matcher(html);
    assertThat(matcher.find()).as("data of the charts").isTrue();
    return JsonMapper.builder().build().readTree(matcher.group(1));
  }

  @Test
  void saysWhatTheReportSays() {
    assertThat(html())
        .contains("Who loads a hot key when every copy expires at once?")
        .contains("<strong>✗ FAIL</strong>")
        .contains("Each expiry cost 11.4 loads with reviewed")
        .contains("loads-per-expiry.max &lt;= 4")
        .contains("origin loads of one key for one expiry")
        .contains("<th scope=\"row\">java</th>")
        .contains("Yellow: down (12.3 s to 17.5 s).");
  }

  @Test
  void markupInNamesAndMessagesComesOutInert() {
    run.events.replaceAll(
        event ->
            event.event().equals("breaker")
                ? new RunEvent(
                    event.t(),
                    1,
                    event.target(),
                    "fault-failed",
                    "expiry",
                    Map.of("index", 7, "message", OutageRun.HOSTILE))
                : event);

    String html = html();

    assertThat(html).doesNotContain("<script>document", "<img").contains("&lt;img src=x onerror");
    assertThat(html.split("</script>", -1)).as("data, uPlot, script").hasSize(4);
    assertThat(data(html).findValuesAsString("text"))
        .containsExactly("fault failed: " + OutageRun.HOSTILE);
  }

  @Test
  void forbidsItselfTheNetworkAndAsksNothingOfIt() {
    String html = html();

    assertThat(html)
        .contains(
            "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                + " img-src data:;");
    assertThat(html.replaceAll("(?s)<script>.*?</script>", ""))
        .doesNotContainPattern("(?i)(src|href)=\"(?!data:)")
        .doesNotContain("@import", "url(");
  }

  @Test
  void bringsTheLibraryOfTheRootPomWithItsLicence() throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml"));
    String version = pom.replaceAll("(?s).*<version.uplot>(.*?)</version.uplot>.*", "$1");

    assertThat(PageAssets.uplot())
        .contains("uPlot (v" + version + ")")
        .contains("MIT License")
        .contains("Permission is hereby granted");
  }

  @Test
  void faultsAndBreakersStandWhereTheEventsSay() {
    JsonNode timelines = data(html()).get("timelines");

    assertThat(timelines).hasSize(3);
    for (JsonNode timeline : timelines) {
      JsonNode band = timeline.get("faults").get(0);
      assertThat(timeline.get("faults")).hasSize(1);
      assertThat(band.get("fault").asString()).isEqualTo("down");
      assertThat(band.get("from").asDouble()).isEqualTo(OutageRun.FROM);
      assertThat(band.get("to").asDouble()).isEqualTo(OutageRun.TO);
    }
    JsonNode mark = timelines.get(2).get("marks").get(0);
    assertThat(mark.get("t").asDouble()).isEqualTo(OutageRun.OPENED);
    assertThat(mark.get("text").asString()).isEqualTo("breaker of node 1: open");
  }

  @Test
  void aFaultThatWasCutOffLastsUntilTheEnd() {
    run.events.removeIf(event -> event.event().equals("fault-stop"));

    JsonNode band = data(html()).get("timelines").get(0).get("faults").get(0);

    assertThat(band.get("to").asDouble()).isEqualTo(20);
  }

  @Test
  void aFaultThatStrikesAtPointsInTimeHasNoLength() {
    run.events.clear();
    run.events.addAll(SyntheticRun.standard().events);

    JsonNode faults = data(html()).get("timelines").get(0).get("faults");

    assertThat(faults).hasSize(5);
    assertThat(faults).allSatisfy(band -> assertThat(band.get("to").isNull()).isTrue());
  }

  @Test
  void ratesSharesAndErrorsArePerSecond() {
    JsonNode none = data(html()).get("timelines").get(0);

    assertThat(none.get("t").get(0).asDouble()).isEqualTo(-0.5);
    assertThat(none.get("offered").get(3).asDouble()).isEqualTo(300);
    assertThat(none.get("achieved").get(3).asDouble()).isEqualTo(300);
    assertThat(none.get("origin").get(3).asDouble()).isEqualTo(285);
    assertThat(none.get("served").get("origin").get(3).asDouble()).isEqualTo(1);
    assertThat(none.get("errors").get(11).asDouble()).isEqualTo(0.2308); // 90 of 390
    assertThat(none.get("errors").get(12).asDouble()).isZero();
  }

  @Test
  void curvesEndWhereTheSampleDoes() {
    JsonNode chart = data(html()).get("percentiles").get(0);

    JsonNode x = chart.get("curves").get(0).get("x");
    assertThat(chart.get("phase").asString()).isEqualTo("steady");
    assertThat(x.get(0).asDouble()).isEqualTo(1);
    assertThat(x.get(x.size() - 1).asDouble()).isBetween(250.0, 300.0); // 3,000 samples
  }

  @Test
  void delayedHitsHaveACurveOfTheirOwn() {
    JsonNode outcomes = data(html()).get("outcomes");

    assertThat(curves(outcomes, "none")).doesNotContain("coalesced");
    assertThat(curves(outcomes, "hardened")).contains("l1", "origin", "coalesced");
  }

  private static List<String> curves(JsonNode outcomes, String target) {
    return outcomes
        .valueStream()
        .filter(chart -> chart.get("target").asString().equals(target))
        .flatMap(chart -> chart.get("curves").valueStream())
        .map(curve -> curve.get("name").asString())
        .toList();
  }

  @Test
  void faultsWithoutEndDoNotFillThePage() {
    for (int i = 0; i < 5_000; i++) {
      run.events.add(
          new RunEvent(
              3 + i / 1e3,
              1,
              "none",
              "fault-start",
              "steady",
              Map.of("fault", "flush", "index", 8)));
    }

    assertThat(data(html()).get("timelines").get(0).get("faults")).hasSize(400);
  }

  @Test
  void aRunThatNeverBeganHasTablesOnly() {
    run.events.removeIf(event -> event.target() != null);
    run.counters.clear();
    run.intervals.clear();

    String html = html();

    assertThat(html).contains("? UNDECIDED").doesNotContain("id=\"timelines\"");
    assertThat(data(html).get("timelines")).isEmpty();
  }

  @Test
  void theSameRunGivesTheSameSmallFile() {
    String html = html();
    RunData data = run.reader().read(dir);
    String again =
        HtmlRenderer.of(dir, data)
            .render(Reports.of(data, JudgeOptions.defaults("0.1.0")), "runs/x");

    assertThat(again).isEqualTo(html);
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(150_000);
  }
}
