package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.cli.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a tree of its own, with a Maven that only pretends. */
final class LauncherIT {

  private static final Path JAR = Path.of("target/cachebench.jar").toAbsolutePath();
  private static final List<String> TOOLS =
      List.of(
          "cat",
          "cut",
          "date",
          "find",
          "head",
          "mkdir",
          "mv",
          "rm",
          "sed",
          "sh",
          "sleep",
          "tail",
          "touch",
          "stty",
          "cp",
          "readlink");

  @TempDir Path temp;
  private Path tree;
  private Path tools;
  private Path jar;

  @BeforeEach
  void plantTree() throws IOException {
    tree = Files.createDirectories(temp.resolve("my tree"));
    Files.createDirectories(tree.resolve("cli/bin"));
    Files.createDirectories(tree.resolve("cli/src/main/java"));
    Files.createDirectories(tree.resolve("cli/target"));
    Files.writeString(tree.resolve("pom.xml"), "<project/>");
    Files.copy(Path.of("bin/cachebench"), launcher());
    jar = tree.resolve("cli/target/cachebench.jar");
    tools = Files.createDirectories(temp.resolve("tools"));
    for (String tool : TOOLS) {
      Path installed = Path.of("/usr/bin", tool);
      Path real = Files.exists(installed) ? installed : Path.of("/bin", tool);
      script(tools.resolve(tool), "exec " + real + " \"$@\"\n");
    }
  }

  private Path launcher() {
    return tree.resolve("cli/bin/cachebench");
  }

  private void build() throws IOException {
    Files.copy(JAR, jar);
  }

  private void pretendMaven(String script) throws IOException {
    script(tools.resolve("mvn"), script);
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Program start(Map<String, String> environment, String... arguments) throws IOException {
    Map<String, String> all = new HashMap<>();
    all.put("PATH", tools.toString());
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.putAll(environment);
    String[] command = new String[arguments.length + 2];
    command[0] = "/bin/sh";
    command[1] = launcher().toString();
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    return Program.start(temp, all, command);
  }

  @Test
  void saysWhatIsMissingWithoutJava() throws Exception {
    try (Program program = start(Map.of("JAVA_HOME", "", "PATH", "/nonexistent"))) {
      assertThat(program.await()).isEqualTo(5);
      assertThat(program.err())
          .startsWith(
              "error: cachebench needs Java 17 or newer, and found none\n"
                  + "  JAVA_HOME: not set\n"
                  + "  PATH: no java on it\n"
                  + "  hint: install one (");
    }
  }

  @Test
  void saysWhichJavaIsTooOld() throws Exception {
    Path old = Files.createDirectories(temp.resolve("old/bin")).resolve("java");
    script(old, "echo 'openjdk version \"1.8.0_402\"' >&2\n");

    try (Program program = start(Map.of("JAVA_HOME", temp.resolve("old").toString()))) {
      assertThat(program.await()).isEqualTo(5);
      assertThat(program.err()).contains("  JAVA_HOME: " + old + " is Java 1.8.0_402\n");
    }
  }

  @Test
  void runsThePackagedJarFromAPathWithSpacesThroughALink() throws Exception {
    build();
    Path link = Files.createSymbolicLink(temp.resolve("cb"), Path.of("my tree/cli/bin/cachebench"));
    Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));

    try (Program program =
        Program.start(temp, environment, "/bin/sh", link.toString(), "--version")) {
      assertThat(program.await()).isZero();
      assertThat(program.out()).startsWith("cachebench ");
      assertThat(program.err()).isEmpty();
    }
  }

  @Test
  void passesArgumentsAndExitCodeOn() throws Exception {
    build();

    try (Program program = start(Map.of(), "validate", "no such file.yaml")) {
      assertThat(program.await()).isEqualTo(2);
      assertThat(program.err()).startsWith("error: there is no file no such file.yaml\n");
    }
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    try (Program program = start(Map.of(), "--version")) {
      assertThat(program.await()).isEqualTo(5);
      assertThat(program.err())
          .startsWith(
              "error: cachebench must be built first, and there is no Maven (mvn) on the PATH\n"
                  + "  hint: install it (");
    }
  }

  @Test
  void showsTheEndOfAFailedBuild() throws Exception {
    pretendMaven("echo '[ERROR] no such symbol'; exit 1\n");

    try (Program program = start(Map.of(), "--version")) {
      assertThat(program.await()).isEqualTo(5);
      assertThat(program.err())
          .startsWith("cachebench: building (first use;")
          .contains("error: the build failed; the end of ")
          .contains("  [ERROR] no such symbol\n");
    }
    assertThat(tree.resolve("cli/target/.building")).doesNotExist();
  }

  @Test
  void buildsOnceWhenItIsStartedTwice() throws Exception {
    Path count = temp.resolve("builds");
    pretendMaven("echo \"$*\" >>'%s'; sleep 1; cp '%s' '%s'\n".formatted(count, JAR, jar));

    try (Program one = start(Map.of(), "--version");
        Program two = start(Map.of(), "--version")) {
      assertThat(one.await()).isZero();
      assertThat(two.await()).isZero();
      assertThat(one.out()).startsWith("cachebench ").isEqualTo(two.out());
      assertThat(one.err() + two.err())
          .containsOnlyOnce("cachebench: built in ")
          .containsOnlyOnce("cachebench: waiting for the build of process ");
    }
    assertThat(count).content().hasLineCount(1).contains("package").contains("-Dchecks=off");
  }

  @Test
  void buildsAgainWhenASourceIsNewerOrGone() throws Exception {
    build();
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
    pretendMaven("touch '%s'\n".formatted(jar));

    try (Program program = start(Map.of(), "--version")) {
      assertThat(program.await()).isZero();
      assertThat(program.err()).startsWith("cachebench: building (sources are newer than the jar;");
    }
    try (Program program = start(Map.of(), "--version")) {
      assertThat(program.await()).isZero();
      assertThat(program.err()).isEmpty();
    }
  }

  @Test
  void takesOverTheLockOfAKilledBuild() throws Exception {
    Files.createDirectories(tree.resolve("cli/target/.building"));
    Files.writeString(tree.resolve("cli/target/.building/pid"), "999999999");
    pretendMaven("cp '%s' '%s'\n".formatted(JAR, jar));

    try (Program program = start(Map.of(), "--version")) {
      assertThat(program.await()).isZero();
      assertThat(program.err()).contains("cachebench: built in ");
    }
  }
}
