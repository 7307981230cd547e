package dev.cachebench.reports.judge.metric;

import dev.cachebench.reports.claim.BatchMean.Batch;
import dev.cachebench.reports.hdr.PhaseData;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.reports.model.SteadyState;
import dev.cachebench.reports.steady.Settling;
import dev.cachebench.scenarios.model.CacheConfig;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.PhaseConfig;
import dev.cachebench.scenarios.model.PreloadConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether phases had settled: those that end before the first fault, or before entries that
 * were filled together end, since after that nobody expects it.
 *
 * <p>Looked at are the mean response time of gets and the hit ratio, second by second. A change
 * matters from 10 % of the response time and from 2 points of the hit ratio on.
 */
public final class SteadyStates {

  private static final double TIME_MATTERS = Math.log(1.1);
  private static final double HITS_MATTER = 0.02;

  /** A second with fewer gets than this share of the usual is the end of something. */
  private static final double PARTIAL = 0.5;

  private static final List<Outcome> HITS =
      Arrays.stream(Outcome.values()).filter(Outcome::isHit).toList();
  private static final List<Outcome> ALL = List.of(Outcome.values());

  private SteadyStates() {}

  /** Returns whether a phase is expected to be steady. */
  public static boolean isExpected(Scenario scenario, String phaseName) {
    Duration disturbed =
        Stream.concat(
                scenario.faults().stream().map(fault -> fault.at()),
                scenario.targets().stream().flatMap(target -> firstEnd(scenario, target)))
            .min(Duration::compareTo)
            .orElse(null);
    Duration end = Duration.ZERO;
    for (PhaseConfig phase : scenario.phases()) {
      end = end.plus(phase.duration());
      if (phase.name().equals(phaseName)) {
        return disturbed == null || end.compareTo(disturbed) <= 0;
      }
    }
    return false;
  }

  /** Entries that were filled together, and all new, end together: that disturbs like a fault. */
  private static Stream<Duration> firstEnd(Scenario scenario, TargetConfig target) {
    CacheConfig cache = target.cache();
    if (scenario.preload().ages() != PreloadConfig.Ages.TOGETHER
        || scenario.preload().tiers() == PreloadConfig.Tiers.NONE
        || !cache.l2().enabled()) {
      return Stream.empty();
    }
    double left = cache.l2().ttl().toNanos() * (1 - cache.jitter());
    return Stream.of(Duration.ofNanos((long) left).minus(scenario.warmup()));
  }

  /** Decides on one phase. */
  public static SteadyState of(PhaseData data) {
    SteadyState worst = null;
    for (int round : data.rounds()) {
      SteadyState state = of(data.batches(ALL, round), data.batches(HITS, round));
      if (worst == null || state.state().compareTo(worst.state()) > 0) {
        worst = state;
      }
    }
    return worst == null ? new SteadyState(SteadyState.State.TOO_SHORT, 0, null) : worst;
  }

  private static SteadyState of(List<Batch> all, List<Batch> hits) {
    long usual =
        all.stream().mapToLong(Batch::count).sorted().skip(all.size() / 2).findFirst().orElse(0);
    double[] times = new double[all.size()];
    double[] ratios = new double[all.size()];
    int used = 0;
    for (int i = 0; i < all.size(); i++) {
      Batch second = all.get(i);
      if (second.count() > PARTIAL * usual && second.sum() > 0) {
        times[used] = Math.log(second.sum() / second.count());
        ratios[used++] = (double) hits.get(i).count() / second.count();
      }
    }
    Settling time = Settling.of(Arrays.copyOf(times, used), TIME_MATTERS);
    Settling ratio = Settling.of(Arrays.copyOf(ratios, used), HITS_MATTER);
    if (time.state() == Settling.State.TOO_SHORT) {
      return new SteadyState(SteadyState.State.TOO_SHORT, used, null);
    }
    String reason = reason(time, ratio);
    return new SteadyState(
        reason == null ? SteadyState.State.STEADY : SteadyState.State.UNSETTLED, used, reason);
  }

  private static @Nullable String reason(Settling time, Settling ratio) {
    if (time.state() != Settling.State.STEADY) {
      return words("mean response time", time, Figures.percent(relative(time)));
    }
    if (ratio.state() != Settling.State.STEADY) {
      String points = String.format(Locale.ROOT, "%.1f points", Math.abs(ratio.change()) * 100);
      return words("hit ratio", ratio, points);
    }
    return null;
  }

  /** How far the average lies from the end, or the end from the beginning; of a logarithm. */
  private static double relative(Settling time) {
    double change = time.state() == Settling.State.CHANGED ? -time.change() : time.change();
    return Math.abs(Math.exp(change) - 1);
  }

  private static String words(String what, Settling settling, String by) {
    boolean isRise = settling.change() > 0;
    return settling.state() == Settling.State.CHANGED
        ? "on average its %s is %s %s what it settled at in second %d"
            .formatted(what, by, isRise ? "below" : "above", settling.since() + 1)
        : "its %s was still %s, by %s".formatted(what, isRise ? "rising" : "falling", by);
  }
}
