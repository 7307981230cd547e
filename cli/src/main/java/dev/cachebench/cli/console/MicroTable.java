package dev.cachebench.cli.console;

import dev.cachebench.scenarios.micro.MicroResults;
import dev.cachebench.scenarios.micro.MicroResults.Measurement;
import dev.cachebench.scenarios.micro.MicroResults.Ratio;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints micro-benchmarks: what one operation costs, and the ratios that survive the machine. */
public final class MicroTable {

  private static final double MICRO = 1e3;

  /** Below it nothing is allocated in an operation: what is left is the harness's own. */
  private static final double NO_BYTES = 0.1;

  private MicroTable() {}

  /** Prints both tables. */
  public static void print(MicroResults results, PrintWriter out) {
    out.println("micro · " + results.jvm());
    out.println();
    out.printf("  %-28s%12s%12s%8s%n", "", "time/op", "bytes/op", "forks");
    for (Measurement one : results.measurements()) {
      out.printf(
          "  %-28s%12s%12s%8d%n",
          one.name(), time(one.nanos()), bytes(one.bytesPerOperation()), one.forkMeans().size());
    }
    if (!results.ratios().isEmpty()) {
      out.println();
      out.printf("  %-10s%-48s%8s   %s%n", "Ratio", "", "means", "of forks, lowest … highest");
    }
    for (Ratio ratio : results.ratios()) {
      out.printf(
          "  %-10s%-48s%8s   %s … %s%n",
          ratio.path(),
          ratio.over() + " ÷ " + ratio.under(),
          number(ratio.ratio()),
          number(ratio.low()),
          number(ratio.high()));
    }
  }

  private static String time(double nanos) {
    return nanos < MICRO
        ? String.format(Locale.ROOT, "%.1f ns", nanos)
        : String.format(Locale.ROOT, "%.1f µs", nanos / MICRO);
  }

  private static String bytes(@Nullable Double bytes) {
    if (bytes == null) {
      return "–";
    }
    return bytes < NO_BYTES ? "0" : String.format(Locale.ROOT, "%,.0f", bytes);
  }

  private static String number(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.1f", ratio);
  }
}
