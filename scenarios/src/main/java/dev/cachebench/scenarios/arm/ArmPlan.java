package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.redis.RedisEndpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one arm is told on its standard input, in one line; the password travels nowhere else.
 *
 * @param scenario the scenario as run, YAML with every default filled in
 * @param target the target that this arm runs
 * @param round from 1
 * @param redis where Redis is
 * @param ownsRedis whether the server is the tool's own, so that all of it may be emptied
 * @param keyPrefix put before every key
 * @param redisVersion name and version, for the events
 * @param classPath where the user's own classes are, absolute; may be empty
 * @param proxy what stands before {@code redis}; null when nothing does
 * @param runStartEpochMicros start of the run's clock, µs since the epoch
 * @param processes the processes beside the arm's own
 * @param history folder for histories, absolute
 */
public record ArmPlan(
    String scenario,
    String target,
    int round,
    RedisEndpoint redis,
    boolean ownsRedis,
    String keyPrefix,
    String redisVersion,
    List<String> classPath,
    @Nullable ArmProxy proxy,
    long runStartEpochMicros,
    Processes processes,
    String history) {

  /**
   * What the machine is busy with beside the arm.
   *
   * @param tool process id of the tool
   * @param redis process id of the server; null where it is none of this machine's
   * @param pauseLog file into which the arm's JVM writes its safepoints
   */
  public record Processes(long tool, @Nullable Long redis, String pauseLog) {}

  /** Copies the list. */
  public ArmPlan {
    classPath = List.copyOf(classPath);
  }

  /** Returns where Redis is without a proxy. */
  RedisEndpoint direct() {
    return proxy == null ? redis : proxy.direct();
  }
}
