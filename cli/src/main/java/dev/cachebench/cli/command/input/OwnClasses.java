package dev.cachebench.cli.command.input;

import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.TargetConfig;
import dev.cachebench.scenarios.target.UserCacheException;
import dev.cachebench.scenarios.target.UserClasses;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads {@code --classpath}, and looks at the caches on it before anything runs. */
public final class OwnClasses {

  private static final String EVERY_JAR = "*";

  private OwnClasses() {}

  /**
   * Returns the files and folders of a class path after a look at every class of the scenario.
   *
   * @param classPath as for {@code java -cp}; empty is none
   * @throws UsageException if an entry is missing or a class cannot be a target
   */
  public static List<Path> of(String classPath, Scenario scenario) throws IOException {
    List<Path> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      if (!entry.isBlank()) {
        entries.addAll(entries(entry));
      }
    }
    try (UserClasses classes = new UserClasses(entries)) {
      scenario.targets().forEach(target -> check(target, classes));
    }
    return entries;
  }

  private static List<Path> entries(String entry) throws IOException {
    boolean isEveryJar = entry.endsWith(EVERY_JAR);
    String name = isEveryJar ? entry.substring(0, entry.length() - 1) : entry;
    Path path = Path.of(name).toAbsolutePath().normalize();
    if (!Files.exists(path)) {
      throw new UsageException(
          "there is no " + name + ", which --classpath names",
          "check the path; entries are separated by `" + File.pathSeparator + "`");
    }
    return isEveryJar ? jars(path) : List.of(path);
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static void check(TargetConfig target, UserClasses classes) {
    String name = target.className();
    if (name == null) {
      return;
    }
    try {
      classes.check(name);
    } catch (UserCacheException e) {
      throw new UsageException("target " + target.name() + ": " + e.getMessage(), e.hint());
    }
  }
}
