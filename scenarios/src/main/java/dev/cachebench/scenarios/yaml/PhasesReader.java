package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.LoadModel;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.PreloadConfig;
import dev.cachebench.scenarios.model.PreloadConfig.Ages;
import dev.cachebench.scenarios.model.PreloadConfig.Tiers;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;
import dev.cachebench.scenarios.yaml.tree.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads how a run goes: {@code preload}, {@code warmup}, {@code phases}. */
final class PhasesReader {
  static final Keys PRELOAD = Keys.mapping().with("tiers", "ages");
  static final Keys PHASE = Keys.mapping().with("name", "duration").with("load", LoadReader.KEYS);
  static final Keys KEYS = Keys.list(PHASE);

  static final PreloadConfig NO_PRELOAD = new PreloadConfig(Tiers.NONE, Ages.SPREAD);
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final LoadModel usual;
  private final Set<String> names = new HashSet<>();

  PhasesReader(LoadModel usual) {
    this.usual = usual;
  }

  PreloadConfig preload(Cursor cursor) {
    if (!cursor.isMapping()) {
      return new PreloadConfig(tiers(cursor), Ages.SPREAD);
    }
    Fields fields = cursor.fields(PRELOAD);
    Tiers tiers = fields.read("tiers", Tiers.ALL, PhasesReader::tiers);
    Ages ages = fields.read("ages", Ages.SPREAD, PhasesReader::ages);
    Cursor cursorOfAges = fields.get("ages");
    if (ages == Ages.SETTLED && cursorOfAges != null && !(usual instanceof LoadModel.Open)) {
      cursorOfAges.problem(
          "`settled` follows from the rate of each key, and a closed load has none",
          "write `ages: spread`, or an open load: `load: {rate: 1000/s}`");
    }
    return new PreloadConfig(tiers, ages);
  }

  private static Tiers tiers(Cursor cursor) {
    String word = cursor.oneOf(List.of("none", "l2", "all"));
    return word == null ? Tiers.NONE : Tiers.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Ages ages(Cursor cursor) {
    String word = cursor.oneOf(Stream.of(Ages.values()).map(Ages::word).toList());
    return word == null ? Ages.SPREAD : Ages.valueOf(word.toUpperCase(Locale.ROOT));
  }

  static Duration warmup(Cursor cursor) {
    Duration warmup = cursor.isOff() ? Duration.ZERO : cursor.duration(Duration.ZERO);
    return isWithinDay(cursor, warmup) ? warmup : Duration.ZERO;
  }

  List<PhaseConfig> phases(Cursor cursor) {
    List<PhaseConfig> phases = new ArrayList<>();
    Duration total = Duration.ZERO;
    List<Cursor> items = cursor.items();
    for (Cursor item : items) {
      PhaseConfig phase = phase(item);
      phases.add(phase);
      total = total.plus(phase.duration());
    }
    if (items.isEmpty() && cursor.node() instanceof Node.Listing) {
      cursor.problem("must have at least one phase", "write `- {name: steady, duration: 10s}`");
    }
    if (total.compareTo(DAY) > 0
        && phases.stream().allMatch(p -> p.duration().compareTo(DAY) <= 0)) {
      cursor.problem("the phases add up to more than 24h", "make them shorter");
    }
    return phases;
  }

  private PhaseConfig phase(Cursor cursor) {
    Fields fields = cursor.fields(PHASE);
    String hint = "write `{name: steady, duration: 10s}`";
    String name = fields.require("name", hint, "", this::name);
    Duration duration = fields.require("duration", hint, SECOND, PhasesReader::phaseDuration);
    Arrivals arrivals = usual instanceof LoadModel.Open open ? open.arrivals() : Arrivals.POISSON;
    return new PhaseConfig(
        name,
        duration,
        fields.read("load", usual, c -> LoadReader.load(c, LoadReader.KEYS, arrivals)));
  }

  private String name(Cursor cursor) {
    String name = cursor.name("");
    if (name.equals(Scenario.WARMUP)) {
      cursor.problem("`warmup` is the time before the first phase", "give it another name");
    } else if (!name.isEmpty() && !names.add(name)) {
      cursor.problem("there is a phase `" + name + "` already", "give it a name of its own");
    }
    return name;
  }

  private static Duration phaseDuration(Cursor cursor) {
    Duration duration = cursor.positiveDuration(SECOND);
    return isWithinDay(cursor, duration) ? duration : DAY;
  }

  private static boolean isWithinDay(Cursor cursor, Duration duration) {
    if (duration.compareTo(DAY) > 0) {
      cursor.problem("must be at most 24h, but was " + cursor.word(), null);
      return false;
    }
    return true;
  }
}
