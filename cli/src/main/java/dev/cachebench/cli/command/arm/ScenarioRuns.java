package dev.cachebench.cli.command.arm;

import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.run.RunListener;
import dev.cachebench.scenarios.run.RunOptions;
import java.io.IOException;
import java.util.function.Consumer;

/** Runs scenarios; the real one starts Redis and JVMs, that of tests does not. */
public interface ScenarioRuns {

  /**
   * Runs a scenario and writes its run directory.
   *
   * @param stop is handed, before anything starts, what ends the run early and cleanly
   */
  void run(Scenario scenario, RunOptions options, RunListener listener, Consumer<Runnable> stop)
      throws IOException;

  /**
   * Checks that a Redis of the user's own answers, before there is a run directory.
   *
   * @throws EnvironmentException if it does not
   */
  default void check(RedisEndpoint external) {
    // What runs nothing for real needs no server.
  }
}
