package dev.cachebench.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.assertj.core.api.Assertions;

/** Which module and package may know which. */
@AnalyzeClasses(packages = "dev.cachebench", importOptions = MainCode.class)
final class ModulesTest {

  @ArchTest
  static final ArchRule modulesDependInOneDirection =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("engine")
          .definedBy("dev.cachebench.engine..")
          .layer("scenarios")
          .definedBy("dev.cachebench.scenarios..")
          .layer("reports")
          .definedBy("dev.cachebench.reports..")
          .layer("cli")
          .definedBy("dev.cachebench.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("reports")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("scenarios")
          .mayOnlyBeAccessedByLayers("reports", "cli")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("scenarios", "reports", "cli")
          .because(
              "the engine is a library that a service embeds, and each module on it is optional");

  @ArchTest static final ArchRule packagesOfTheEngineHaveNoCycles = noCyclesIn("engine");

  @ArchTest static final ArchRule packagesOfScenariosHaveNoCycles = noCyclesIn("scenarios");

  @ArchTest static final ArchRule packagesOfReportsHaveNoCycles = noCyclesIn("reports");

  @ArchTest static final ArchRule packagesOfTheCommandLineHaveNoCycles = noCyclesIn("cli");

  @ArchTest
  static final ArchRule lettuceStaysBehindTheTierAndTheTargets =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.cachebench.engine.redis..",
              "dev.cachebench.scenarios.target..",
              "dev.cachebench.scenarios.micro..",
              "dev.cachebench.scenarios.redis..")
          .and()
          // The border of an arm: it catches what any target's client may throw.
          .doNotHaveFullyQualifiedName("dev.cachebench.scenarios.arm.ArmMain")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.lettuce..")
          .because("one place decides how Redis is spoken to in each role");

  @ArchTest
  static final ArchRule yamlStaysInTheReader =
      onlyIn(
          "org.snakeyaml..",
          "scenario files are read by one grammar with one kind of error",
          "dev.cachebench.scenarios.yaml..");

  @ArchTest
  static final ArchRule picocliStaysInTheCommandLine =
      onlyIn("picocli..", "nothing else has options", "dev.cachebench.cli..");

  @ArchTest
  static final ArchRule caffeineStaysInTheMemoryTier =
      onlyIn(
          "com.github.benmanes.caffeine..",
          "the rest of the engine knows L1 by its interface; a sweep asks Caffeine itself",
          "dev.cachebench.engine.memory..",
          "dev.cachebench.scenarios.micro..",
          "dev.cachebench.scenarios.sim..");

  @ArchTest
  static final ArchRule jmhStaysInTheMicroBenchmarks =
      onlyIn(
          "org.openjdk.jmh..",
          "the command line asks for a run and reads its results",
          "dev.cachebench.scenarios.micro..");

  @ArchTest
  static final ArchRule nettyStaysWhereConnectionsAreMade =
      onlyIn(
          "io.netty..",
          "connections are made by the tier, the targets and the proxy",
          "dev.cachebench.engine.redis..",
          "dev.cachebench.scenarios.target..",
          "dev.cachebench.scenarios.proxy..");

  @ArchTest
  static final ArchRule toxiproxysClientStaysInTheFaults =
      onlyIn(
          "eu.rekawek..",
          "one place drives proxies, the bundled one or a real one alike",
          "dev.cachebench.scenarios.fault..");

  @ArchTest
  static final ArchRule resilience4jStaysInTheBreaker =
      onlyIn(
          "io.github.resilience4j..",
          "the rest of the engine knows the breaker by its interface",
          "dev.cachebench.engine.breaker..");

  @ArchTest
  static final ArchRule micrometerStaysInObservation =
      onlyIn(
          "io.micrometer..",
          "meters are optional: a cache without them needs no Micrometer",
          "dev.cachebench.engine.observe..");

  @ArchTest
  static final ArchRule prometheusStaysWhereRunsAreWatched =
      onlyIn(
          "io.prometheus..",
          "figures of a run that goes on are one more reader of its lines",
          "dev.cachebench.reports.live..",
          "dev.cachebench.cli.live..");

  @ArchTest
  static final ArchRule histogramsStayOutOfTheEngine =
      noClasses()
          .that()
          .resideInAPackage("dev.cachebench.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.HdrHistogram..", "tools.jackson..", "com.fasterxml..")
          .because("the engine knows nothing of benchmarks and files")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule internalPackagesStayInTheirModule =
      classes()
          .that()
          .resideInAPackage("..internal..")
          .should(beUsedInTheirModuleOnly())
          .because("what is internal may change without a word")
          .allowEmptyShould(true);

  @ArchTest
  static void everyModuleIsLookedAt(JavaClasses classes) {
    Assertions.assertThat(classes.stream().map(ModulesTest::module).distinct())
        .contains("engine", "scenarios", "reports", "cli");
  }

  private static ArchRule noCyclesIn(String module) {
    return slices()
        .matching("dev.cachebench." + module + ".(**)")
        .should()
        .beFreeOfCycles()
        .because("a package that can be read alone can be understood")
        .allowEmptyShould(true);
  }

  private static ArchRule onlyIn(String library, String reason, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(reason)
        .allowEmptyShould(true);
  }

  private static ArchCondition<JavaClass> beUsedInTheirModuleOnly() {
    return new ArchCondition<>("be used in their module only") {
      @Override
      public void check(JavaClass internal, ConditionEvents events) {
        internal.getDirectDependenciesToSelf().stream()
            .filter(use -> !module(use.getOriginClass()).equals(module(internal)))
            .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
      }
    };
  }

  private static String module(JavaClass type) {
    return type.getPackageName()
        .replaceFirst("^dev\\.cachebench\\.?", "")
        .replaceFirst("\\..*", "");
  }
}
