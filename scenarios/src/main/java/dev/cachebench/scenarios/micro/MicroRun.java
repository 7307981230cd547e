package dev.cachebench.scenarios.micro;

import dev.cachebench.scenarios.redis.EmbeddedRedis;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.RedisBinary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks that JMH options select, in forked JVMs on the class path of this one, and
 * starts a Redis of its own where one of them needs it.
 */
public final class MicroRun {

  private final CommandLineOptions asked;
  private final List<String> selected;

  /**
   * Reads the options.
   *
   * @param options as for JMH's own main class, such as {@code -f 1 L1Hit}
   * @throws MicroException if JMH does not take them, or they select nothing
   */
  public MicroRun(List<String> options) {
    this.asked = parse(options);
    this.selected = select(asked);
    refuse();
  }

  private static CommandLineOptions parse(List<String> options) {
    try {
      return new CommandLineOptions(options.toArray(String[]::new));
    } catch (CommandLineOptionException e) {
      throw new MicroException(
          "JMH does not take these options: " + e.getMessage(),
          "they are JMH's own, such as -f 1 (forks), -wi 2 (warm-up iterations), -i 5 (measured"
              + " ones), -r 1s (their length), and regular expressions of names");
    }
  }

  private static List<String> select(CommandLineOptions options) {
    Set<String> names = new TreeSet<>();
    for (BenchmarkListEntry entry :
        BenchmarkList.defaultList().find(silent(), options.getIncludes(), options.getExcludes())) {
      names.add(entry.getUsername());
    }
    return List.copyOf(names);
  }

  private void refuse() {
    if (selected.isEmpty()) {
      throw new MicroException(
          "no benchmark matches " + String.join(" ", asked.getIncludes()),
          "`cachebench micro --list` names them");
    }
    if (asked.getForkCount().orElse(1) == 0) {
      throw new MicroException(
          "-f 0 would measure in the JVM of the tool itself", "write -f 1 or more");
    }
    if (asked.getBenchModes().stream().anyMatch(mode -> mode != Mode.AverageTime)) {
      throw new MicroException(
          "only the average time can be measured", "leave -bm out; the ratios are of mean times");
    }
    if (asked.getOutput().hasValue()
        || asked.getResult().hasValue()
        || asked.getResultFormat().hasValue()) {
      throw new MicroException(
          "-o, -rf and -rff are not taken: every run writes jmh.json and jmh.log",
          "name their directory with --out");
    }
  }

  private static OutputFormat silent() {
    return format(OutputStream.nullOutputStream(), VerboseMode.SILENT);
  }

  private static OutputFormat format(OutputStream out, VerboseMode mode) {
    return OutputFormatFactory.createFormatInstance(
        new PrintStream(out, true, StandardCharsets.UTF_8), mode);
  }

  /** Returns the names of what would run, such as {@code L1Hit.engine}. */
  public List<String> names() {
    return selected.stream().map(MicroResults::shortName).toList();
  }

  /**
   * Runs them; writes {@code jmh.json} and {@code jmh.log}.
   *
   * @param directory where to; exists
   * @param progress hears lines for a person that waits
   * @throws MicroException if JMH refuses to run
   * @throws EnvironmentException if no benchmark gave a result
   */
  public MicroResults run(Path directory, Consumer<String> progress) throws IOException {
    try (EmbeddedRedis redis = redis(directory);
        OutputStream log = Files.newOutputStream(directory.resolve("jmh.log"))) {
      MicroEndpoint endpoint = redis == null ? null : MicroEndpoint.write(redis);
      return run(directory, endpoint, new ProgressLines(log, progress));
    }
  }

  private @Nullable EmbeddedRedis redis(Path directory) throws IOException {
    String needy = L2Hit.class.getName() + ".";
    return selected.stream().anyMatch(name -> name.startsWith(needy))
        ? EmbeddedRedis.start(RedisBinary.ofEnvironment(), directory.resolve("redis.log"))
        : null;
  }

  private MicroResults run(Path directory, @Nullable MicroEndpoint endpoint, OutputStream out)
      throws IOException {
    Path json = directory.resolve(MicroResults.FILE);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(asked)
            .resultFormat(ResultFormatType.JSON)
            .result(json.toString());
    options.addProfiler(EndsWithParent.class);
    if (asked.getProfilers().isEmpty()) {
      options.addProfiler(GCProfiler.class);
    }
    if (endpoint != null) {
      List<String> more = new ArrayList<>(asked.getJvmArgsAppend().orElse(List.of()));
      more.add(endpoint.jvmOption());
      options.jvmArgsAppend(more.toArray(String[]::new));
    }
    try {
      new Runner(options.build(), format(out, VerboseMode.NORMAL)).run();
    } catch (RunnerException e) {
      throw new MicroException("JMH did not run: " + e.getMessage(), "see jmh.log in " + directory);
    }
    MicroResults results = MicroResults.read(json);
    if (results.measurements().isEmpty()) {
      throw new EnvironmentException(
          "no benchmark gave a result", "see the end of jmh.log in " + directory);
    }
    return results;
  }
}
