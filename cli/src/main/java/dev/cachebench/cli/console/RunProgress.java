package dev.cachebench.cli.console;

import dev.cachebench.scenarios.arm.ArmFailure;
import dev.cachebench.scenarios.arm.ArmProgress;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.run.ArmId;
import dev.cachebench.scenarios.run.ArmSummary;
import dev.cachebench.scenarios.run.RunListener;
import dev.cachebench.scenarios.run.RunPlan;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error how a run goes: a header, a line that lives while an arm runs (in a log,
 * one line for each phase and each ten seconds), a line for each arm that has ended.
 *
 * <p>Confined to one thread, {@link #stopping} excepted.
 */
public final class RunProgress implements RunListener {

  private static final double HEARTBEAT_SECONDS = 10;
  private static final List<Outcome> SHOWN =
      List.of(
          Outcome.L1, Outcome.L2, Outcome.STALE, Outcome.NEGATIVE, Outcome.ORIGIN, Outcome.ERROR);

  private final Console console;
  private final String toolVersion;
  private final @Nullable LiveLine live;
  private double secondsPerArm;
  private int nameWidth;
  private boolean hasRounds;
  private @Nullable String phase;
  private double lastBeat;
  private volatile boolean isStopping;

  /**
   * Creates a view.
   *
   * @param console where it goes
   * @param toolVersion printed in the header
   */
  public RunProgress(Console console, String toolVersion) {
    this.console = console;
    this.toolVersion = toolVersion;
    this.live =
        console.terminal().isError()
            ? new LiveLine(console.err(), console.terminal().columns())
            : null;
  }

  @Override
  public void runStarted(RunPlan plan) {
    RunHeader header = new RunHeader(plan);
    console.err().println(header.name() + console.errPaint().dim(header.facts(toolVersion)));
    header.lines().forEach(console.err()::println);
    console.err().println();
    secondsPerArm = plan.expected().toMillis() / 1e3 / plan.arms().size();
    hasRounds = plan.arms().stream().anyMatch(arm -> arm.round() > 1);
    nameWidth = header.nameWidth();
  }

  @Override
  public void armStarted(ArmId arm) {
    phase = null;
    show("  · " + name(arm) + "  starting");
  }

  @Override
  public void progress(ArmId arm, ArmProgress progress) {
    boolean isNewPhase = !progress.phase().equals(phase);
    if (isNewPhase) {
      phase = progress.phase();
      lastBeat = 0;
    }
    if (live != null) {
      live.show(line(arm, progress));
    } else if (isNewPhase || progress.second() - lastBeat >= HEARTBEAT_SECONDS) {
      lastBeat = progress.second();
      console.err().println(line(arm, progress));
    }
  }

  @Override
  public void armFinished(ArmId arm, ArmSummary summary, @Nullable ArmFailure failure) {
    clear();
    Paint paint = console.errPaint();
    if (failure != null) {
      console
          .err()
          .println(
              "  " + paint.fail("✗") + " " + name(arm) + "  " + Console.safe(failure.message()));
      if (!failure.hint().isEmpty()) {
        console.err().println("    hint: " + Console.safe(failure.hint()));
      }
      return;
    }
    String sign = isStopping ? paint.look("!") : paint.pass("✓");
    String stopped = isStopping ? "   stopped early" : "";
    console.err().println("  " + sign + " " + name(arm) + ended(summary, paint) + stopped);
  }

  @Override
  public void aborted(ArmId arm, String reason) {
    int left = arm.count() - arm.index() - 1;
    String rest =
        left == 0 ? "" : left == 1 ? "; 1 arm is not run" : "; " + left + " arms are not run";
    console
        .err()
        .println("    " + console.errPaint().look("stopped: ") + Console.safe(reason) + rest);
  }

  /** Removes the line that lives, so that results can follow. */
  public void clear() {
    if (live != null) {
      live.clear();
    }
  }

  /** Says that the run is being stopped; may be called from any thread. */
  public void stopping() {
    isStopping = true;
    clear();
    console.err().println("  stopping, keeping what was measured; Ctrl-C again ends at once");
  }

  private static String ended(ArmSummary summary, Paint paint) {
    String text =
        "%8s  %10s requests"
            .formatted(
                Words.nanos(summary.seconds() * 1e9), Words.count((double) summary.requests()));
    return summary.errors() == 0 || summary.requests() == 0
        ? text
        : text
            + "   "
            + paint.look(Words.share((double) summary.errors() / summary.requests()) + " errors");
  }

  private String line(ArmId arm, ArmProgress progress) {
    StringBuilder line = new StringBuilder("  · ").append(name(arm)).append("  ");
    line.append(progress.phase());
    if (progress.seconds() > 0) {
      line.append(
          " %d of %d s".formatted(Math.round(progress.second()), Math.round(progress.seconds())));
    }
    if (progress.achievedPerSecond() > 0) {
      line.append("   ").append(Words.count(progress.achievedPerSecond())).append("/s");
    }
    String separator = "   ";
    for (Outcome outcome : SHOWN) {
      double share = Objects.requireNonNullElse(progress.servedBy().get(outcome.word()), 0.0);
      if (share > 0) {
        line.append(separator).append(label(outcome)).append(' ').append(Words.share(share));
        separator = "  ";
      }
    }
    if (progress.p99Nanos() > 0) {
      line.append("   p99 ").append(Words.nanos((double) progress.p99Nanos()));
    }
    double left = progress.remainingSeconds() + (arm.count() - 1 - arm.index()) * secondsPerArm;
    return line.append("   ").append(Words.left(left)).append(" left").toString();
  }

  private static String label(Outcome outcome) {
    return outcome == Outcome.L1 || outcome == Outcome.L2 ? outcome.name() : outcome.word();
  }

  private String name(ArmId arm) {
    String padded = arm.target() + " ".repeat(Math.max(0, nameWidth - arm.target().length()));
    return hasRounds ? padded + " #" + arm.round() : padded;
  }

  private void show(String text) {
    if (live != null) {
      live.show(text);
    }
  }
}
