package dev.cachebench.reports.html;

import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.html.data.PageData;
import dev.cachebench.reports.html.data.PageDataReader;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.render.Renderer;
import dev.cachebench.scenarios.result.DamagedRunException;
import dev.cachebench.scenarios.yaml.ScenarioWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders a report as one HTML file that loads nothing: {@code report.html}.
 *
 * <p>Texts are escaped, the charts' data is JSON in which no character can end its element, and the
 * page forbids itself every network access. Immutable.
 */
public final class HtmlRenderer implements Renderer {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

  /** Longest scenario that is shown; nobody writes one of that length. */
  private static final int MOST_LINES = 2_000;

  private final PageData data;
  private final List<String> scenario;

  private HtmlRenderer(PageData data, List<String> scenario) {
    this.data = data;
    this.scenario = scenario;
  }

  /**
   * Creates one for a run.
   *
   * @param runDir the run directory
   * @param run the files that were read from it
   * @throws DamagedRunException if {@code intervals.hlog} is missing or damaged
   */
  public static HtmlRenderer of(Path runDir, RunData run) {
    List<String> lines = ScenarioWriter.write(run.scenario()).lines().limit(MOST_LINES).toList();
    return new HtmlRenderer(PageDataReader.read(runDir, run), lines);
  }

  @Override
  public String render(RunReport report, String runDirectory) {
    Map<String, String> parts =
        Map.of(
            "title", Html.escape(report.scenario() + ": " + report.verdict().state()),
            "style", PageAssets.style(),
            "body", new PageBody(report, data, scenario).html(),
            "data", json(data),
            "uplot", PageAssets.uplot(),
            "script", PageAssets.script());
    // One pass, so that nothing inside of a part is taken for a place.
    return PLACE
        .matcher(PageAssets.template())
        .replaceAll(
            place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), place.group())));
  }

  /** Returns JSON in which no text can end the script element or begin a comment. */
  static String json(PageData data) {
    return MAPPER
        .writeValueAsString(data)
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e");
  }
}
