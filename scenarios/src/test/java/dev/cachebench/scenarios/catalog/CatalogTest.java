package dev.cachebench.scenarios.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
  private static final Duration MOST = Duration.ofSeconds(45);

  /** Starting servers and a JVM, and what is measured before the load. */
  private static final Duration AROUND_IT = Duration.ofSeconds(11);

  static List<String> names() {
    return Catalog.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void holdsScenariosThatRunUnderTheirName(String name) {
    Scenario scenario = ScenarioReader.read(name, Catalog.text(name).orElseThrow(), List.of());

    assertThat(scenario.name()).isEqualTo(name);
    assertThat(scenario.answer()).isNotBlank();
    assertThat(Catalog.question(name)).contains(scenario.question());
    assertThat(scenario.question()).endsWith("?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connection-storm",
        "gc-pause",
        "origin-brownout",
        "origin-errors",
        "redis-corrupt",
        "redis-desync",
        "redis-flapping",
        "redis-flush",
        "redis-half-open",
        "redis-loading",
        "redis-oom",
        "redis-outage",
        "redis-readonly",
        "redis-restart-empty",
        "redis-slow",
      })
  void rehearsesIncidentsInFortyFiveSecondsForEachTarget(String name) {
    String text = Catalog.text(name).orElseThrow();
    Scenario scenario = ScenarioReader.read(name, text, List.of());

    assertThat(scenario.warmup().plus(scenario.measuredTime())).isLessThanOrEqualTo(MOST);
    assertThat(scenario.faults()).isNotEmpty();
    assertThat(text.lines().skip(1).takeWhile(line -> line.startsWith("#")))
        .as("lines that say what incident is rehearsed")
        .hasSizeGreaterThan(1);
  }

  @Test
  void judgesTheReviewInFiveMinutes() {
    Scenario verdict =
        ScenarioReader.read("v", Catalog.text("review-verdict").orElseThrow(), List.of());
    Duration each = verdict.warmup().plus(verdict.measuredTime()).plus(AROUND_IT);

    assertThat(verdict.targets())
        .extracting(target -> target.preset())
        .containsExactly(
            Preset.REVIEWED, Preset.AS_ADVISED, Preset.PHASE_1, Preset.PHASE_2, Preset.HARDENED);
    assertThat(each.multipliedBy(verdict.targets().size()))
        .isLessThanOrEqualTo(Duration.ofMinutes(5));
  }

  /** The law needs losses in phases of their own, and nothing that strikes while it settles. */
  @Test
  void losesSharesAtLoadsThatMakeADiagram() {
    Scenario diagram =
        ScenarioReader.read("d", Catalog.text("metastable").orElseThrow(), List.of());

    assertThat(diagram.faults()).hasSize(9).allMatch(fault -> fault.every() == null);
    assertThat(diagram.phases()).hasSize(18);
    assertThat(diagram.phases().stream().map(phase -> phase.load()).distinct()).hasSize(4);
  }

  @Test
  void holdsQuickstart() {
    assertThat(Catalog.names()).contains("quickstart").isSorted();
  }

  @Test
  void knowsNoOtherNames() {
    assertThat(Catalog.text("nothing")).isEmpty();
    assertThat(Catalog.text("../library/quickstart")).isEmpty();
    assertThat(Catalog.question("nothing")).isEmpty();
  }

  @Test
  void isFoundInsideAJar(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("with space.jar");
    pack(Path.of("target/classes"), jar);
    URL[] urls = {jar.toUri().toURL()};

    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Object names = loader.loadClass(Catalog.class.getName()).getMethod("names").invoke(null);

      assertThat(names).isEqualTo(Catalog.names());
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
  }
}
