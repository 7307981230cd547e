package dev.cachebench.reports.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.testing.Golden;
import dev.cachebench.scenarios.sim.Capacity;
import dev.cachebench.scenarios.sim.PolicyKind;
import dev.cachebench.scenarios.sim.SimulationResult;
import dev.cachebench.scenarios.sim.Spread;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweepReportTest {

  private static SweepReport report(String trace) {
    return new SweepReport(
        trace,
        6_015,
        2_529,
        0,
        1,
        List.of(
            result(trace, PolicyKind.LRU, 500, 6_015, 57, 5_458, 0.002),
            result(trace, PolicyKind.LRU, 1_000, 6_015, 674, 4_341, 0.002),
            result(trace, PolicyKind.OPT_BYPASS, 500, 6_015, 2_065, 25, 0.003),
            result(trace, PolicyKind.OPT_BYPASS, 1_000, 6_015, 3_197, 169, 0.003)),
        List.of());
  }

  private static SimulationResult result(
      String trace,
      PolicyKind policy,
      int capacity,
      long requests,
      long hits,
      long evictions,
      double seconds) {
    return new SimulationResult(
        trace,
        policy,
        Capacity.entries(capacity),
        requests,
        hits,
        evictions,
        null,
        new SimulationResult.Speed(requests, seconds),
        null);
  }

  private static SweepReport single(SimulationResult result) {
    return new SweepReport(result.trace(), result.requests(), 10, 0, 1, List.of(result), List.of());
  }

  private static void assertWellFormed(SweepReport report) throws Exception {
    String svg = new MissRatioChart(report).write();
    assertThat(svg).doesNotContain("NaN", "Infinity");
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("circle")
                .getLength())
        .isEqualTo(report.results().size());
  }

  @Test
  void printsATableWithItsBound() {
    Golden.assertMatches("sweep.txt", SweepText.write(report("gli.trace.gz")));
  }

  @Test
  void writesTheColumnsOfTheContract() {
    Golden.assertMatches("sweep.csv", SweepCsv.write(report("gli.trace.gz")));
  }

  @Test
  void writesJson() {
    Golden.assertMatches("sweep.json", SweepJson.write(report("gli.trace.gz")));
  }

  @Test
  void printsSizesSpreadsAndFormulas() {
    Golden.assertMatches("sweep-bytes.txt", SweepText.write(sampled()));
    assertThat(new SweepHtml(sampled()).write())
        .contains("<th scope=\"row\">64MiB</th>", "every key is as large as its first request")
        .contains("Estimated from 5 samples");
    assertThat(SweepJson.write(sampled()))
        .contains("\"byteHitRatio\" : 0.25", "\"spread\" : \"interval\"", "\"sampleShare\" : 0.01");
    SweepReport drawn =
        new SweepReport(
            "zipf:1.0",
            10,
            10,
            0,
            1,
            List.of(result("zipf:1.0", PolicyKind.LRU, 7, 10, 5, 4, 0)),
            List.of(new SweepReport.Formula("che-lru", Capacity.entries(7), 0.25)));
    assertThat(SweepText.write(drawn)).contains("     lru  che-lru\n", "  0.5000   0.2500\n");
    assertThat(new SweepHtml(drawn).write())
        .contains("<g class=\"che-lru\"><polyline points=", "<td>0.5000</td><td>0.2500</td>");
    assertThat(SweepJson.write(drawn)).contains("\"formula\" : \"che-lru\"");
  }

  private static SweepReport sampled() {
    List<SimulationResult> results =
        List.of(
            new SimulationResult(
                "t",
                PolicyKind.FIFO,
                Capacity.bytes(64 << 20),
                1_000,
                400,
                9,
                new SimulationResult.Bytes(1_000, 250),
                new SimulationResult.Speed(10, 0.1),
                new Spread(Spread.Kind.INTERVAL, 5, 0.38, 0.42)),
            new SimulationResult(
                "t",
                PolicyKind.W_TINYLFU,
                Capacity.bytes(64 << 20),
                1_000,
                500,
                9,
                new SimulationResult.Bytes(1_000, 350),
                new SimulationResult.Speed(10, 0.1),
                new Spread(Spread.Kind.RANGE, 3, 0.49, 0.51)));
    return new SweepReport("t", 1_000, 30, 0, 0.01, results, List.of());
  }

  @Test
  void quotesATraceWhoseNameWouldTearTheLine() {
    assertThat(SweepCsv.write(report("a,\"b\".gz"))).contains("\n\"a,\"\"b\"\".gz\",lru,500,");
  }

  @Test
  void drawsADotForEverySimulation() throws Exception {
    assertWellFormed(report("gli.trace.gz"));
  }

  @Test
  void drawsASingleCapacityAndACacheThatNeverMisses() throws Exception {
    assertWellFormed(single(result("t", PolicyKind.LRU, 1, 10, 5, 4, 0)));
    assertWellFormed(single(result("t", PolicyKind.LRU, 7, 10, 10, 0, 0)));
  }

  @Test
  void staysSilentAboutABoundThatThereIsNot() {
    assertThat(SweepText.bound(single(result("t", PolicyKind.LRU, 1, 10, 5, 4, 0)))).isEmpty();
    assertThat(SweepText.bound(single(result("t", PolicyKind.OPT_BYPASS, 7, 10, 10, 0, 0))))
        .isEmpty();
  }

  @Test
  void pageNeedsNoNetworkAndTakesNoMarkupFromATracesName() {
    String page = new SweepHtml(report("<script>@rows@&.gz")).write();

    assertThat(page)
        .contains("<h1>&lt;script&gt;@rows@&amp;.gz</h1>")
        .contains("default-src 'none'")
        .contains("<td>0.1121</td><td>0.5315</td>")
        .doesNotContain("<script", "http://", "https://", "url(", "@chart@");
  }

  @Test
  void textTakesNoControlCharacterFromATracesName() {
    assertThat(SweepText.write(report("a\u001b[2Jb"))).startsWith("a?[2Jb · ");
  }

  @Test
  void leavesThreeFiles(@TempDir Path folder) throws IOException {
    report("gli.trace.gz").writeAll(folder);

    assertThat(folder.resolve("sweep.csv")).isNotEmptyFile();
    assertThat(folder.resolve("sweep.json")).isNotEmptyFile();
    assertThat(folder.resolve("report.html")).content().startsWith("<!DOCTYPE html>");
  }
}
