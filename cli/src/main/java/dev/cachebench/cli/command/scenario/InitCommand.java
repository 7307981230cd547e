package dev.cachebench.cli.command.scenario;

import dev.cachebench.cli.command.input.RedisAccess;
import dev.cachebench.cli.command.input.ScenarioSource;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.scenarios.draft.Draft;
import dev.cachebench.scenarios.draft.DraftField;
import dev.cachebench.scenarios.draft.DraftWriter;
import dev.cachebench.scenarios.draft.SurveyedDraft;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.redis.RedisSurvey;
import dev.cachebench.scenarios.redis.RedisSurveyor;
import dev.cachebench.scenarios.yaml.ScenarioAdvice;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import dev.cachebench.scenarios.yaml.Setting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code init}: a commented scenario, from questions, options or a look at a live Redis. */
@Command(
    name = "init",
    description = {
      "Write a commented scenario to start from.",
      "",
      "Asks a few questions on a terminal; without one, or with --yes, options and usual values"
          + " answer them. --from-redis looks at a live Redis, read-only: INFO and a bounded"
          + " sample of its keys (SCAN, TYPE, STRLEN, MEMORY USAGE, PTTL)."
    },
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench init                                             # asks on a terminal",
      "  cachebench init shop.yaml --keys 50_000 --rate 800/s --yes  # asks nothing",
      "  cachebench init --from-redis redis://127.0.0.1:6379/0       # what a live Redis tells"
    })
public final class InitCommand implements Callable<ExitCode> {

  private static final int MOST_SAMPLES = 10_000;

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The new file (default: ./NAME.yaml).")
  private @Nullable Path file;

  @Option(
      names = "--from-redis",
      paramLabel = "URI",
      description =
          "Look at this Redis, such as redis://host:6379/0, for number and sizes of values, times"
              + " to live, memory and rate. Its password is taken from CACHEBENCH_REDIS_PASSWORD.")
  private @Nullable String redis;

