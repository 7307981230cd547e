package dev.cachebench.cli.command.input;

import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.L2Config;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the address of an external Redis and its password together; they come by separate ways. */
public final class RedisAccess {

  private static final Duration AFTERWARDS = Duration.ofHours(1);
  private static final String VARIABLE = "CACHEBENCH_REDIS_PASSWORD";

  private final @Nullable Path passwordFile;
  private final Map<String, String> environment;
  private final boolean mayDestroy;

  /** Creates one that lets no fault strike others. */
  public RedisAccess(@Nullable Path passwordFile, Map<String, String> environment) {
    this(passwordFile, environment, false);
  }

  /**
   * Creates one.
   *
   * @param passwordFile holds the password; null where none does
   * @param environment of the process
   * @param mayDestroy whether faults may strike other users of an external Redis
   */
  public RedisAccess(
      @Nullable Path passwordFile, Map<String, String> environment, boolean mayDestroy) {
    this.passwordFile = passwordFile;
    this.environment = environment;
    this.mayDestroy = mayDestroy;
  }

  /**
   * Returns the endpoint of an external Redis, or null where the tool starts its own.
   *
   * @param scenario names the Redis
   * @param rounds how often each target runs
   * @throws UsageException if a key could outlive the run by more than an hour: after {@code kill
   *     -9} nobody else removes it
   */
  public @Nullable RedisEndpoint endpoint(Scenario scenario, int rounds) throws IOException {
    URI uri = scenario.redis().uri();
    if (uri != null) {
      refuseLongLives(scenario, rounds);
      refuseServerWideFaults(scenario);
      return RedisEndpoint.of(uri, password());
    }
    if (passwordFile != null) {
      throw new UsageException(
          "--redis-password-file is for a Redis of your own, and this run starts its own",
          "add --redis redis://HOST:PORT, or leave the file out");
    }
    return null;
  }

  private void refuseServerWideFaults(Scenario scenario) {
    for (FaultConfig fault : scenario.faults()) {
      if (fault.kind().isServerWide() && !mayDestroy) {
        throw new UsageException(
            "the fault "
                + fault.kind().word()
                + " strikes everybody who uses "
                + scenario.redis().uri(),
            "add --allow-destructive if nobody else does, or leave --redis out");
      }
    }
  }

  private static void refuseLongLives(Scenario scenario, int rounds) {
    Duration run =
        scenario
            .warmup()
            .plus(scenario.measuredTime())
            .multipliedBy((long) rounds * scenario.targets().size());
    Duration longest = run.plus(AFTERWARDS);
    for (TargetConfig target : scenario.targets()) {
      L2Config l2 = target.cache().l2();
      if (l2.enabled() && l2.ttl().compareTo(longest) > 0) {
        throw new UsageException(
            "the keys of "
                + target.name()
                + " would live for "
                + l2.ttl().toSeconds()
                + " s in a Redis of your own, at most "
                + longest.toSeconds()
                + " s are allowed: the run and an hour",
            "shorten `l2.ttl`, or leave --redis out");
      }
    }
  }

  /** Returns the password that was handed over, if one was. */
  public @Nullable String password() throws IOException {
    if (passwordFile != null) {
      return Files.readString(passwordFile).strip();
    }
    String password = environment.get(VARIABLE);
    return password == null || password.isEmpty() ? null : password;
  }
}
