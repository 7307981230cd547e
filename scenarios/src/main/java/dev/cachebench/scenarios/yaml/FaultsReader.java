package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.NearestWord;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.ProxyConfig;
import dev.cachebench.scenarios.model.RedisConfig;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;
import dev.cachebench.scenarios.yaml.tree.Node;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code faults} and resolves their times against the phases. */
final class FaultsReader {
  private static final Keys FAULT =
      Keys.mapping().with("fault", "on", "during", "at", "for", "every");
  static final Keys KEYS = Keys.list(FAULT.with(FaultSettings.all()));

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String WHEN = "write `during: PHASE`, or `at: 13s` and `for: 10s`";

  private final List<PhaseConfig> phases;
  private final Duration measured;
  private final Parts parts;

  /**
   * What a fault may need.
   *
   * @param proxy what stands before Redis
   * @param redis who starts Redis
   * @param nodes number of nodes
   * @param hasProcesses whether each node has a process of its own
   * @param isOriginReal whether the origin is a database or a server
   */
  record Parts(
      ProxyConfig.Provider proxy,
      RedisConfig.Provider redis,
      int nodes,
      boolean hasProcesses,
      boolean isOriginReal) {

    boolean hasProxy() {
      return proxy != ProxyConfig.Provider.OFF;
    }

    boolean ownsRedis() {
      return redis != RedisConfig.Provider.EXTERNAL;
    }
  }

  /**
   * Creates one.
   *
   * @param phases of the scenario
   * @param parts of the scenario
   */
  FaultsReader(List<PhaseConfig> phases, Parts parts) {
    this.phases = phases;
    this.parts = parts;
    this.measured =
        phases.stream().map(PhaseConfig::duration).reduce(Duration.ZERO, Duration::plus);
  }

  private record Times(@Nullable String during, Duration at, Duration length) {}

