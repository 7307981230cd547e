package dev.cachebench.reports.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.render.Renderer;
import dev.cachebench.reports.testing.RendererContractTest;
import dev.cachebench.reports.testing.Scenarios;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OpenMetricsRendererTest extends RendererContractTest {

  private static final Pattern LINE =
      Pattern.compile(
          "([a-z_][a-z0-9_]*)\\{((?:[a-z]+=\"(?:[^\"\\\\\n]|\\\\.)*\",?)*)\\} (-?[0-9.]+|NaN)");

  @Override
  protected Renderer renderer(RunData run) {
    return new OpenMetricsRenderer(run);
  }

  /** Reads by the letter of the specification: families in one piece, no series twice. */
  @Override
  protected void read(String text) {
    List<String> lines = text.lines().toList();
    Set<String> families = new HashSet<>();
    Set<String> series = new HashSet<>();
    String family = "";
    for (String line : lines.subList(0, lines.size() - 1)) {
      if (line.startsWith("# TYPE ")) {
        family = line.split(" ")[2];
        assertThat(families.add(family)).as(line).isTrue();
      } else if (line.startsWith("# ")) {
        assertThat(line).matches("# (UNIT|HELP) " + family + " .+");
      } else {
        Matcher matcher = LINE.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        assertThat(matcher.group(1)).startsWith(family);
        assertThat(series.add(matcher.group(1) + matcher.group(2))).as(line).isTrue();
      }
    }
    assertThat(lines.get(lines.size() - 1)).isEqualTo("# EOF");
  }

  private static Map<String, List<Double>> buckets(String text) {
    Map<String, List<Double>> buckets = new LinkedHashMap<>();
    text.lines()
        .filter(line -> line.contains("_bucket{"))
        .forEach(
            line ->
                buckets
                    .computeIfAbsent(line.replaceFirst(",le=.*", ""), any -> new ArrayList<>())
                    .add(Double.parseDouble(line.substring(line.lastIndexOf(' ')))));
    return buckets;
  }

  @Test
  void histogramsAreCumulativeAndComplete() {
    String text = render(Scenarios.stampede());

    Map<String, List<Double>> buckets = buckets(text);

    assertThat(buckets).hasSizeGreaterThan(20);
    buckets.forEach(
        (series, counts) -> {
          assertThat(counts).isSorted().hasSize(25);
          String labels = series.replace("_bucket{", "_count{") + "} ";
          assertThat(text).contains(labels + Math.round(counts.get(counts.size() - 1)) + "\n");
        });
    assertThat(text)
        .contains(
            "le=\"1.0E-6\"",
            "le=\"0.001\"",
            "le=\"50.0\"",
            "le=\"+Inf\"",
            "# TYPE cachebench_response_time_seconds histogram\n");
  }

  @Test
  void aBucketHoldsWhatTookNoLonger() {
    String text = render(Scenarios.stampede());

    // Hits of L1 take 20 to 60 µs, loads 10 to 30 ms.
    String labels =
        "scenario=\"stampede\",target=\"hardened\",phase=\"steady\",operation=\"get\",outcome=";
    String name = "cachebench_response_time_seconds_bucket{" + labels;
    assertThat(text).contains(name + "\"l1\",le=\"1.0E-5\"} 0\n");
    assertThat(text)
        .containsPattern(Pattern.quote(name + "\"l1\",le=\"1.0E-4\"} ") + "1[0-9]{3}\n");
    assertThat(text).contains(name + "\"origin\",le=\"0.01\"} 0\n");
  }

  @Test
  void answersAreInStates() {
    String text = render(Scenarios.stampede());

    String gate = "gate=\"error-ratio == 0\",state=";
    assertThat(text)
        .contains(gate + "\"PASS\"} 1\n", gate + "\"FAIL\"} 0\n", gate + "\"INVALID\"} 0\n")
        .contains("cachebench_verdict{scenario=\"stampede\",state=\"FAIL\"} 1\n");
  }
}
