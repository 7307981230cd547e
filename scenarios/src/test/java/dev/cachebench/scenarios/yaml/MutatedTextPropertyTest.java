package dev.cachebench.scenarios.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Damaged files give a scenario or problems whose places lie inside the text, never anything else.
 */
class MutatedTextPropertyTest {
  private static final String ALPHABET =
      "abz019 \t\n\r{}[]:,-#&*!|>'\"%@`~?<=._/\\\u0000\u0007\u00e4\u2028\ud83d\ude00\ud800\ufeff";
  private static final List<String> SEEDS = List.of(Texts.SMALL, Texts.contract());

  @Property(tries = 1500)
  void damagedFilesNeverSurprise(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int mutations) {
    Random random = new Random(seed);
    String text = SEEDS.get(random.nextInt(SEEDS.size()));
    for (int i = 0; i < mutations; i++) {
      text = mutate(text, random);
    }
    assertReadsOrExplains(text, List.of());
  }

  @Property(tries = 500)
  void damagedSettingsNeverSurprise(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> settings =
        List.of(
            "load.rate=5/s",
            "phases[0].duration=20s",
            "targets.hardened.l1={capacity: 5}",
            "redis=redis://h:1");
    String text = settings.get(random.nextInt(settings.size()));
    for (int i = 0; i < 3; i++) {
      text = mutateCharacters(text, random);
    }
    if (text.indexOf('=') > 0) {
      assertReadsOrExplains(Texts.SMALL, List.of(Setting.parse(text)));
    }
  }

  private static void assertReadsOrExplains(String text, List<Setting> settings) {
    try {
      assertThat(ScenarioReader.read("x", text, settings)).isNotNull();
    } catch (InvalidScenarioException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.getMessage()).contains("nothing was run");
      e.problems().forEach(problem -> assertLiesInside(problem, text));
    }
  }

  private static void assertLiesInside(Problem problem, String text) {
    if (problem.source().equals("x")) {
      String[] lines = text.split("\r\n|\n|\r", -1);
      assertThat(problem.line()).isBetween(1, lines.length);
    }
    String line = problem.excerpt().get(problem.excerpt().size() - 1).text();
    int width = line.codePointCount(0, line.length());
    assertThat(problem.column()).isBetween(1, width + 1);
    assertThat(problem.length()).isBetween(1, Math.max(1, width + 1 - problem.column() + 1));
    assertThat(problem.message()).isNotBlank();
  }

  private static String mutate(String text, Random random) {
    return random.nextBoolean() ? mutateLines(text, random) : mutateCharacters(text, random);
  }

  private static String mutateLines(String text, Random random) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int at = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      case 2 -> lines.set(at, " ".repeat(random.nextInt(5)) + lines.get(at));
      default -> Collections.swap(lines, at, random.nextInt(lines.size()));
    }
    return String.join("\n", lines);
  }

  private static String mutateCharacters(String text, Random random) {
    if (text.isEmpty()) {
      return text;
    }
    int at = random.nextInt(text.length());
    char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    StringBuilder changed = new StringBuilder(text);
    switch (random.nextInt(3)) {
      case 0 -> changed.deleteCharAt(at);
      case 1 -> changed.insert(at, other);
      default -> changed.setCharAt(at, other);
    }
    return changed.toString();
  }
}
