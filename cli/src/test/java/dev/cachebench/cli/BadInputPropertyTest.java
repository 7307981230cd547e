package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.testing.Mutator;
import dev.cachebench.cli.testing.PretendedRuns;
import dev.cachebench.scenarios.catalog.Catalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Whatever is read, the tool answers 0 or 2, in words, with something to do; never by a defect.
 *
 * <p>The files are mutations of those that are legal, so that most of them get past the first line.
 */
final class BadInputPropertyTest extends CommandTestCase {

  private static final List<String> SCENARIOS =
      Catalog.names().stream().map(name -> Catalog.text(name).orElseThrow()).toList();
  private static final List<String> GATES =
      List.of(
          "response-time.p99 < 250ms",
          "error-ratio == 0",
          "origin-rate < none * 0.2",
          "hit-ratio >= base * 1.10",
          "speedup.mean >= 10x",
          "loads-per-key.max <= 4");
  private static final List<String> CLAIMS =
      List.of("1013x", "~1013x", "100..1000x", "1x", "0.5x", "10_000x");
  private static final List<String> TIMES =
      List.of("619ms", "0.61ms", "1us", "1h", "0", "20_000ns");

  private Path folder = Path.of("");

  @BeforeTry
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("cachebench-bad-input");
  }

  @AfterTry
  void removeFolder() throws IOException {
    try (var files = Files.walk(folder)) {
      files.sorted((one, other) -> other.compareTo(one)).forEach(BadInputPropertyTest::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertAnswered(int status) {
    assertThat(status).as("%s", err()).isIn(0, 2);
    assertThat(err()).doesNotContain("internal error", "\tat ", "Exception");
    assertPrintable(err());
    assertPrintable(out());
    if (status == 2) {
      assertThat(err()).containsPattern("(?s)error: .+");
      assertThat(err().length()).isLessThan(1_000_000);
    }
  }

  /** A terminal must not be told to do anything by what stands in a file. */
  private static void assertPrintable(String text) {
    assertThat(text.chars().filter(c -> c != '\n' && Character.isISOControl(c)).toArray())
        .as("%s", text)
        .isEmpty();
  }

  /** 5000 of them, 20 to a command. */
  @Property(tries = 250, shrinking = ShrinkingMode.OFF)
  void damagedScenarios(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<String> words = new ArrayList<>(List.of("validate"));
    for (int i = 0; i < 20; i++) {
      String text = SCENARIOS.get(random.nextInt(SCENARIOS.size()));
      Path file = folder.resolve("damaged-" + i + ".yaml");
      Files.write(
          file, new Mutator(random.nextLong()).mutate(text.getBytes(StandardCharsets.UTF_8)));
      words.add(file.toString());
    }

    assertAnswered(runAgain(words.toArray(String[]::new)));
  }

  /** 2000 of them, each read by two commands. */
  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void damagedGates(@ForAll long seed) throws IOException {
    String gate = GATES.get(new Random(seed).nextInt(GATES.size()));
    Mutator mutator = new Mutator(seed);
    String damaged = mutator.text(gate);
    if (seed % 2 == 0) {
      damaged = mutator.text(damaged);
    }

    String other = mutator.text(GATES.get(0));
    assertAnswered(
        runAgain(
            "validate",
            "quickstart",
            "--set",
            "gates[0].require=" + damaged,
            "--set",
            "gates[1].require=" + other));
    assertAnswered(runAgain("find-limit", "quickstart", "--require", damaged, "--to=10/s"));
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void damagedClaims(@ForAll long seed) {
    Random random = new Random(seed);
    Mutator mutator = new Mutator(seed);
    List<String> words =
        new ArrayList<>(
            List.of(
                CLAIMS.get(random.nextInt(CLAIMS.size())),
                TIMES.get(random.nextInt(TIMES.size())),
                TIMES.get(random.nextInt(TIMES.size())),
                "90%"));
    words.replaceAll(word -> random.nextInt(3) == 0 ? mutator.text(word) : word);

    assertAnswered(
        runAgain(
            "claim",
            "--without=" + words.get(1),
            "--with=" + words.get(2),
            "--hit-ratio=" + words.get(3),
            "--format=" + (random.nextBoolean() ? "json" : "text"),
            "--",
            words.get(0)));
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void damagedTraces(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    String format = List.of("lirs", "lines", "arc").get(random.nextInt(3));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      lines.append(random.nextInt(20)).append(format.equals("arc") ? " 2 0 1\n" : "\n");
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    boolean isCompressed = random.nextInt(4) == 0;
    byte[] whole = isCompressed ? compressed(bytes) : bytes;
    Path file = folder.resolve("trace");
    Files.write(file, new Mutator(seed).mutate(whole));

    assertAnswered(
        runAgain(
            "sweep",
            "--trace=" + format + ":" + file,
            "--limit=1000",
            "--policies=lru,opt",
            "--sizes=5",
            "--out=" + folder.resolve("out")));
  }

  private static byte[] compressed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void damagedCommandLines(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Mutator mutator = new Mutator(seed);
    runWith(new PretendedRuns("complete"));
    List<String> words =
        new ArrayList<>(
            List.of(
                List.of("validate", "schema", "scenarios", "report", "claim", "init", "no")
                    .get(random.nextInt(7)),
                List.of("quickstart", "show", "list", "copy", folder + "/x", "1013x")
                    .get(random.nextInt(6)),
                List.of("--seed=3", "--set=seed=4", "--keys=5", "--name=x", "--yes", "--format=md")
                    .get(random.nextInt(6))));
    words.replaceAll(word -> random.nextInt(3) == 0 ? mutator.text(word) : word);
    if (words.get(0).equals("init") || words.contains("copy")) {
      words.add("--from-redis=" + mutator.text("redis://127.0.0.1:1/0"));
    }

    int status = runAgain(words.toArray(String[]::new));

    assertThat(status).as("%s %s", words, err()).isIn(0, 2, 5);
    assertThat(err()).as("%s", words).doesNotContain("internal error", "\tat ");
    assertPrintable(err());
  }
}