  List<FaultConfig> faults(Cursor cursor) {
    List<Cursor> items = cursor.items();
    List<FaultConfig> faults = items.stream().map(this::fault).toList();
    for (int later = 1; later < faults.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        if (isInTheWay(faults.get(earlier), faults.get(later))) {
          items
              .get(later)
              .problem(
                  "overlaps with faults[%d], and the end of one would end both".formatted(earlier),
                  "let one end before the other starts");
        }
      }
    }
    return faults;
  }

  /** What has one switch cannot be thrown twice; toxics add up. */
  private static boolean isInTheWay(FaultConfig one, FaultConfig other) {
    boolean isOneSwitch =
        one.kind() == other.kind() && !one.kind().isToxic() && !one.kind().isInstantaneous();
    boolean isOneProcess = one.kind().isProcess() && other.kind().isProcess();
    return one.kind().isAvailable()
        && (isOneSwitch || isOneProcess)
        && isInOnePlace(one, other)
        && one.at().compareTo(other.at().plus(other.length())) < 0
        && other.at().compareTo(one.at().plus(one.length())) < 0;
  }

  private static boolean isInOnePlace(FaultConfig one, FaultConfig other) {
    if (one.kind().isClock()) {
      return Clocks.isShared(one.on(), other.on());
    }
    return one.isOnNodes() == other.isOnNodes()
        && (!one.isOnNodes() || NodeNames.isShared(one.on(), other.on()));
  }

  private FaultConfig fault(Cursor cursor) {
    Cursor kindCursor = cursor.inside("fault");
    FaultKind kind = kindCursor == null ? null : kind(kindCursor);
    boolean isFree = kind != null && !kind.isAvailable();
    Map<String, String> settings = isFree ? settings(cursor) : Map.of();
    String[] own =
        isFree
            ? settings.keySet().toArray(String[]::new)
            : kind == null ? FaultSettings.all() : FaultSettings.of(kind);
    Fields fields = cursor.fields(FAULT.with(own));
    fields.require("fault", "say which: `fault: expire-all`");
    FaultKind known = kind == null ? FaultKind.EXPIRE_ALL : kind;
    Times times = times(fields, known);
    Duration every = every(fields, known, times);
    String on = fields.has("on") ? fields.read("on", "", c -> c.name("redis")) : null;
    if (kind != null && kind.isAvailable()) {
      settings = FaultSettings.read(kind, fields);
      if (kind.isClock()) {
        new Clocks(parts).check(kind, fields);
      } else if (isOfNodes(kind, on)) {
        new NodeNames(parts).checkProcesses(kind, fields);
      } else {
        place(kind, fields.get("on"));
        needs(kind, Objects.requireNonNull(kindCursor));
      }
    }
    return new FaultConfig(known, on, times.during(), times.at(), times.length(), every, settings);
  }

  /** Redis and a node can both be paused; the one that is meant nobody else says. */
  private static boolean isOfNodes(FaultKind kind, @Nullable String on) {
    return kind == FaultKind.GC_PAUSE || (kind == FaultKind.PAUSE && NodeNames.isAboutNodes(on));
  }

  private static void place(FaultKind kind, @Nullable Cursor on) {
    if (on == null) {
      return;
    }
    if (kind == FaultKind.EXPIRE_ALL) {
      on.problem("expire-all is everywhere: in L1 and L2", "take `on` out");
    } else if (!on.word().equals(kind.place())) {
      on.problem(
          kind.word() + " strikes " + kind.place() + ", but was on " + on.word(),
          "write `on: " + kind.place() + "`, or take it out");
    }
  }

  private void needs(FaultKind kind, Cursor cursor) {
    if (kind.isNetwork() && !parts.hasProxy()) {
      cursor.problem(
          kind.word() + " needs a proxy before Redis", "add `proxy: embedded` to the scenario");
    } else if (kind.isRespAware() && parts.proxy() == ProxyConfig.Provider.CONTAINER) {
      cursor.problem(
          kind.word() + " needs the bundled proxy, which knows Redis's replies",
          "write `proxy: embedded`, and `redis: embedded`");
    } else if ((kind.isProcess() || kind == FaultKind.NO_AUTH) && !parts.ownsRedis()) {
      cursor.problem(
          kind.word() + " needs a Redis that the tool itself started",
          "write `redis: embedded`, or leave --redis out");
    } else if (kind.isBundled() && parts.redis() != RedisConfig.Provider.EMBEDDED) {
      cursor.problem(
          kind.word() + " needs the Redis that the tool bundles",
          "write `redis: embedded`, or leave --redis out");
    } else if (kind == FaultKind.HALF_OPEN && parts.hasProxy()) {
      cursor.problem(
          "half-open needs the caches at the end of the link itself, and a proxy would answer for it",
          "write `proxy: off`; what a proxy can do is `fault: timeout`");
    } else if ("origin".equals(kind.place()) && parts.isOriginReal()) {
      cursor.problem(
          kind.word() + " strikes the simulated origin only",
          "strike a real one where it runs, or put a proxy before it");
    }
  }

  private static @Nullable FaultKind kind(Cursor cursor) {
    List<String> words = Arrays.stream(FaultKind.values()).map(FaultKind::word).toList();
    if (!cursor.isOf("the name of a fault")) {
      return null;
    }
    FaultKind kind = FaultKind.of(cursor.word()).orElse(null);
    if (kind == null) {
      cursor.problem(
          "there is no fault " + cursor.node().kind() + NearestWord.question(cursor.word(), words),
          "faults: " + String.join(", ", words));
    } else if (!kind.isAvailable()) {
      cursor.unavailable("fault: " + kind.word(), "faults of this version: " + available());
    }
    return kind;
  }

  private static String available() {
    return Arrays.stream(FaultKind.values())
        .filter(FaultKind::isAvailable)
        .map(FaultKind::word)
        .collect(Collectors.joining(", "));
  }

  private static Map<String, String> settings(Cursor cursor) {
    Map<String, String> settings = new TreeMap<>();
    if (cursor.node() instanceof Node.Mapping mapping) {
      Set<String> own = FAULT.names();
      for (Node.Entry entry : mapping.entries()) {
        if (!own.contains(entry.key().text()) && entry.value() instanceof Node.Scalar scalar) {
          settings.put(entry.key().text(), scalar.text());
        }
      }
    }
    return settings;
  }

  private Times times(Fields fields, FaultKind kind) {
    Cursor during = fields.get("during");
    Cursor at = fields.get("at");
    Cursor length = fields.get("for");
    if (during != null) {
      for (Cursor other : fields.present(List.of("at", "for"))) {
        other.problem("excludes `during`", WHEN);
      }
      return during(during);
    }
    if (at == null) {
      fields.require("during", WHEN);
      return new Times(null, Duration.ZERO, SECOND);
    }
    if (length == null && !kind.isInstantaneous()) {
      fields.require("for", WHEN);
    }
    return at(at, length);
  }

  private Times during(Cursor cursor) {
    Duration start = Duration.ZERO;
    for (PhaseConfig phase : phases) {
      if (phase.name().equals(cursor.word())) {
        return new Times(phase.name(), start, phase.duration());
      }
      start = start.plus(phase.duration());
    }
    Names.check(cursor, "phase", phases.stream().map(PhaseConfig::name).toList());
    return new Times(null, Duration.ZERO, SECOND);
  }

  private Times at(Cursor at, @Nullable Cursor length) {
    Duration start = at.duration(Duration.ZERO);
    if (start.compareTo(measured) >= 0) {
      at.problem(
          "must be before the end of the phases, "
              + Words.duration(measured)
              + ", but was "
              + at.word(),
          "times count from the start of the first phase");
      start = Duration.ZERO;
    }
    Duration rest = measured.minus(start);
    if (length == null) {
      return new Times(null, start, rest);
    }
    Duration lasts = length.positiveDuration(rest);
    if (lasts.compareTo(rest) > 0) {
      length.problem(
          "ends after the phases do: only "
              + Words.duration(rest)
              + " are left, but was "
              + length.word(),
          "make it shorter, or a phase longer");
    }
    return new Times(null, start, lasts);
  }

  private static @Nullable Duration every(Fields fields, FaultKind kind, Times times) {
    Cursor cursor = fields.get("every");
    if (cursor == null) {
      return null;
    }
    if (!kind.isRepeatable()) {
      cursor.problem("only what happens at one instant repeats, not " + kind.word(), "take it out");
    }
    Duration every = cursor.positiveDuration(SECOND);
    if (every.compareTo(times.length()) > 0) {
      cursor.problem(
          "is longer than the fault lasts, "
              + Words.duration(times.length())
              + ", but was "
              + cursor.word(),
          "take it out to have it once");
    }
    return every;
  }
}
