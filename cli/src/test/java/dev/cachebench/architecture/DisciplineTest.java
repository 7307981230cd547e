package dev.cachebench.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** How code is written: where time and chance come from, what data looks like, what is visible. */
@AnalyzeClasses(packages = "dev.cachebench", importOptions = MainCode.class)
final class DisciplineTest {

  @ArchTest
  static final ArchRule clocksAreReadInOnePlacePerModule =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.cachebench.engine.time..", "dev.cachebench.scenarios.arm..")
          .and()
          .doNotHaveFullyQualifiedName("dev.cachebench.scenarios.measure.RunClock")
          .and()
          // What a clock costs is what this one measures.
          .doNotHaveFullyQualifiedName("dev.cachebench.scenarios.micro.Clocks")
          .should(callMethodWhere(target(owner(is(System.class))).and(target(name("nanoTime")))))
          .orShould(
              callMethodWhere(
                  target(owner(is(System.class))).and(target(name("currentTimeMillis")))))
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .because("what takes its time from outside can be tested without waiting");

  @ArchTest
  static final ArchRule chanceIsSeeded =
      noClasses()
          .should()
          .callMethod(ThreadLocalRandom.class, "current")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(Random.class)
          .because("the same seed gives the same run; generators are passed in with their seed");

  @ArchTest
  static final ArchRule nothingSleeps =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.cachebench.scenarios.measure.RunClock")
          .should(callMethodWhere(target(owner(is(Thread.class))).and(target(name("sleep")))))
          .orShould(callMethodWhere(target(owner(is(TimeUnit.class))).and(target(name("sleep")))))
          .because("what waits should wait for something, on a clock that a test can move");

  @ArchTest
  static final ArchRule configurationsAreRecords =
      classes()
          .that()
          .haveSimpleNameEndingWith("Config")
          .should()
          .beRecords()
          .because("a configuration is data, valid from its construction on")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule fieldsAreNotPublic =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .arePublic()
          .and()
          .areNotStatic()
          .should()
          .bePublic()
          .because("a field that everybody sees cannot change");

  @ArchTest
  static final ArchRule nothingStaticChanges =
      fields()
          .that()
          .areStatic()
          .should()
          .beFinal()
          .because("there is no state that outlives its owner");

  @ArchTest
  static final ArchRule modelsAreData =
      classes()
          .that()
          .resideInAnyPackage("dev.cachebench.scenarios.model..", "dev.cachebench.reports.model..")
          .and()
          .areNotAnonymousClasses()
          .and()
          .doNotHaveSimpleName("package-info")
          .and()
          .doNotHaveFullyQualifiedName("dev.cachebench.reports.model.Figures") // words of figures
          .should(ArchCondition.from(isData()))
          .because("what a scenario says and what a report says is read, not executed");

  @ArchTest
  static final ArchRule publicTypesAreClosed =
      classes()
          .that()
          .arePublic()
          .and()
          .areNotInterfaces()
          .and()
          .areNotAnnotations()
          .and()
          .doNotHaveModifier(JavaModifier.ABSTRACT)
          .and()
          // JMH extends them.
          .areNotAnnotatedWith("org.openjdk.jmh.annotations.BenchmarkMode")
          .and()
          .areNotAnnotatedWith("org.openjdk.jmh.annotations.State")
          .and()
          .areNotEnums()
          .should()
          .haveModifier(JavaModifier.FINAL)
          .because("what was not made for inheritance is final");

  @ArchTest
  static final ArchRule commandsDoNotCallEachOther =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Command")
          .and()
          .resideInAPackage("dev.cachebench.cli.command..")
          .should(dependOnAnotherCommand())
          .because("a command is read alone; what two of them need is a class of its own");

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    var marked =
        classes.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .filter(type -> type.isAnnotatedWith(NullMarked.class))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());
    var unmarked =
        classes.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !marked.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(unmarked)
        .as("packages without @NullMarked: NullAway looks at marked ones only")
        .isEmpty();
  }

  private static ArchCondition<JavaClass> dependOnAnotherCommand() {
    return new ArchCondition<>("depend on another command") {
      @Override
      public void check(JavaClass command, ConditionEvents events) {
        command.getDirectDependenciesFromSelf().stream()
            .filter(use -> isCommand(use.getTargetClass()))
            .filter(use -> !use.getTargetClass().equals(command))
            .forEach(use -> events.add(SimpleConditionEvent.satisfied(use, use.getDescription())));
      }
    };
  }

  private static boolean isCommand(JavaClass type) {
    return type.getPackageName().startsWith("dev.cachebench.cli.command")
        && type.getSimpleName().endsWith("Command");
  }

  private static DescribedPredicate<JavaClass> is(Class<?> type) {
    return DescribedPredicate.describe(type.getSimpleName(), owner -> owner.isEquivalentTo(type));
  }

  private static DescribedPredicate<JavaClass> isData() {
    return DescribedPredicate.describe(
        "be a record, an enum, an exception or a sealed interface",
        type ->
            type.isRecord()
                || type.isEnum()
                || type.isAssignableTo(Throwable.class)
                || (type.isInterface() && type.reflect().isSealed()));
  }
}
