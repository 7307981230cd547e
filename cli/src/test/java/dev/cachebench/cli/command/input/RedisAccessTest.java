package dev.cachebench.cli.command.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.catalog.Catalog;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import dev.cachebench.scenarios.yaml.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RedisAccessTest {

  private static final Scenario EXTERNAL = scenario("redis", "redis://db:7000/3");

  private static Scenario scenario(String path, String value) {
    return ScenarioReader.read(
        "quickstart", Catalog.text("quickstart").orElseThrow(), List.of(new Setting(path, value)));
  }

  @TempDir Path folder;

  @Test
  void needsNothingForARedisOfOurOwn() throws IOException {
    assertThat(new RedisAccess(null, Map.of(), false).endpoint(scenario("redis", "embedded"), 1))
        .isNull();
  }

  @Test
  void takesThePasswordFromTheEnvironment() throws IOException {
    Map<String, String> environment = Map.of("CACHEBENCH_REDIS_PASSWORD", "s3cret");

    assertThat(new RedisAccess(null, environment, false).endpoint(EXTERNAL, 1))
        .isEqualTo(new RedisEndpoint("db", 7000, null, "s3cret", 3));
  }

  @Test
  void prefersTheFileAndDropsItsLineEnd() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "from-file\n");
    Map<String, String> environment = Map.of("CACHEBENCH_REDIS_PASSWORD", "s3cret");

    assertThat(new RedisAccess(file, environment, false).endpoint(EXTERNAL, 1))
        .extracting(RedisEndpoint::password)
        .isEqualTo("from-file");
  }

  @Test
  void takesAnEmptyVariableAsNoPassword() throws IOException {
    Map<String, String> environment = Map.of("CACHEBENCH_REDIS_PASSWORD", "");

    assertThat(new RedisAccess(null, environment, false).endpoint(EXTERNAL, 1))
        .extracting(RedisEndpoint::password)
        .isNull();
  }

  @Test
  void refusesKeysThatWouldOutliveTheRunByMoreThanAnHour() {
    Scenario longLived =
        ScenarioReader.read(
            "quickstart",
            Catalog.text("quickstart").orElseThrow(),
            List.of(
                new Setting("redis", "redis://db:7000/3"), new Setting("cache.l2.ttl", "3700s")));

    assertThatThrownBy(() -> new RedisAccess(null, Map.of(), false).endpoint(longLived, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("would live for 3700 s in a Redis of your own, at most 3618 s");
    assertThatCode(() -> new RedisAccess(null, Map.of(), false).endpoint(longLived, 10))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesFaultsThatStrikeOthersUnlessTheyAreAllowed() throws IOException {
    Scenario flushing =
        ScenarioReader.read(
            "quickstart",
            Catalog.text("quickstart").orElseThrow() + "faults: [{fault: flush, at: 1s}]\n",
            List.of(new Setting("redis", "redis://db:7000/3")));

    assertThatThrownBy(() -> new RedisAccess(null, Map.of(), false).endpoint(flushing, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the fault flush strikes everybody who uses redis://db:7000/3");
    assertThat(new RedisAccess(null, Map.of(), true).endpoint(flushing, 1)).isNotNull();
  }
}
