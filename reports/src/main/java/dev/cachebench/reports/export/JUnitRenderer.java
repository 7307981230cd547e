package dev.cachebench.reports.export;

import dev.cachebench.reports.model.ClaimResult;
import dev.cachebench.reports.model.GateResult;
import dev.cachebench.reports.model.GateState;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.RunStatus;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.model.Verdict;
import dev.cachebench.reports.model.Warning;
import dev.cachebench.reports.render.Renderer;
import dev.cachebench.reports.render.Words;
import dev.cachebench.scenarios.gate.MetricClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Renders a report as JUnit XML: {@code junit.xml}. Gates are test cases, targets are suites;
 * required claims and the run itself have suites of their own.
 *
 * <p>FAIL is a failure; what is undecided is an error whose type names the answer, and skipped
 * where it is no more than a warning. Keeps to what every version of Jenkins' schema allows: {@code
 * skipped} holds its reason as text, without attributes. Immutable.
 */
public final class JUnitRenderer implements Renderer {

  private static final String RUN = "run";
  private static final String CLAIMS = "claims";

  /** Creates one. */
  public JUnitRenderer() {}

  /** How a test case ends; the words are elements of the format. */
  private enum Ending {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  /**
   * A test case.
   *
   * @param suite the suite that it is in
   * @param name unique in its suite
   * @param seconds measured time that was judged
   * @param type the answer in one word
   * @param message figures and reason
   */
  private record Case(
      String suite, String name, double seconds, Ending ending, String type, String message) {}

  @Override
  public String render(RunReport report, String runDirectory) {
    List<Case> cases = cases(report);
    Xml xml = new Xml();
    xml.open(
        "testsuites",
        "name",
        report.scenario(),
        "tests",
        count(cases, null),
        "failures",
        count(cases, Ending.FAILURE),
        "errors",
        count(cases, Ending.ERROR),
        "time",
        seconds(cases.stream().mapToDouble(Case::seconds).sum()));
    Map<String, List<Case>> suites = new LinkedHashMap<>();
    cases.forEach(c -> suites.computeIfAbsent(c.suite(), any -> new ArrayList<>()).add(c));
    suites.forEach((name, of) -> suite(report, name, of, xml));
    return xml.close("testsuites").toString();
  }

  private static void suite(RunReport report, String name, List<Case> cases, Xml xml) {
    String fullName = report.scenario() + "." + name;
    List<String> attributes = new ArrayList<>(List.of("name", fullName));
    attributes.addAll(List.of("tests", count(cases, null)));
    attributes.addAll(List.of("failures", count(cases, Ending.FAILURE)));
    attributes.addAll(List.of("errors", count(cases, Ending.ERROR)));
    attributes.addAll(List.of("skipped", count(cases, Ending.SKIPPED)));
    attributes.addAll(List.of("time", seconds(cases.stream().mapToDouble(Case::seconds).sum())));
    if (report.environment().get("started") instanceof String started) {
      // Jenkins' own files have neither fractions nor a zone.
      attributes.addAll(List.of("timestamp", started.replaceFirst("[.Z].*$", "")));
    }
    xml.open("testsuite", attributes.toArray(String[]::new));
    xml.open("properties");
    properties(report).forEach((key, value) -> xml.empty("property", "name", key, "value", value));
    xml.close("properties");
    cases.forEach(each -> testCase(each, fullName, xml));
    xml.close("testsuite");
  }

  private static Map<String, String> properties(RunReport report) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("verdict", report.verdict().state().name());
    properties.put("seed", Long.toString(report.seed()));
    properties.put("cachebench", report.toolVersion());
    for (MetricClass metricClass : MetricClass.values()) {
      properties.put(
          "validity." + metricClass.word(), report.validity().of(metricClass).state().name());
    }
    return properties;
  }

