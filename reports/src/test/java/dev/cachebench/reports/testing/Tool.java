package dev.cachebench.reports.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs a program of the machine in a folder and returns what it printed. */
public record Tool(Path folder) {

  private static final int SECONDS = 120;

  public record Result(int status, String output) {}

  public Result run(String... command) {
    Path output = folder.resolve("output.txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Result(-1, String.join(" ", command) + " took more than " + SECONDS + " s");
      }
      return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return new Result(-1, command[0] + " is not installed");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Skips the test, and prints why, when the program is missing. */
  public void need(String program, String remedy) {
    boolean isThere = run(program, "--version").status() == 0;
    if (!isThere) {
      System.err.println("skipped: needs " + program + "; " + remedy);
    }
    assumeTrue(isThere, "needs " + program + "; " + remedy);
  }
}
