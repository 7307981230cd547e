package dev.cachebench.scenarios.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.Scenario;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScenarioWriterTest {
  @Example
  void writesTheContractsExampleSoThatItReadsTheSame() {
    Scenario scenario = parse(Texts.contract());

    assertThat(parse(ScenarioWriter.write(scenario))).isEqualTo(scenario);
  }

  @Property(tries = 400)
  void writesWhatReadsTheSame(@ForAll("scenarios") String text) {
    Scenario scenario = ScenarioReader.read("x", text, List.of());

    String written = ScenarioWriter.write(scenario);

    assertThat(ScenarioReader.read("written", written, List.of())).isEqualTo(scenario);
    assertThat(ScenarioWriter.write(parse(written))).isEqualTo(written);
  }

  @Example
  void writesAnyTextInOneLine() {
    String text = Texts.SMALL + "question: \"a\\n\\t\\\"b\\\\ \\u2028 ä 😀 \\x01: {#}\"\n";
    Scenario scenario = parse(text);

    assertThat(scenario.question()).isEqualTo("a\n\t\"b\\ \u2028 ä 😀 \u0001: {#}");
    assertThat(parse(ScenarioWriter.write(scenario))).isEqualTo(scenario);
  }

  private static Scenario parse(String text) {
    return ScenarioReader.parse("x", text, List.of()).scenario();
  }

  @Provide
  Arbitrary<String> scenarios() {
    Arbitrary<String> duration =
        Combinators.combine(
                Arbitraries.integers().between(1, 5000), Arbitraries.of("ms", "s", "us"))
            .as((n, unit) -> n + unit);
    Arbitrary<String> load =
        Arbitraries.of(
            "none",
            "{rate: 1_500/s}",
            "{rate: 0.25/s, arrivals: constant}",
            "{rate: 7/m}",
            "{users: 32}",
            "{users: 3, think-time: 1.5ms}");
    Arbitrary<String> target =
        Arbitraries.of(
            "{}",
            "{preset: none}",
            "{class: com.example.My$Cache, l1: {ttl: 3s}, budget: 5ms}",
            "{preset: reviewed, l1: off}",
            "{preset: as-advised, coalescing: off}",
            "{preset: phase-1, budget: 7ms}",
            "{preset: phase-2, breaker: {open: 3s}}",
            "{preset: memory-only, jitter: 3.3%}",
            "{preset: bare-redis, budget: off}",
            "{retry-budget: {ratio: 7%, reserve: 3, retries: 2, back-off: 5ms}}",
            "{l1: {capacity: 5, policy: lru}, l2: {budget: 7us, queue: 3}, fence: off}");
    Arbitrary<String> more =
        Arbitraries.of(
                "seed: -7\n",
                "nodes: 3\n",
                "redis: redis://host:7000/3\n",
                "operations: {get: 0.1, delete: 3}\n",
                "values: {size: {min: 100B, max: 1MB}}\n",
                "preload: {tiers: l2, ages: together}\n",
                "warmup: 0s\n",
                "max-in-flight: 12\n",
                "cache: {jitter: 12.5%, l1: {ttl: 3s}, checksum: off}\n",
                "faults: [{fault: expire-all, during: 1st, every: 1us}]\n",
                "gates: [{phase: 1st, require: ' shed<5 ', on-no-data: skip}]\n",
                "expect: [{target: a, that: origin-rate > b * 0.3}]\n")
            .set()
            .ofMaxSize(8)
            .map(lines -> String.join("", lines));
    return Combinators.combine(duration, load, target, target, more)
        .as(
            (time, rate, a, b, rest) ->
                """
                version: 1
                scenario: "1"
                origin: {service-time: {exponential: %s}, errors: 0.3%%}
                keys: {count: 100, distribution: {zipfian: 1.01}}
                targets: {a: %s, b: %s}
                load: %s
                phases: [{name: 1st, duration: %s}, {name: last, duration: 2s, load: none}]
                """
                        .formatted(time, a, b, rate, time)
                    + rest);
  }
}
