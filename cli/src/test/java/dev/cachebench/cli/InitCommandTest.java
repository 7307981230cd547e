package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InitCommandTest extends CommandTestCase {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("new/mine.yaml");
  }

  private int init(String... options) {
    return run(
        Stream.concat(Stream.of("init", file.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void asksNothingWithoutATerminal() throws IOException {
    assertThat(init()).isZero();

    assertThat(out()).isEqualTo(file + "\n");
    assertThat(err()).contains("cachebench run " + file + " runs it").doesNotContain("?");
    Golden.check("init.yaml", Files.readString(file));
    assertThat(run("validate", file.toString())).isZero();
    assertThat(err()).isEmpty();
  }

  @Test
  void optionsAnswerQuestions() throws IOException {
    assertThat(init("--name", "shop", "--rate=250/s", "--keys", "5_000", "--trouble", "expiry"))
        .isZero();

    assertThat(file)
        .content()
        .contains("scenario: shop\n", "rate: 250/s", "count: 5_000", "expire-all")
        .doesNotContain("proxy:");
  }

  @ParameterizedTest
  @CsvSource({"shop.yaml, shop", "shop.yml, shop", "shop, shop", "my shop.yaml, my-service"})
  void theFileNamesTheScenarioWhereItCan(String fileName, String scenario) {
    file = folder.resolve(fileName);

    assertThat(init()).isZero();

    assertThat(file).content().contains("scenario: " + scenario + "\n");
  }

  @Test
  void asksOnATerminal() throws IOException {
    type("shop", "", "huge", "2KiB", "100/s", "", "", "", "", "", "", "none");

    assertThat(init()).isZero();

    assertThat(err())
        .contains("What is it called? [mine] ")
        .contains("  must be a size, but was `huge`; write a size or a range: 1KiB, or 200B..4KiB")
        .contains("How many entries may each keep in memory (L1)? [2000] ");
    assertThat(file)
        .content()
        .contains("scenario: shop\n", "size: 2KiB", "rate: 100/s")
        .doesNotContain("faults:");
  }

  @Test
  void asksOnlyWhatOptionsLeaveOpen() {
    type("", "", "", "", "", "", "", "", "", "");

    assertThat(init("--keys", "50")).isZero();

    assertThat(err()).doesNotContain("How many different keys").contains("(L1)? [5] ");
  }

  @Test
  void canBeToldToAskNothing() {
    type();

    assertThat(init("--yes")).isZero();

    assertThat(err()).doesNotContain("?");
  }

  @Test
  void writesNothingWhenTheAnswersEnd() {
    type("shop", "5");

    assertThat(init()).isEqualTo(2);

    assertThat(err()).contains("error: the answers ended before the questions", "--yes");
    assertThat(file).doesNotExist();
  }

  @Test
  void replacesNothingUnlessItIsToldTo() throws IOException {
    Files.createDirectories(folder.resolve("new"));
    Files.writeString(file, "precious");

    assertThat(init()).isEqualTo(2);
    assertUsageError(file + " exists already", "name another file, or replace it with --force");
    assertThat(file).content().isEqualTo("precious");

    assertThat(init("--force")).isZero();
    assertThat(file).content().startsWith("# ");
  }

  @Test
  void looksForTheFileBeforeItAsks() throws IOException {
    Files.createDirectories(folder.resolve("new"));
    Files.writeString(file, "precious");
    type();

    assertThat(init()).isEqualTo(2);

    assertThat(err()).startsWith("error: " + file + " exists already");
  }

  @Test
  void wantsAFileRatherThanADirectory() {
    assertThat(run("init", folder.toString())).isEqualTo(2);

    assertUsageError(folder + " is a directory", "name the file, such as ");
  }

  @ParameterizedTest
  @CsvSource({
    "--name, <script>, --name must be a name",
    "--keys, 1e9, --keys must be a number",
    "--keys, 0, --keys `0` is too small",
    "--rate, fast, --rate must be a rate",
    "--writes, 500%, --writes `500%` is too large",
    "--trouble, flood, --trouble must be a word",
    "--sample, 0, --sample must be 1 to 10000",
    "--from-redis, localhost, must be `embedded` or an address of Redis",
    "--from-redis, embedded, --from-redis must be the address of a Redis",
    "--from-redis, redis://:secret@h:1, take it out and set CACHEBENCH_REDIS_PASSWORD",
  })
  void refusesWhatItCannotUse(String option, String value, String problem) {
    assertThat(init(option, value)).isEqualTo(2);

    assertThat(err()).startsWith("error: ").contains(problem, "hint: ").doesNotContain("secret\n");
    assertThat(file).doesNotExist();
  }

  @Test
  void saysThatNoRedisAnswers() {
    assertThat(init("--from-redis", "redis://127.0.0.1:1")).isEqualTo(5);

    assertUsageError("Redis at 127.0.0.1:1 cannot be looked at: ", "check address and password");
  }

  @Test
  void warnsOfWhatCannotWork() {
    assertThat(init("--l1-ttl", "1ms")).isZero();

    assertThat(err()).contains("! ").contains("is shorter than half of the loads take");
    assertThat(List.of(out().split("\n"))).hasSize(1);
  }
}
