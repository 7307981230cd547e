package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.yaml.Problem.SourceLine;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Findings;
import dev.cachebench.scenarios.yaml.tree.Findings.Finding;
import dev.cachebench.scenarios.yaml.tree.Node;
import dev.cachebench.scenarios.yaml.tree.SettingsOverlay;
import dev.cachebench.scenarios.yaml.tree.Source;
import dev.cachebench.scenarios.yaml.tree.Span;
import dev.cachebench.scenarios.yaml.tree.YamlTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads scenario files: every problem at once, each with its place and what to write instead.
 *
 * <p>{@link #read} is for what shall run, {@link #parse} also takes what this version cannot do
 * yet.
 */
public final class ScenarioReader {
  /** The largest file that is read, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  private static final Pattern TAB_INDENT = Pattern.compile("^ *\\t[ \\t]*[^\\s#]");
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private ScenarioReader() {}

  /**
   * Reads a scenario that shall run.
   *
   * @param sourceName how messages call the text
   * @param text the file
   * @param settings laid over the file, in order
   * @throws InvalidScenarioException when anything is wrong or not available yet
   */
  public static Scenario read(String sourceName, String text, List<Setting> settings) {
    return readDocument(sourceName, text, settings).scenario();
  }

  /**
   * Reads a scenario file that shall run.
   *
   * @throws InvalidScenarioException when anything is wrong or not available yet; also when the
   *     file is too large or not UTF-8
   * @throws IOException when the file cannot be read
   */
  public static ScenarioDocument readFile(Path file, List<Setting> settings) throws IOException {
    return available(parse(file.toString(), textOf(file), settings));
  }

  /**
   * Reads a scenario that shall run, with its sweep if it has one.
   *
   * @param sourceName how messages call the text
   * @param text the file
   * @param settings laid over the file, in order
   * @throws InvalidScenarioException when anything is wrong or not available yet
   */
  public static ScenarioDocument readDocument(
      String sourceName, String text, List<Setting> settings) {
    return available(parse(sourceName, text, settings));
  }

  private static ScenarioDocument available(ScenarioDocument document) {
    if (!document.unavailable().isEmpty()) {
      throw new InvalidScenarioException(document.unavailable());
    }
    return document;
  }

  /**
   * Reads a scenario, whether this version can run it or not.
   *
   * @throws InvalidScenarioException when anything is wrong; it also names what is not available
   *     yet
   */
  public static ScenarioDocument parse(String sourceName, String text, List<Setting> settings) {
    return parse(sourceName, text, settings, false);
  }

  private static ScenarioDocument parse(
      String sourceName, String text, List<Setting> settings, boolean isPoint) {
    Findings findings = new Findings();
    Source source =
        Source.of(
            sourceName,
            0,
            !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text);
    Node root = tree(source, settings, findings);
    if (root == null) {
      throw new InvalidScenarioException(problems(findings.problems()));
    }
    Cursor cursor = new Cursor(root, "", root.span(), findings);
    Scenario scenario = new RootReader(cursor).scenario();
    Cursor sweep = isPoint || !findings.isClean() ? null : cursor.inside("sweep");
    List<SweepPoint> points =
        sweep == null
            ? List.of()
            : new SweepReader(
                    more -> parse(sourceName, text, together(settings, more), true), findings)
                .points(sweep);
    if (!findings.isClean()) {
      List<Finding> all =
          Stream.concat(findings.problems().stream(), findings.unavailable().stream())
              .sorted(Comparator.comparing(Finding::span))
              .toList();
      throw new InvalidScenarioException(problems(all));
    }
    return new ScenarioDocument(scenario, problems(findings.unavailable()), points);
  }

  private static List<Setting> together(List<Setting> settings, List<Setting> more) {
    return Stream.concat(settings.stream(), more.stream()).toList();
  }

  private static @Nullable Node tree(Source source, List<Setting> settings, Findings findings) {
    if (source.text().length() > MAX_BYTES) {
      findings.problem(
          source.span(1, 1, 1), "", "is larger than 1 MiB", "a scenario is a page or two");
      return null;
    }
    if (source.text().isBlank()) {
      findings.problem(source.span(1, 1, 1), "", "the file is empty", EMPTY_HINT);
      return null;
    }
    findTabs(source, findings);
    if (!findings.isClean()) {
      return null;
    }
    Node root = YamlTree.read(source, findings);
    if (root == null && findings.isClean()) {
      findings.problem(source.span(1, 1, 1), "", "the file holds nothing but comments", EMPTY_HINT);
    }
    return root instanceof Node.Mapping || root == null
        ? root == null ? null : overlay(root, settings, findings)
        : noMapping(root, findings);
  }

  private static final String EMPTY_HINT =
      "`cachebench scenarios copy quickstart` writes one to begin with";

  private static @Nullable Node noMapping(Node root, Findings findings) {
    if (findings.isClean()) {
      findings.problem(
          root.span(), "", "expected a mapping, but was " + root.kind(), "begin with `version: 1`");
    }
    return null;
  }

  private static void findTabs(Source source, Findings findings) {
    for (int i = 0; i < source.lines().size(); i++) {
      Matcher matcher = TAB_INDENT.matcher(source.lines().get(i));
      if (matcher.find()) {
        int tab = source.lines().get(i).indexOf('\t');
        findings.problem(
            source.span(i + 1, tab + 1, 1),
            "",
            "the line is indented with a tab",
            "indent with spaces, two for each level");
      }
    }
  }

  private static Node overlay(Node root, List<Setting> settings, Findings findings) {
    SettingsOverlay overlay = new SettingsOverlay(ScenarioKeys.ROOT, findings);
    Node tree = root;
    int order = 0;
    for (Setting setting : settings) {
      order++;
      Source source = Source.of("--set", order, setting.path() + "=" + setting.value());
      tree = overlay.apply(tree, source, setting.path().length());
    }
    return tree;
  }

  private static List<Problem> problems(List<Finding> findings) {
    return findings.stream().distinct().limit(Findings.LIMIT).map(ScenarioReader::problem).toList();
  }

  private static Problem problem(Finding finding) {
    Span span = finding.span();
    List<SourceLine> excerpt = new ArrayList<>();
    for (int line = Math.max(1, span.line() - 1); line <= span.line(); line++) {
      excerpt.add(new SourceLine(line, span.source().line(line)));
    }
    return new Problem(
        span.source().name(),
        span.line(),
        span.column(),
        span.length(),
        finding.path(),
        Source.masked(finding.message()),
        finding.hint() == null ? null : Source.masked(finding.hint()),
        excerpt);
  }

  private static String textOf(Path file) throws IOException {
    long bytes = Files.size(file);
    if (bytes > MAX_BYTES) {
      throw wholeFile(
          file,
          "is larger than 1 MiB: " + bytes + " bytes",
          "a scenario is a page or two; is this the file you meant?");
    }
    byte[] content = Files.readAllBytes(file);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw wholeFile(file, "is not UTF-8", "save it as UTF-8");
    }
  }

  private static InvalidScenarioException wholeFile(Path file, String message, String hint) {
    return new InvalidScenarioException(
        List.of(new Problem(file.toString(), 1, 1, 1, "", message, hint, List.of())));
  }
}
