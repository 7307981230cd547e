package dev.cachebench.scenarios.node;

import dev.cachebench.scenarios.redis.RedisEndpoint;
import java.util.List;

/**
 * What one node is told on its standard input, in one line; the password travels nowhere else.
 *
 * @param scenario the scenario as run, YAML with every default filled in
 * @param target the target whose node it is
 * @param node index of the node, from 0
 * @param redis where Redis is
 * @param keyPrefix put before every key
 * @param seed for what the target draws, the same for all of its nodes
 * @param classPath where the user's own classes are, absolute; may be empty
 * @param socket path of the socket on which the arm listens
 */
public record NodePlan(
    String scenario,
    String target,
    int node,
    RedisEndpoint redis,
    String keyPrefix,
    long seed,
    List<String> classPath,
    String socket) {

  /** Copies the list. */
  public NodePlan {
    classPath = List.copyOf(classPath);
  }
}
