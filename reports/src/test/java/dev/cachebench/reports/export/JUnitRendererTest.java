package dev.cachebench.reports.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.render.Renderer;
import dev.cachebench.reports.testing.RendererContractTest;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.gate.Operator;
import dev.cachebench.scenarios.model.GateConfig;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JUnitRendererTest extends RendererContractTest {

  @Override
  protected Renderer renderer(RunData run) {
    return new JUnitRenderer();
  }

  @Override
  protected void read(String text) throws Exception {
    Document document = parse(text);
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("testsuites");
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    for (Element suite : elements(document, "testsuite")) {
      List<String> names =
          elements(suite.getElementsByTagName("testcase")).stream()
              .map(testCase -> testCase.getAttribute("name"))
              .toList();
      assertThat(names).doesNotHaveDuplicates().hasToString(names.toString());
      assertThat(suite.getAttribute("tests")).isEqualTo("" + names.size());
    }
  }

  private static Document parse(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> elements(Document document, String name) {
    return elements(document.getElementsByTagName(name));
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static Element inside(Document document, String gate) {
    return elements(document, "testcase").stream()
        .filter(testCase -> testCase.getAttribute("name").contains(gate))
        .flatMap(testCase -> elements(testCase.getElementsByTagName("*")).stream())
        .findFirst()
        .orElseThrow();
  }

  private static SyntheticRun run(GateConfig... gates) {
    return SyntheticRun.of(Scenarios.withGates(Scenarios.stampede(), gates));
  }

  private Document document(SyntheticRun run, JudgeOptions options) throws Exception {
    RunData data = run.data();
    return parse(render(data, Reports.of(data, options)));
  }

  @Test
  void whatIsInvalidIsAnErrorOfThatName() throws Exception {
    SyntheticRun run =
        run(
            Scenarios.gate("steady", "error-ratio", Operator.EQUAL, 0),
            Scenarios.gate("expiry", "service-time.p50", Operator.LESS, 1e6));
    run.details("generator", "hardened", "lag-p99-nanos", 500_000_000);

    Document document = document(run, JudgeOptions.defaults("0.1.0"));

    assertThat(inside(document, "error-ratio == 0").getTagName()).isEqualTo("system-out");
    Element invalid = inside(document, "service-time.p50");
    assertThat(invalid.getTagName()).isEqualTo("error");
    assertThat(invalid.getAttribute("type")).isEqualTo("INVALID");
  }

  @Test
  void failuresAndMissingFiguresAreToldApart() throws Exception {
    GateConfig skipped =
        new GateConfig(
            null, "expiry", Scenarios.expression("response-time.p99.9", Operator.LESS, 7), true);
    Document document =
        document(
            run(
                Scenarios.gate("steady", "response-time.p99", Operator.LESS, 20e6),
                Scenarios.gate("steady", "response-time.p99.99", Operator.LESS, 500e6),
                Scenarios.gate("steady", "speedup.mean", Operator.LESS, 9.4),
                skipped),
            JudgeOptions.defaults("0.1.0"));

    Element failure = inside(document, "response-time.p99 <");
    assertThat(failure.getTagName()).isEqualTo("failure");
    assertThat(failure.getAttribute("type")).isEqualTo("FAIL");
    assertThat(failure.getAttribute("message")).contains("27.9 ms, limit 20.0 ms");
    Element missing = inside(document, "response-time.p99.99");
    assertThat(missing.getAttribute("type")).isEqualTo("NO_DATA");
    Element noise = inside(document, "speedup.mean");
    assertThat(noise.getTagName()).isEqualTo("error");
    assertThat(noise.getAttribute("type")).isEqualTo("INCONCLUSIVE");
    assertThat(inside(document, "response-time.p99.9 <").getTagName()).isEqualTo("skipped");
    Element root = document.getDocumentElement();
    assertThat(root.getAttribute("tests")).isEqualTo("5");
    assertThat(root.getAttribute("failures")).isEqualTo("1");
    assertThat(root.getAttribute("errors")).isEqualTo("2");
  }

  @Test
  void whatOnlyWarnsIsSkipped() throws Exception {
    SyntheticRun run = run(Scenarios.gate("steady", "response-time.p99.99", Operator.LESS, 500e6));

    Document document = document(run, JudgeOptions.defaults("0.1.0").withUndecidedAsWarning());

    assertThat(inside(document, "p99.99").getTagName()).isEqualTo("skipped");
    assertThat(document.getDocumentElement().getAttribute("errors")).isEqualTo("0");
  }

  @Test
  void anInterruptedRunIsNoPassEvenWithoutGates() throws Exception {
    SyntheticRun run = run();
    run.events.removeIf(event -> event.event().equals("run-end"));

    Document document = document(run, JudgeOptions.defaults("0.1.0"));

    Element error = inside(document, "every arm");
    assertThat(error.getTagName()).isEqualTo("error");
    assertThat(error.getAttribute("type")).isEqualTo("INTERRUPTED");
  }

  @Test
  void anAbortedRunIsAFailure() throws Exception {
    SyntheticRun run = run();
    run.events.removeIf(event -> event.event().equals("run-end"));
    run.event(
        1,
        "hardened",
        "abort",
        "steady",
        Map.of("that", "error-ratio > 50%", "value", 0.9, "limit", 0.5, "over-seconds", 2));
    run.details("arm-end", "hardened", "status", "aborted");

    Element failure = inside(document(run, JudgeOptions.defaults("0.1.0")), "every arm");

    assertThat(failure.getTagName()).isEqualTo("failure");
    assertThat(failure.getAttribute("type")).isEqualTo("ABORTED");
  }

  @Test
  void aFailedArmIsNoPassEvenWithoutGates() throws Exception {
    SyntheticRun run = run();
    run.details("arm-end", "hardened", "status", "failed");

    RunData data = run.data();
    RunReport report = Reports.of(data, JudgeOptions.defaults("0.1.0"));
    Document document = parse(render(data, report));

    assertThat(inside(document, "every arm").getAttribute("type")).isEqualTo("ARM_FAILED");
  }

  @Test
  void aRequiredClaimIsATestCase() throws Exception {
    Document document = parse(render(Scenarios.named("n")));

    assertThat(inside(document, "n mean").getTagName()).isIn("system-out", "failure");
  }
}