  private static void testCase(Case of, String className, Xml xml) {
    String[] attributes = {
      "name", of.name(), "classname", className, "time", seconds(of.seconds())
    };
    xml.open("testcase", attributes);
    switch (of.ending()) {
      case PASSED -> xml.leaf("system-out", of.message());
      case SKIPPED -> xml.leaf("skipped", of.type() + ": " + of.message());
      case FAILURE, ERROR ->
          xml.leaf(
              of.ending().name().toLowerCase(Locale.ROOT),
              of.name() + ": " + of.message(),
              "type",
              of.type(),
              "message",
              of.message());
    }
    xml.close("testcase");
  }

  private static List<Case> cases(RunReport report) {
    boolean isLenient = isLenient(report.verdict());
    List<Case> cases = new ArrayList<>();
    for (TargetReport target : report.targets()) {
      for (GateResult gate : report.gates()) {
        if (gate.target().equals(target.name())) {
          cases.add(gate(gate, target, isLenient));
        }
      }
    }
    for (ClaimResult claim : report.claims()) {
      if (claim.require()) {
        cases.add(claim(claim));
      }
    }
    cases.add(run(report, isLenient));
    return unique(cases);
  }

  /** Whether the process exits with 0 although something is undecided. */
  private static boolean isLenient(Verdict verdict) {
    return verdict.state() == Verdict.State.UNDECIDED && verdict.exitCode() == 0;
  }

  private static Case gate(GateResult gate, TargetReport target, boolean isLenient) {
    PhaseReport phase = target.phase(gate.phase());
    return new Case(
        target.name(),
        gate.phase() + ": " + gate.text(),
        phase == null ? 0 : phase.seconds(),
        ending(gate, isLenient),
        gate.state().name(),
        gate.reason());
  }

  private static Ending ending(GateResult gate, boolean isLenient) {
    if (gate.state() == GateState.PASS) {
      return Ending.PASSED;
    }
    if (gate.state() == GateState.FAIL) {
      return Ending.FAILURE;
    }
    return gate.isSkipped() || isLenient ? Ending.SKIPPED : Ending.ERROR;
  }

  private static Case claim(ClaimResult claim) {
    String verdict = claim.answer().verdict().name();
    return new Case(
        CLAIMS,
        claim.answer().claim() + " " + claim.answer().metric(),
        0,
        verdict.equals("CONFIRMED") ? Ending.PASSED : Ending.FAILURE,
        verdict,
        claim.reason());
  }

  /** Says what concerns no gate alone: whether the run and its arms came to their end. */
  private static Case run(RunReport report, boolean isLenient) {
    String name = "every arm came to its end";
    if (report.status() == RunStatus.INTERRUPTED) {
      return new Case(RUN, name, 0, Ending.ERROR, "INTERRUPTED", "the run was interrupted");
    }
    for (Warning warning : report.warnings()) {
      if (warning.kind() == Warning.Kind.ABORTED) {
        return new Case(RUN, name, 0, Ending.FAILURE, "ABORTED", warning.text());
      }
      if (warning.kind() == Warning.Kind.ARM_FAILED) {
        Ending ending = isLenient ? Ending.SKIPPED : Ending.ERROR;
        return new Case(RUN, name, 0, ending, "ARM_FAILED", warning.text());
      }
    }
    String validity = Words.validity(report.validity());
    return new Case(RUN, name, 0, Ending.PASSED, "PASS", validity);
  }

  /** Numbers cases of the same name, since readers tell them apart by it. */
  private static List<Case> unique(List<Case> cases) {
    Map<String, Integer> seen = new LinkedHashMap<>();
    List<Case> unique = new ArrayList<>();
    for (Case c : cases) {
      int times = seen.merge(c.suite() + "\n" + c.name(), 1, Integer::sum);
      String name = times == 1 ? c.name() : c.name() + " (" + times + ")";
      unique.add(new Case(c.suite(), name, c.seconds(), c.ending(), c.type(), c.message()));
    }
    return unique;
  }

  private static String count(List<Case> cases, @Nullable Ending ending) {
    return Long.toString(
        cases.stream().filter(c -> ending == null || c.ending() == ending).count());
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
