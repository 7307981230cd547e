package dev.cachebench.reports.compare.render;

import dev.cachebench.reports.compare.ChangeVerdict;
import dev.cachebench.reports.compare.NoiseFloor;
import dev.cachebench.reports.compare.Qualification;
import dev.cachebench.reports.compare.Scale;
import dev.cachebench.reports.model.Interval;
import dev.cachebench.reports.render.Plain;
import dev.cachebench.reports.render.Style;
import dev.cachebench.scenarios.gate.MetricName;
import java.util.List;
import java.util.Objects;

/** A machine's noise floor for a terminal, 100 columns wide. */
public final class QualificationText {

  private static final String ROW = "    %-20s %9s %20s %10s %8s  %s%n";

  private final Style style;

  /**
   * Creates one.
   *
   * @param style colours
   */
  public QualificationText(Style style) {
    this.style = style;
  }

  /** Returns the text, with a last line feed. */
  public String render(Qualification qualification) {
    StringBuilder out = new StringBuilder();
    out.append(Plain.safe(qualification.scenario()));
    out.append(" · ").append(qualification.pairs()).append(" pairs of the same build\n\n");
    String group = "";
    for (NoiseFloor floor : qualification.floors()) {
      String name = Plain.safe(floor.target() + " in " + floor.phase());
      if (!name.equals(group)) {
        out.append(group.isEmpty() ? "" : "\n").append("  ").append(name).append('\n');
        if (group.isEmpty()) {
          out.append(style.dim(row("metric", "scatter", "no change is", "can hold", "usual", "")));
        }
        group = name;
      }
      out.append(row(floor));
    }
    out.append(qualification.floors().isEmpty() ? "" : "\n");
    out.append(
        qualification.isFit()
            ? style.pass("FIT") + "   this machine holds the usual margins with "
            : style.fail("UNFIT") + "   this machine does not hold the usual margins with ");
    return out.append(qualification.pairs()).append(" pairs\n").toString();
  }

  private String row(NoiseFloor floor) {
    MetricName metric = Objects.requireNonNull(MetricName.of(floor.metric()), floor.metric());
    Scale scale = Scale.of(metric);
    Interval interval = floor.interval();
    String range =
        interval == null
            ? "–"
            : ChangeCells.percent(scale, interval.low())
                + " … "
                + ChangeCells.percent(scale, interval.high());
    String line =
        row(
            floor.metric(),
            ChangeCells.plain(scale, floor.scatter()),
            range,
            ChangeCells.plain(scale, floor.held()),
            ChangeCells.plain(scale, floor.margin()),
            ChangeCells.sign(floor.verdict()) + (floor.holds() ? "" : " " + floor.verdict()));
    String painted = floor.holds() ? style.pass(line.strip()) : style.warn(line.strip());
    StringBuilder text = new StringBuilder("    ").append(painted).append('\n');
    if (floor.verdict() != ChangeVerdict.NO_REGRESSION) {
      List<String> lines = Plain.wrap(floor.reason(), 90);
      lines.forEach(part -> text.append("      ").append(part).append('\n'));
    }
    return text.toString();
  }

  private static String row(String... cells) {
    return ROW.formatted((Object[]) cells).replace(System.lineSeparator(), "\n");
  }
}
