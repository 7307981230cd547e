package dev.cachebench.scenarios.yaml;

import static dev.cachebench.scenarios.yaml.Words.duration;
import static dev.cachebench.scenarios.yaml.Words.number;
import static dev.cachebench.scenarios.yaml.Words.quoted;

import dev.cachebench.scenarios.gate.GateExpression;
import dev.cachebench.scenarios.model.AbortConfig;
import dev.cachebench.scenarios.model.ClaimConfig;
import dev.cachebench.scenarios.model.FaultConfig;
import dev.cachebench.scenarios.model.GateConfig;
import dev.cachebench.scenarios.model.KeyDistribution;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.OperationWeights;
import dev.cachebench.scenarios.model.OriginConfig;
import dev.cachebench.scenarios.model.OriginSource;
import dev.cachebench.scenarios.model.ProxyConfig;
import dev.cachebench.scenarios.model.RedisConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.ServiceTime;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a scenario as a file with every default filled in; reading it gives the same scenario. */
public final class ScenarioWriter {
  private final StringBuilder text = new StringBuilder();

  private ScenarioWriter() {}

  /** Returns the scenario as YAML. */
  public static String write(Scenario scenario) {
    ScenarioWriter writer = new ScenarioWriter();
    writer.head(scenario);
    writer.workload(scenario);
    writer.run(scenario);
    writer.rules(scenario);
    return writer.text.toString();
  }

  private void line(String key, String value) {
    text.append(key).append(": ").append(value).append('\n');
  }

  private void list(String key, List<String> items) {
    if (!items.isEmpty()) {
      text.append(key).append(":\n");
      items.forEach(item -> text.append("  - ").append(item).append('\n'));
    }
  }

  private void head(Scenario scenario) {
    line("version", "1");
    line("scenario", quoted(scenario.name()));
    line("question", quoted(scenario.question()));
    line("answer", quoted(scenario.answer()));
    line("seed", Long.toString(scenario.seed()));
    line("redis", redis(scenario.redis()));
    line("proxy", proxy(scenario.proxy()));
    line(
        "nodes",
        "{count: %d, isolation: %s}".formatted(scenario.nodes(), scenario.nodeIsolation()));
  }

  private void workload(Scenario scenario) {
    line("origin", origin(scenario.origin()));
    line(
        "keys",
        "{count: %d, distribution: %s, absent: %s}"
            .formatted(
                scenario.keys().count(),
                distribution(scenario.keys().distribution()),
                number(scenario.keys().absent())));
    line(
        "values",
        "{size: {min: %s, max: %s}}".formatted(scenario.values().min(), scenario.values().max()));
    OperationWeights mix = scenario.operations();
    line(
        "operations",
        "{get: %s, put: %s, update: %s, delete: %s, change: %s}"
            .formatted(
                number(mix.get()),
                number(mix.put()),
                number(mix.update()),
                number(mix.delete()),
                number(mix.change())));
  }

  private static String origin(OriginConfig origin) {
    if (origin.source() instanceof OriginSource.Jdbc jdbc) {
      return "{jdbc: {url: %s, query: %s, key: %s, timeout: %s}, concurrency: %d}"
          .formatted(
              quoted(jdbc.url()),
              quoted(jdbc.query()),
              jdbc.isKeyNumber() ? "number" : "name",
              duration(jdbc.timeout()),
              origin.concurrency());
    }
    if (origin.source() instanceof OriginSource.Http http) {
      return "{http: {url: %s, timeout: %s}, concurrency: %d}"
          .formatted(quoted(http.url()), duration(http.timeout()), origin.concurrency());
    }
    return "{service-time: %s, concurrency: %d, errors: %s, poison: %s}"
        .formatted(
            serviceTime(origin.serviceTime()),
            origin.concurrency(),
            number(origin.errorRatio()),
            number(origin.poison()));
  }

  private static String redis(RedisConfig redis) {
    URI uri = redis.uri();
    return uri == null ? provider(redis.provider(), redis.image()) : quoted(uri.toString());
  }

  private static String proxy(ProxyConfig proxy) {
    URI uri = proxy.uri();
    return uri == null ? provider(proxy.provider(), proxy.image()) : quoted(uri.toString());
  }

  private static String provider(Enum<?> provider, @Nullable String image) {
    String word = provider.name().toLowerCase(Locale.ROOT);
    return image == null ? word : "{provider: %s, image: %s}".formatted(word, quoted(image));
  }

  private static String serviceTime(ServiceTime time) {
    if (time instanceof ServiceTime.Fixed fixed) {
      return "{fixed: " + duration(fixed.value()) + "}";
    }
    if (time instanceof ServiceTime.Exponential exponential) {
      return "{exponential: " + duration(exponential.mean()) + "}";
    }
    if (time instanceof ServiceTime.Lognormal lognormal) {
      return "{lognormal: {median: %s, p99: %s}}"
          .formatted(duration(lognormal.median()), duration(lognormal.p99()));
    }
    throw new IllegalArgumentException("serviceTime must be known, but was " + time);
  }

