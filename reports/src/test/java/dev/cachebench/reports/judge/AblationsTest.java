package dev.cachebench.reports.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.reports.model.Ablation;
import dev.cachebench.reports.model.PhaseReport;
import dev.cachebench.reports.model.TargetReport;
import dev.cachebench.reports.render.AblationTable;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import dev.cachebench.scenarios.yaml.ScenarioWriter;
import dev.cachebench.scenarios.yaml.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AblationsTest {

  private static Scenario scenario(String more) {
    return ScenarioReader.read(
        "x.yaml",
        """
        version: 1
        scenario: x
        proxy: embedded
        origin: {service-time: 20ms}
        keys: {count: 100}
        targets:
          whole: {preset: hardened}
          less: {preset: hardened, coalescing: off}
          other: {preset: hardened, coalescing: off, fence: off}
          reviewed: {preset: reviewed}
        load: {rate: 100/s}
        phases: [{name: calm, duration: 8s}, {name: storm, duration: 8s}]
        """
            + more,
        List.of());
  }

  private static List<Ablation> find(Scenario scenario) {
    List<TargetReport> reports = new ArrayList<>();
    double value = 1;
    for (TargetConfig target : scenario.targets()) {
      List<PhaseReport> phases = new ArrayList<>();
      for (var phase : scenario.phases()) {
        value++;
        Map<String, Double> metrics = Map.of("origin-rate", value, "mean", 5.0);
        phases.add(
            new PhaseReport(
                phase.name(), 8, metrics, Map.of(), Map.of(), Map.of(), Map.of(), null, Map.of()));
      }
      reports.add(
          new TargetReport(
              target.name(),
              target.preset(),
              Role.CANDIDATE,
              1,
              null,
              null,
              null,
              phases,
              phases.get(0)));
    }
    return new Ablations(scenario, reports).find();
  }

  @Test
  void findsTargetsThatDifferInOneMechanism() {
    assertThat(find(scenario("")))
        .extracting(a -> a.target() + " - " + a.mechanism() + " = " + a.without())
        .containsExactly("whole - coalescing = less", "less - fence = other");
  }

  @Test
  void controlsAreNotTakenApart() {
    Scenario scenario =
        ScenarioReader.read(
            "x.yaml",
            ScenarioWriter.write(scenario("")),
            List.of(new Setting("targets.less.role", "control")));

    assertThat(find(scenario)).extracting(Ablation::target).containsExactly("whole");
  }

  @Test
  void comparesWhereAFaultStrikes() {
    Ablation first = find(scenario("faults: [{fault: down, during: storm}]")).get(0);

    assertThat(first.figures())
        .containsExactly(new Ablation.Figure("storm", "origin-rate", 3.0, 5.0));
  }

  @Test
  void comparesEverywhereWhereNoneDoes() {
    assertThat(find(scenario("")).get(0).figures())
        .extracting(Ablation.Figure::phase)
        .containsExactly("calm", "storm");
  }

  @Test
  void theTableBeginsWithEverything() {
    List<Ablation> all = find(scenario("faults: [{fault: down, during: storm}]"));
    AblationTable table = new AblationTable(all.subList(0, 1));

    assertThat(AblationTable.targets(all)).containsExactly("whole", "less");
    assertThat(table.phases()).containsExactly("storm");
    assertThat(table.headings("storm")).containsExactly("without", "origin/s");
    assertThat(table.rows("storm"))
        .containsExactly(List.of("–", "3.00/s"), List.of("coalescing", "5.00/s"));
  }
}
