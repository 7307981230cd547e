package dev.cachebench.scenarios.workload;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.OperationWeights;
import dev.cachebench.scenarios.model.Scenario;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What is asked, request by request: operation, key and node, drawn independently of each other.
 * The node is uniform, as a load balancer without affinity spreads callers.
 *
 * <p>Moving on overwrites the current request, so that nothing is allocated. Confined to one
 * thread.
 */
public final class RequestStream {

  private final OperationWeights weights;
  private final KeySequence keys;
  private final UniformRandomProvider operations;
  private final UniformRandomProvider nodes;
  private final int nodeCount;
  private Operation operation = Operation.GET;
  private int key;
  private int node;

  /**
   * Makes a stream; two streams of the same scenario and index are equal.
   *
   * @param index 0 for open loads, 1 and more for the users of closed ones
   */
  RequestStream(Scenario scenario, long index) {
    SeedFan fan = new SeedFan(scenario.seed());
    this.weights = scenario.operations();
    this.keys = KeySequence.of(scenario.keys(), fan.random(SeedFan.Stream.KEYS, index));
    this.operations = fan.random(SeedFan.Stream.OPERATIONS, index);
    this.nodes = fan.random(SeedFan.Stream.NODES, index);
    this.nodeCount = scenario.nodes();
  }

  /** Moves on to the next request. */
  public void advance() {
    operation = draw(operations.nextDouble() * weights.total());
    key = keys.next();
    node = nodeCount == 1 ? 0 : nodes.nextInt(nodeCount);
  }

  /** Returns what the current request does. */
  public Operation operation() {
    return operation;
  }

  /** Returns the index of the current request's key, from 0. */
  public int key() {
    return key;
  }

  /** Returns the index of the current request's node, from 0. */
  public int node() {
    return node;
  }

  private Operation draw(double point) {
    double rest = point - weights.get();
    if (rest < 0) {
      return Operation.GET;
    }
    rest -= weights.put();
    if (rest < 0) {
      return Operation.PUT;
    }
    rest -= weights.update();
    if (rest < 0) {
      return Operation.UPDATE;
    }
    rest -= weights.delete();
    if (rest < 0) {
      return Operation.DELETE;
    }
    return weights.change() > 0 ? Operation.CHANGE : fallback();
  }

  /** Rounding may leave a point just behind the last weight; it belongs to the last above 0. */
  private Operation fallback() {
    if (weights.delete() > 0) {
      return Operation.DELETE;
    }
    if (weights.update() > 0) {
      return Operation.UPDATE;
    }
    return weights.put() > 0 ? Operation.PUT : Operation.GET;
  }
}