  @Option(
      names = "--redis-password-file",
      paramLabel = "FILE",
      description = "Take the password of that Redis from a file.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Look at so many of its keys, 1 to 10000 (default: ${DEFAULT-VALUE}).")
  private int sample;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the scenario (default: FILE's, else my-service).")
  private @Nullable String name;

  @Option(names = "--keys", paramLabel = "N", description = "How many keys are asked for.")
  private @Nullable String keys;

  @Option(
      names = "--value-size",
      paramLabel = "SIZE",
      description = "Size of a value, 1KiB, or a range, 200B..4KiB.")
  private @Nullable String valueSize;

  @Option(names = "--rate", paramLabel = "RATE", description = "Requests, such as 1000/s.")
  private @Nullable String rate;

  @Option(names = "--writes", paramLabel = "RATIO", description = "Share that writes, such as 5%%.")
  private @Nullable String writes;

  @Option(
      names = "--origin-time",
      paramLabel = "TIME",
      description = "What the origin takes for one value, as a median, such as 20ms.")
  private @Nullable String originTime;

  @Option(names = "--nodes", paramLabel = "N", description = "Instances of the service, 1 to 64.")
  private @Nullable String nodes;

  @Option(
      names = "--l1-capacity",
      paramLabel = "N",
      description = "Entries in the memory of each (default: a tenth of the keys).")
  private @Nullable String l1Capacity;

  @Option(names = "--l1-ttl", paramLabel = "TIME", description = "Their time to live there.")
  private @Nullable String l1Ttl;

  @Option(names = "--l2-ttl", paramLabel = "TIME", description = "Their time to live in Redis.")
  private @Nullable String l2Ttl;

  @Option(
      names = "--trouble",
      paramLabel = "WORD",
      description = "What goes wrong: outage, slow, expiry or none.")
  private @Nullable String trouble;

  @Option(
      names = {"-y", "--yes"},
      description = "Ask nothing.")
  private boolean isYes;

  @Option(names = "--force", description = "Replace the file if there is one.")
  private boolean isForced;

  /** Creates the command on a console. */
  public InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() throws IOException {
    if (sample < 1 || sample > MOST_SAMPLES) {
      throw new UsageException(
          "--sample must be 1 to " + MOST_SAMPLES + ", but was " + sample,
          "a thousand keys show sizes and lives well enough");
    }
    if (file != null) {
      refuseToReplace(file);
    }
    Map<DraftField, String> options = options();
    Draft draft = withOptions(named(redis == null ? Draft.usual() : fromRedis(redis)), options);
    if (console.terminal().isInput() && !isYes) {
      draft = new InitQuestions(console).ask(draft, options.keySet());
    }
    write(draft);
    return ExitCode.OK;
  }

  /** The file's name is the scenario's, where it can be one. */
  private Draft named(Draft draft) {
    Path last = file == null ? null : file.getFileName();
    if (last == null) {
      return draft;
    }
    try {
      return draft.with(DraftField.NAME, last.toString().replaceFirst("\\.ya?ml$", ""));
    } catch (IllegalArgumentException e) {
      return draft;
    }
  }

  private Map<DraftField, String> options() {
    Map<DraftField, String> options = new EnumMap<>(DraftField.class);
    put(options, DraftField.NAME, name);
    put(options, DraftField.KEYS, keys);
    put(options, DraftField.VALUE_SIZE, valueSize);
    put(options, DraftField.RATE, rate);
    put(options, DraftField.WRITES, writes);
    put(options, DraftField.ORIGIN_TIME, originTime);
    put(options, DraftField.NODES, nodes);
    put(options, DraftField.L1_CAPACITY, l1Capacity);
    put(options, DraftField.L1_TTL, l1Ttl);
    put(options, DraftField.L2_TTL, l2Ttl);
    put(options, DraftField.TROUBLE, trouble);
    return options;
  }

  private static void put(
      Map<DraftField, String> options, DraftField field, @Nullable String text) {
    if (text != null) {
      options.put(field, text);
    }
  }

  private static Draft withOptions(Draft draft, Map<DraftField, String> options) {
    Draft changed = draft;
    for (Map.Entry<DraftField, String> option : options.entrySet()) {
      DraftField field = option.getKey();
      try {
        changed = changed.with(field, option.getValue());
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            "--" + field.word() + " " + e.getMessage(), "write " + field.expected());
      }
    }
    return changed;
  }

  private Draft fromRedis(String address) throws IOException {
    // The scenario reader knows what an address may be, and has the words for what it may not.
    Scenario any = ScenarioSource.read("quickstart", List.of(new Setting("redis", address)));
    URI uri = any.redis().uri();
    if (uri == null) {
      throw new UsageException(
          "--from-redis must be the address of a Redis", "write it like redis://host:6379/0");
    }
    RedisEndpoint endpoint =
        RedisEndpoint.of(uri, new RedisAccess(passwordFile, System.getenv()).password());
    RedisSurvey survey = RedisSurveyor.survey(endpoint, sample);
    Draft draft = SurveyedDraft.of(Draft.usual(), survey, endpoint.address());
    draft.findings().forEach(line -> console.err().println("  · " + line));
    return draft;
  }

  private void write(Draft draft) throws IOException {
    Path to = file == null ? Path.of(draft.text(DraftField.NAME) + ".yaml") : file;
    refuseToReplace(to);
    String text = DraftWriter.write(draft);
    Scenario scenario = ScenarioReader.read(to.toString(), text, List.of());
    Path parent = to.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(to, text);
    ScenarioAdvice.warnings(scenario).forEach(console::warn);
    console.out().println(Console.safe(to.toString()));
    console
        .err()
        .println(
            Console.safe(
                "cachebench run " + to + " runs it; every figure in it is yours to change"));
  }

  private void refuseToReplace(Path to) {
    if (Files.isDirectory(to)) {
      throw new UsageException(
          to + " is a directory", "name the file, such as " + to.resolve("my-service.yaml"));
    }
    if (Files.exists(to) && !isForced) {
      throw new UsageException(
          to + " exists already", "name another file, or replace it with --force");
    }
  }
}
