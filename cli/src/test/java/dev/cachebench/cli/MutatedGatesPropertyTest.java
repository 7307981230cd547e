package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.cli.testing.Mutator;
import dev.cachebench.cli.testing.RecordedRun;
import dev.cachebench.scenarios.gate.GateExpression;
import dev.cachebench.scenarios.gate.GateParser;
import dev.cachebench.scenarios.gate.GateSyntaxException;
import dev.cachebench.scenarios.gate.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Mutated gates judge a recorded run: none passes but those that its figures meet. */
final class MutatedGatesPropertyTest extends CommandTestCase {

  private static final int GATES_A_RUN = 20;
  private static final List<String> GATES =
      List.of(
          "response-time.p99 < 250ms",
          "error-ratio == 0",
          "origin-rate < none * 0.2",
          "hit-ratio >= base * 1.10",
          "speedup.mean >= 10x",
          "served-by.l1 > 99%",
          "recovery-time < 5s",
          "loads-per-key.max <= 4");
  private static final Pattern SPLIT = Pattern.compile("(?s)\\s*([a-z0-9.-]+)\\s*([<>=!]=?)(.*)");

  private static Path run = Path.of("");
  private static String scenario = "";

  @BeforeContainer
  static void record() throws IOException {
    run = Files.createTempDirectory("cachebench-recorded");
    RecordedRun.write(run);
    scenario = Files.readString(run.resolve("scenario.yaml"));
  }

  @AfterContainer
  static void remove() throws IOException {
    try (var files = Files.walk(run)) {
      for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }

  /** 2000 of them, 20 to a run. */
  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void passesAreThoseOfTheFigures(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<String> legal = new ArrayList<>();
    for (int i = 0; i < GATES_A_RUN; i++) {
      String gate = GATES.get(random.nextInt(GATES.size()));
      String mutated = new Mutator(random.nextLong()).text(gate);
      if (isLegal(mutated)) {
        legal.add(mutated);
      }
    }
    String gates =
        legal.stream()
            .map(gate -> "  - {require: " + StringNode.valueOf(gate) + "}\n")
            .collect(Collectors.joining("", "gates:\n", ""));
    Files.writeString(
        run.resolve("scenario.yaml"),
        scenario.replaceFirst("(?m)^gates:\\n(  .*\\n)+", legal.isEmpty() ? "" : quoted(gates)));

    int status = runAgain("report", run.toString(), "--format", "json");

    assertThat(status).as("%s", err()).isIn(0, 3, 4);
    JsonNode report = new JsonMapper().readTree(out());
    assertThat(report.get("gates")).hasSize(legal.size());
    boolean areAllPassed = true;
    for (JsonNode gate : report.get("gates")) {
      boolean isPassed = gate.get("state").asString().equals("PASS");
      areAllPassed &= isPassed;
      if (isPassed) {
        assertThat(isMet(gate, report)).as("%s", gate).isTrue();
      }
    }
    assertThat(status == 0).as("%s", legal).isEqualTo(areAllPassed);
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }

  private static boolean isLegal(String text) {
    try {
      GateExpression gate = GateParser.parse(text);
      return !(gate.limit() instanceof Limit.OtherTarget other)
          || other.target().equals("none")
          || other.target().equals("hardened");
    } catch (GateSyntaxException e) {
      assertThat(e).message().isNotBlank();
      return false;
    }
  }

  /** Reads the gate's own words again, by other means than the tool. */
  private static boolean isMet(JsonNode gate, JsonNode report) {
    Matcher words = SPLIT.matcher(gate.get("text").asString());
    assertThat(words.matches()).isTrue();
    assertThat(words.group(1)).isEqualTo(gate.get("metric").asString());
    double value = gate.get("value").asDouble();
    double limit = gate.get("limit").asDouble();
    if (words.group(3).contains("*")) {
      String[] factors = words.group(3).strip().split("\\s*\\*\\s*");
      double other = figure(report, factors[0], gate.get("metric").asString());
      double factor = Double.parseDouble(factors[1].replace("_", ""));
      assertThat(limit).isCloseTo(other * factor, within(1e-6 * Math.abs(limit)));
    }
    return switch (words.group(2)) {
      case "<" -> value < limit;
      case "<=" -> value <= limit;
      case ">" -> value > limit;
      case ">=" -> value >= limit;
      case "==" -> value == limit;
      case "!=" -> value != limit;
      default -> false;
    };
  }

  private static double figure(JsonNode report, String target, String metric) {
    for (JsonNode each : report.get("targets")) {
      if (each.get("name").asString().equals(target)) {
        return each.get("all").get("metrics").get(metric).asDouble();
      }
    }
    throw new AssertionError("no target " + target);
  }
}
