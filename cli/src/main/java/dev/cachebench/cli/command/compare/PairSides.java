package dev.cachebench.cli.command.compare;

import dev.cachebench.cli.command.arm.ForkedArms;
import dev.cachebench.cli.command.input.TargetSelection;
import dev.cachebench.cli.command.input.ToolVersion;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.scenarios.arm.ArmMain;
import dev.cachebench.scenarios.model.Role;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipException;

/**
 * The two sides of {@code run --pairs}: two builds of the same targets, or two targets of one
 * build.
 *
 * @param base the one
 * @param candidate the other
 * @param against the base's target where it has another name; empty when targets are the same
 */
public record PairSides(PairArm base, PairArm candidate, List<String> against) {

  private static final int DIGITS = 12;

  public PairSides {
    against = List.copyOf(against);
  }

  /**
   * Returns two builds of the scenario's candidates.
   *
   * @param jar the baseline's
   * @throws UsageException if it is no jar of this tool, or nothing is a candidate
   */
  public static PairSides ofBuilds(Scenario scenario, Path jar) throws IOException {
    check(jar);
    List<String> candidates =
        scenario.targets().stream()
            .filter(target -> target.role() == Role.CANDIDATE)
            .map(TargetConfig::name)
            .toList();
    if (candidates.isEmpty()) {
      throw new UsageException(
          "--pairs compares candidates, but the scenario has none",
          "leave `role` out of a target, or compare two targets without --baseline-jar");
    }
    Scenario narrowed = narrowed(scenario, candidates);
    String build = jar.getFileName() + ", sha256 " + digest(jar).substring(0, DIGITS);
    return new PairSides(
        new PairArm(PairArm.BASELINE, build, ForkedArms.jvm(jar.toString()), narrowed),
        new PairArm(PairArm.CANDIDATE, ToolVersion.text(), ForkedArms.jvm(), narrowed),
        List.of());
  }

  /**
   * Returns two targets of this build; what is no candidate is the base, else the first.
   *
   * @throws UsageException if there are not two
   */
  public static PairSides ofTargets(Scenario scenario) {
    List<TargetConfig> targets = scenario.targets();
    if (targets.size() != 2) {
      throw new UsageException(
          "--pairs without --baseline-jar compares two targets, but the scenario has %d: %s"
              .formatted(
                  targets.size(),
                  String.join(", ", targets.stream().map(TargetConfig::name).toList())),
          "name two with --target, or another build with --baseline-jar");
    }
    boolean isSecondBase =
        targets.get(0).role() == Role.CANDIDATE && targets.get(1).role() != Role.CANDIDATE;
    String base = targets.get(isSecondBase ? 1 : 0).name();
    String candidate = targets.get(isSecondBase ? 0 : 1).name();
    return new PairSides(
        arm(PairArm.BASELINE, narrowed(scenario, List.of(base))),
        arm(PairArm.CANDIDATE, narrowed(scenario, List.of(candidate))),
        List.of(base));
  }

  /** Returns the same build twice: what differs then is noise. */
  static PairSides ofNothing(Scenario scenario) {
    return new PairSides(
        arm(PairArm.BASELINE, scenario), arm(PairArm.CANDIDATE, scenario), List.of());
  }

  private static PairArm arm(String word, Scenario scenario) {
    return new PairArm(word, ToolVersion.text(), ForkedArms.jvm(), scenario);
  }

  /** Leaves rules out that need the other targets; the pairs are compared, not judged. */
  private static Scenario narrowed(Scenario scenario, List<String> targets) {
    return new TargetSelection(targets, unheard -> {}).of(scenario);
  }

  private static void check(Path jar) throws IOException {
    String main = ArmMain.class.getName().replace('.', '/') + ".class";
    if (Files.isRegularFile(jar)) {
      try (JarFile file = new JarFile(jar.toFile())) {
        if (file.getEntry(main) != null) {
          return;
        }
      } catch (ZipException e) {
        throw new UsageException(jar + " is no jar file", "build one with `cli/bin/cachebench`");
      }
    }
    throw new UsageException(
        jar + (Files.exists(jar) ? " is no jar of cachebench" : " does not exist"),
        "name the jar of the build to compare with, such as a copy of cli/target/cachebench.jar");
  }

  private static String digest(Path jar) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
