package dev.cachebench.scenarios.node;

import dev.cachebench.scenarios.machine.HeapPages;
import dev.cachebench.scenarios.redis.EnvironmentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How the JVMs of nodes are started. */
public final class NodeJvm {

  /**
   * The same heap from start to end, so that growing it is not measured; and the collector that
   * stands still for longest with so much of it, so that a pause of the asked length fits.
   */
  private static final List<String> FLAGS =
      List.of(
          "-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:MetaspaceSize=128m", "-XX:-UsePerfData");

  private static final long HEAP_BYTES = 512L << 20;
  private static final String LOG_LEVEL = "cachebench.log.level";

  private NodeJvm() {}

  /** Returns the flags of a node's JVM. */
  public static List<String> flags() {
    return Stream.concat(FLAGS.stream(), HeapPages.flags().stream()).toList();
  }

  /** Returns the command up to the main class, on the class path of this JVM. */
  public static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    String level = System.getProperty(LOG_LEVEL);
    if (level != null) {
      command.add("-D" + LOG_LEVEL + "=" + level);
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    return command;
  }

  /**
   * Checks that so many nodes fit into a memory.
   *
   * @throws EnvironmentException if they do not
   */
  public static void require(int nodes, long memoryBytes) {
    if (nodes * HEAP_BYTES > memoryBytes) {
      throw new EnvironmentException(
          "%d nodes with a JVM of 512 MiB each do not fit into this machine's %d MiB"
              .formatted(nodes, memoryBytes >> 20),
          "lower `nodes.count`, or write `isolation: thread`");
    }
  }
}
