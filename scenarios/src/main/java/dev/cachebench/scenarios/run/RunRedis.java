package dev.cachebench.scenarios.run;

import dev.cachebench.scenarios.container.ContainerRedis;
import dev.cachebench.scenarios.container.ContainerToxiproxy;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.model.RedisConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.redis.EmbeddedRedis;
import dev.cachebench.scenarios.redis.FakeTime;
import dev.cachebench.scenarios.redis.OwnRedis;
import dev.cachebench.scenarios.redis.RedisBinary;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Starts the Redis servers of a run, one for each arm. */
final class RunRedis {

  private final Scenario scenario;
  private final Path log;

  RunRedis(Scenario scenario, Path log) {
    this.scenario = scenario;
    this.log = log;
  }

  /**
   * Starts a server.
   *
   * @param proxy in a container, beside which it shall be; null without one
   * @throws dev.cachebench.scenarios.redis.EnvironmentException if this machine cannot
   */
  OwnRedis start(@Nullable ContainerToxiproxy proxy) throws IOException {
    RedisConfig config = scenario.redis();
    if (config.provider() == RedisConfig.Provider.CONTAINER) {
      String named = config.image();
      String image = named == null ? ContainerRedis.DEFAULT_IMAGE : named;
      return proxy == null ? ContainerRedis.start(image) : proxy.startRedis(image);
    }
    return EmbeddedRedis.start(
        RedisBinary.ofEnvironment(),
        new EmbeddedRedis.Abilities(
            isClockMoved() ? FakeTime.installed() : null,
            has(FaultKind.HALF_OPEN),
            has(FaultKind.RESTART) || has(FaultKind.LOADING)),
        log);
  }

  private boolean has(FaultKind kind) {
    return scenario.faults().stream().anyMatch(fault -> fault.kind() == kind);
  }

  private boolean isClockMoved() {
    return scenario.faults().stream()
        .anyMatch(fault -> fault.kind().isClock() && "redis".equals(fault.on()));
  }
}
