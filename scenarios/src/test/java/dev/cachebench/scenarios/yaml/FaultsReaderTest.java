package dev.cachebench.scenarios.yaml;

import static dev.cachebench.scenarios.yaml.Texts.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsReaderTest {

  private static String text(String... faults) {
    StringBuilder text = new StringBuilder(SMALL).append("proxy: embedded\nfaults:\n");
    for (String fault : faults) {
      text.append("  - {").append(fault).append("}\n");
    }
    return text.toString();
  }

  private static String said(String text) {
    List<Problem> problems = Texts.problems(text);
    assertThat(problems).hasSize(1);
    return problems.get(0).path()
        + " "
        + problems.get(0).message()
        + " > "
        + problems.get(0).hint();
  }

  @Test
  void keepsTheKindsOwnKeysAsWritten() {
    FaultConfig fault =
        ScenarioReader.read(
                "test.yaml",
                text(
                    "fault: latency, on: redis, latency: 200ms, jitter: 50ms, toxicity: 50%,"
                        + " direction: both, at: 1s, for: 2s"),
                List.of())
            .faults()
            .get(0);

    assertThat(fault.settings())
        .isEqualTo(
            Map.of("latency", "200ms", "jitter", "50ms", "toxicity", "50%", "direction", "both"));
  }

  @Test
  void writesWhatItHasRead() {
    String text =
        text(
            "fault: bandwidth, rate: 100KB, during: steady",
            "fault: errors, on: origin, ratio: 0.2, at: 1s, for: 2s",
            "fault: flush, at: 1s, for: 5s, every: 2s");
    var scenario = ScenarioReader.read("test.yaml", text, List.of());

    var again = ScenarioReader.read("again.yaml", ScenarioWriter.write(scenario), List.of());

    assertThat(again.faults()).isEqualTo(scenario.faults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "fault: latency, during: steady | faults[0] the key `latency` is missing > write `latency: 200ms`",
        "fault: latency, latency: 0ms, during: steady | faults[0].latency must be greater than 0, but was 0ms > null",
        "fault: latency, latency: 500us, during: steady | faults[0].latency must be in whole milliseconds, but was 500us > write `1ms`",
        "fault: latency, latency: 9ms, toxicity: 2, during: steady | faults[0].toxicity must be at most 1, but was 2 > null",
        "fault: bandwidth, during: steady | faults[0] the key `rate` is missing > write `rate: 100KB`",
        "fault: errors, during: steady | faults[0] the key `ratio` is missing > write `ratio: 20%`",
        "fault: slow, during: steady | faults[0] the key `factor` is missing > write `factor: 10x`, or `added: 200ms`",
        "fault: slicer, size: 10B, variation: 10B, during: steady | faults[0].variation must be at most 9, but was 10B > null",
        "fault: evict, ratio: 0.1%, at: 1s | faults[0].ratio must be at least 1%, but was 0.1% > write `ratio: 1%`",
        "fault: capacity, concurrency: 0, during: steady | faults[0].concurrency must be at least 1, but was 0 > null",
        "fault: half-open, during: steady | faults[0].fault half-open needs the caches at the end of the link itself, and a proxy would answer for it > write `proxy: off`; what a proxy can do is `fault: timeout`",
        "fault: slow, on: redis, factor: 2x, during: steady | faults[0].on slow strikes origin, but was on redis > write `on: origin`, or take it out",
        "fault: kill, on: origin, during: steady | faults[0].on kill strikes redis, but was on origin > write `on: redis`, or take it out",
        "fault: down, at: 1s | faults[0] the key `for` is missing > write `during: PHASE`, or `at: 13s` and `for: 10s`",
        "fault: down, during: steady, every: 1s | faults[0].every only what happens at one instant repeats, not down > take it out",
      })
  void saysWhatIsWrongAndWhatToWrite(String fault, String problem) {
    assertThat(said(text(fault))).isEqualTo(problem);
  }

  @Test
  void namesTheNearestKeyOfTheKind() {
    assertThat(said(text("fault: latency, latency: 9ms, jiter: 1ms, during: steady")))
        .contains("unknown key `jiter`, did you mean `jitter`?");
    assertThat(said(text("fault: down, toxicity: 0.5, during: steady")))
        .contains("unknown key `toxicity`");
  }

  @Test
  void refusesNetworkFaultsWithoutAProxy() {
    for (FaultKind kind : FaultKind.values()) {
      if (kind.isAvailable() && kind.isNetwork()) {
        String needs = kind.word() + " needs a proxy before Redis";
        String text = text("fault: " + kind.word() + ", during: steady");

        assertThat(Texts.messages(text.replace("proxy: embedded", "proxy: off"))).contains(needs);
        assertThat(Texts.messages(text)).doesNotContain(needs);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"kill", "pause", "restart", "loading", "no-auth", "half-open"})
  void refusesWhatWouldHarmARedisOfSomebodyElse(String kind) {
    String text =
        text("fault: " + kind + ", at: 1s, for: 1s").replace("proxy: embedded", "proxy: off");

    assertThat(Texts.problems(text)).isEmpty();
    assertThat(Texts.problems(text, new Setting("redis", "redis://127.0.0.1:6379")))
        .singleElement()
        .satisfies(p -> assertThat(p.message()).startsWith(kind))
        .satisfies(p -> assertThat(p.hint()).contains("leave --redis out"));
  }

  @Test
  void refusesFaultsWhoseEndsWouldEndEachOther() {
    assertThat(said(text("fault: down, at: 1s, for: 3s", "fault: down, at: 3s, for: 3s")))
        .startsWith("faults[1] overlaps with faults[0]");
    assertThat(said(text("fault: kill, at: 1s, for: 3s", "fault: pause, at: 2s, for: 1s")))
        .startsWith("faults[1] overlaps with faults[0]");
  }

  @Test
  void takesFaultsThatTouchOrAddUp() {
    String latency = "fault: latency, latency: 9ms, at: 1s, for: 3s";

    assertThat(Texts.problems(text("fault: down, at: 1s, for: 3s", "fault: down, at: 4s, for: 3s")))
        .isEmpty();
    assertThat(Texts.problems(text(latency, latency, "fault: down, at: 1s, for: 3s"))).isEmpty();
  }

  @Test
  void saysWhichFaultsThereAreWhenOneComesLater() {
    String kinds = said(text("fault: failover, during: steady"));

    assertThat(
            Arrays.stream(FaultKind.values()).filter(FaultKind::isAvailable).map(FaultKind::word))
        .allSatisfy(word -> assertThat(kinds).contains(word));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fault: step, on: redis, by: -5s, at: 1s",
        "fault: step, on: nodes, by: 300ms, at: 1s, for: 5s, every: 2s",
        "fault: skew, on: node-0, by: 20s, during: steady",
        "fault: drift, on: nodes, rate: -0.05%, during: steady",
      })
  void readsWhoseClockIsMovedAndHow(String fault) {
    assertThat(Texts.problems(text(fault))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fault: step, by: 5s, at: 1s | is missing | on: nodes",
        "fault: step, on: nodes, at: 1s | is missing | by: -5s",
        "fault: step, on: nodes, by: 0s, at: 1s | would not move | by: -5s",
        "fault: step, on: nodes, by: 5, at: 1s | must be a duration | 5ms",
        "fault: step, on: origin, by: 5s, at: 1s | moves a clock, that of `nodes` | on: nodes",
        "fault: step, on: node-1, by: 5s, at: 1s | nodes count from 0, and there are 1 | on: node-0",
        "fault: drift, on: redis, rate: 1%, during: steady | not made to drift | fault: step",
        "fault: drift, on: nodes, rate: 0%, during: steady | would not move | rate: -0.05%",
        "fault: drift, on: nodes, rate: -100%, during: steady | -0.99 | ",
      })
  void saysWhatIsWrongWithAClock(String fault, String message, String hint) {
    assertThat(said(text(fault))).contains(message).contains(hint == null ? "" : hint);
  }

  private static String processes(String... faults) {
    return text(faults) + "nodes: {count: 2, isolation: process}\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fault: pause, on: node-1, during: steady",
        "fault: pause, on: nodes, at: 1s, for: 1s",
        "fault: gc-pause, on: node-0, at: 1s, for: 1s",
        "fault: gc-pause, on: nodes, time: 400ms, every: 2s, during: steady",
      })
  void strikesNodesThatHaveProcesses(String fault) {
    assertThat(Texts.problems(processes(fault))).isEmpty();
    assertThat(said(text(fault.replace("node-1", "node-0"))))
        .contains("of a node needs nodes in processes of their own")
        .contains("write `nodes: {count: 1, isolation: process}`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fault: gc-pause, during: steady | the key `on` is missing > say which: `on: node-0`",
        "fault: gc-pause, on: redis, during: steady | but was on redis > write `on: node-0`",
        "fault: pause, on: node-7, during: steady | there is no node-7: nodes count from 0",
        "fault: pause, on: node-x, during: steady | but was on node-x > write `on: node-0`",
        "fault: pause, on: node-0, during: steady, every: 1s | only what happens at one instant",
        "fault: kill, on: node-0, during: steady | kill strikes redis, but was on node-0",
        "fault: gc-pause, on: nodes, during: steady, time: 0ms | time must be greater than 0",
      })
  void saysWhatIsWrongWithAFaultOfNodes(String fault, String problem) {
    assertThat(said(processes(fault))).contains(problem);
  }

  @Test
  void twoPausesMayOverlapInDifferentProcessesOnly() {
    String one = "fault: pause, on: node-0, at: 1s, for: 3s";

    assertThat(
            Texts.problems(
                processes(
                    one,
                    "fault: pause, on: node-1, at: 1s, for: 3s",
                    "fault: pause, on: redis, at: 1s, for: 3s",
                    "fault: skew, on: node-0, by: 1s, at: 1s, for: 3s")))
        .isEmpty();
    assertThat(said(processes(one, "fault: gc-pause, on: nodes, at: 2s, for: 1s")))
        .contains("overlaps with faults[0]");
  }

  @Test
  void refusesToMoveTheClockOfARedisOfYourOwn() {
    String text =
        text("fault: step, on: redis, by: 5s, at: 1s")
            .replace("proxy: embedded", "redis: redis://localhost:6379");

    assertThat(said(text)).contains("of the bundled Redis only");
  }

  @Test
  void twoSkewsMayOverlapOnDifferentClocksOnly() {
    String one = "fault: skew, on: node-0, by: 1s, at: 1s, for: 3s";

    assertThat(Texts.problems(text(one, "fault: skew, on: redis, by: 1s, at: 2s, for: 3s")))
        .isEmpty();
    assertThat(said(text(one, "fault: skew, on: nodes, by: 1s, at: 2s, for: 3s")))
        .contains("overlaps with faults[0]");
  }
}
