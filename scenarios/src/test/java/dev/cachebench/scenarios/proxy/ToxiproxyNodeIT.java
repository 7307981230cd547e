package dev.cachebench.scenarios.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** npm's toxiproxy-node-client, unchanged, drives the bundled proxy through every call it has. */
@Timeout(180)
class ToxiproxyNodeIT extends ProxyTestCase {

  private static final String CLIENT = "toxiproxy-node-client@4.1.0";

  @TempDir Path folder;

  private record Result(int status, String output) {}

  private Result run(String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      return new Result(-1, command[0] + " is not installed");
    }
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return new Result(-1, String.join(" ", command) + " took more than 90 s");
    }
    return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }

  @Test
  void answersEveryCall() throws Exception {
    for (String program : List.of("node", "npm")) {
      Result found = run(program, "--version");
      assumeTrue(
          found.status() == 0,
          "needs node and npm (apt-get install nodejs npm): " + found.output());
    }
    Result installed = run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", CLIENT);
    assumeTrue(installed.status() == 0, "npm cannot install " + CLIENT + ": " + installed.output());
    try (InputStream script = getClass().getResourceAsStream("/node/drive.js")) {
      Files.copy(script, folder.resolve("drive.js"));
    }

    Result driven = run("node", "drive.js", server.uri().toString(), echo.address());

    assertThat(driven.output()).contains("all calls answered");
    assertThat(driven.status()).isZero();
  }
}