  private static String distribution(KeyDistribution distribution) {
    if (distribution instanceof KeyDistribution.Zipfian zipfian) {
      return "{zipfian: " + number(zipfian.exponent()) + "}";
    }
    if (distribution instanceof KeyDistribution.HotSet hot) {
      return "{hot-set: {keys: %d, share: %s}}".formatted(hot.keys(), number(hot.share()));
    }
    return distribution instanceof KeyDistribution.Sequential ? "sequential" : "uniform";
  }

  private void run(Scenario scenario) {
    text.append("targets:\n");
    scenario
        .targets()
        .forEach(target -> text.append("  ").append(TargetWriter.write(target)).append('\n'));
    line("load", load(scenario.load()));
    line("max-in-flight", Integer.toString(scenario.maxInFlight()));
    line(
        "preload",
        "{tiers: %s, ages: %s}"
            .formatted(scenario.preload().tiers().word(), scenario.preload().ages().word()));
    line("warmup", duration(scenario.warmup()));
    list(
        "phases",
        scenario.phases().stream()
            .map(
                phase ->
                    "{name: %s, duration: %s, load: %s}"
                        .formatted(
                            quoted(phase.name()), duration(phase.duration()), load(phase.load())))
            .toList());
    list("faults", scenario.faults().stream().map(ScenarioWriter::fault).toList());
  }

  private static String load(LoadModel load) {
    if (load instanceof LoadModel.Open open) {
      return "{rate: %s/s, arrivals: %s}"
          .formatted(number(open.rate().perSecond()), open.arrivals().word());
    }
    if (load instanceof LoadModel.Closed closed) {
      return "{users: %d, think-time: %s}".formatted(closed.users(), duration(closed.thinkTime()));
    }
    return "none";
  }

  private static String fault(FaultConfig fault) {
    List<String> parts = new ArrayList<>();
    parts.add("fault: " + fault.kind().word());
    add(parts, "on", fault.on() == null ? null : quoted(fault.on()));
    if (fault.during() != null) {
      parts.add("during: " + quoted(fault.during()));
    } else {
      parts.add("at: " + duration(fault.at()));
      parts.add("for: " + duration(fault.length()));
    }
    add(parts, "every", fault.every() == null ? null : duration(fault.every()));
    new TreeMap<>(fault.settings()).forEach((key, value) -> add(parts, quoted(key), quoted(value)));
    return flow(parts);
  }

  private void rules(Scenario scenario) {
    list("gates", scenario.gates().stream().map(ScenarioWriter::gate).toList());
    list(
        "expect",
        scenario.expect().stream()
            .map(e -> rule(e.target(), e.phase(), "that", e.that(), List.of()))
            .toList());
    list("claims", scenario.claims().stream().map(ScenarioWriter::claim).toList());
    line(
        "history",
        scenario.history().enabled()
            ? "{operations: " + scenario.history().operations() + "}"
            : "off");
    list("abort-when", scenario.abortWhen().stream().map(ScenarioWriter::abort).toList());
  }

  private static String gate(GateConfig gate) {
    List<String> skip = List.of("on-no-data: " + (gate.skipOnNoData() ? "skip" : "undecided"));
    return rule(gate.target(), gate.phase(), "require", gate.require(), skip);
  }

  private static String rule(
      @Nullable String target,
      @Nullable String phase,
      String key,
      GateExpression gate,
      List<String> more) {
    List<String> parts = new ArrayList<>();
    add(parts, "target", target == null ? null : quoted(target));
    add(parts, "phase", phase == null ? null : quoted(phase));
    add(parts, key, quoted(gate.text()));
    parts.addAll(more);
    return flow(parts);
  }

  private static String abort(AbortConfig abort) {
    List<String> over = List.of("over: " + duration(abort.over()));
    return rule(abort.target(), abort.phase(), "that", abort.that(), over);
  }

  private static String claim(ClaimConfig claim) {
    List<String> parts = new ArrayList<>();
    parts.add("claim: " + quoted(claim.claim().text()));
    parts.add("metric: " + claim.metric().word());
    parts.add("require: " + claim.require());
    List<String> inside = new ArrayList<>();
    if (claim.subject() instanceof ClaimConfig.Measured measured) {
      inside.add("target: " + quoted(measured.target()));
      inside.add("baseline: " + quoted(measured.baseline()));
      add(inside, "phase", measured.phase() == null ? null : quoted(measured.phase()));
      parts.add("measured: " + flow(inside));
    } else if (claim.subject() instanceof ClaimConfig.Figures figures) {
      inside.add("without: " + duration(figures.without()));
      inside.add("with: " + duration(figures.with()));
      add(inside, "hit-ratio", figures.hitRatio() == null ? null : number(figures.hitRatio()));
      parts.add("figures: " + flow(inside));
    }
    return flow(parts);
  }

  private static void add(List<String> parts, String key, @Nullable String value) {
    if (value != null) {
      parts.add(key + ": " + value);
    }
  }

  private static String flow(List<String> parts) {
    return "{" + String.join(", ", parts) + "}";
  }
}
