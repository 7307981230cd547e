package dev.cachebench.scenarios.run;

import dev.cachebench.scenarios.redis.RedisEndpoint;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a scenario is run, beside what it says itself.
 *
 * @param directory the run directory; exists and is empty
 * @param rounds how often each target runs, 1 or more
 * @param jvm command that starts an arm's JVM, up to the main class
 * @param external the Redis to use instead of one of our own; null is our own
 * @param toolVersion version of the tool, for the report
 * @param toolFlags JVM flags of the tool, for the report
 * @param classPath jar files and folders of the user's own classes; may be empty
 */
public record RunOptions(
    Path directory,
    int rounds,
    List<String> jvm,
    @Nullable RedisEndpoint external,
    String toolVersion,
    List<String> toolFlags,
    List<Path> classPath) {

  /** Copies the lists. */
  public RunOptions {
    jvm = List.copyOf(jvm);
    toolFlags = List.copyOf(toolFlags);
    classPath = List.copyOf(classPath);
  }

  /** Creates options without classes of the user's own. */
  public RunOptions(
      Path directory,
      int rounds,
      List<String> jvm,
      @Nullable RedisEndpoint external,
      String toolVersion,
      List<String> toolFlags) {
    this(directory, rounds, jvm, external, toolVersion, toolFlags, List.of());
  }
}
