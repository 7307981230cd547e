package dev.cachebench.cli.command;

import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.reports.claim.rules.ClaimArithmetic;
import dev.cachebench.reports.model.ClaimAnswer;
import dev.cachebench.scenarios.claim.ClaimForm;
import dev.cachebench.scenarios.claim.ClaimMetric;
import dev.cachebench.scenarios.claim.ClaimSyntaxException;
import dev.cachebench.scenarios.gate.NearestWord;
import dev.cachebench.scenarios.gate.UnitException;
import dev.cachebench.scenarios.gate.UnitTable;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code claim}: judges a speedup claim by arithmetic alone. */
@Command(
    name = "claim",
    description = "Judge a speedup claim by the figures it was made with; nothing is run.",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench claim 1013x --without 619ms --with 0.61ms --hit-ratio 90%%",
      "  cachebench claim 100..1000x --without 50ms --with 1ms --metric p99"
    })
public final class ClaimCommand implements Callable<ExitCode> {

  private static final double LONGEST_NANOS = 365 * 24 * 3600e9;

  private final Console console;

  @Parameters(
      paramLabel = "CLAIM",
      description = "1013x is at least, ~1013x about (10 %% up or down), 100..1000x a range.")
  private String claim = "";

  @Option(
      names = "--without",
      paramLabel = "TIME",
      required = true,
      description = "What a request takes without the cache, such as 619ms.")
  private String without = "";

  @Option(
      names = "--with",
      paramLabel = "TIME",
      required = true,
      description = "What a hit takes, such as 0.61ms; 0 is a hit that costs nothing.")
  private String with = "";

  @Option(
      names = "--hit-ratio",
      paramLabel = "RATIO",
      description = "Share of requests that hit, such as 0.9 or 90%% (default: unknown).")
  private @Nullable String hitRatio;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      defaultValue = "mean",
      description =
          "mean, hits-only, p50, p99 or throughput (default: ${DEFAULT-VALUE}, which is what counts).")
  private String metric = "mean";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private ClaimFormat format = ClaimFormat.TEXT;

  /** Creates the command on a console. */
  public ClaimCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() {
    ClaimForm form = form();
    double withoutNanos = nanos("--without", without);
    double withNanos = nanos("--with", with);
    if (withoutNanos == 0) {
      throw new UsageException(
          "--without must be greater than 0, but was " + without,
          "write what a request takes without the cache, such as 619ms");
    }
    Double hits = hitRatio == null ? null : ratio(hitRatio);
    ClaimAnswer answer = ClaimArithmetic.judge(form, metric(), withoutNanos, withNanos, hits);
    format.print(answer, hits, console);
    return ExitCode.OK;
  }

  private ClaimForm form() {
    try {
      return ClaimForm.parse(claim);
    } catch (ClaimSyntaxException e) {
      throw new UsageException("the claim " + e.problem(), e.hint());
    }
  }

  private ClaimMetric metric() {
    ClaimMetric found = ClaimMetric.of(metric.toLowerCase(Locale.ROOT));
    if (found == null) {
      throw new UsageException(
          "there is no metric `" + metric + "`" + NearestWord.question(metric, ClaimMetric.words()),
          "write one of " + String.join(", ", ClaimMetric.words()));
    }
    return found;
  }

  private static double nanos(String option, String text) {
    double nanos = number(option, text, UnitTable.DURATION);
    if (nanos < 0 || nanos > LONGEST_NANOS) {
      throw new UsageException(
          option + " must be between 0 and 8760h (a year), but was " + text, "write 0.61ms or 1us");
    }
    return nanos;
  }

  private static double ratio(String text) {
    double ratio = number("--hit-ratio", text, UnitTable.RATIO);
    if (ratio < 0 || ratio > 1) {
      throw new UsageException(
          "--hit-ratio must be between 0 and 1, but was " + text, "write 0.9 or 90%");
    }
    return ratio;
  }

  private static double number(String option, String text, UnitTable table) {
    try {
      return table.parse(text).doubleValue();
    } catch (UnitException e) {
      throw new UsageException(option + " " + e.problem(), e.hint());
    }
  }
}
