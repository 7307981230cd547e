package dev.cachebench.scenarios.redis;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A directory that only this user can read and that outlives single servers, but not the tool,
 * however it ends.
 */
final class GuardedDirectory implements AutoCloseable {

  private static final int SECONDS = 5;

  private final Path path;
  private final Process guardian;

  private GuardedDirectory(Path path, Process guardian) {
    this.path = path;
    this.guardian = guardian;
  }

  static GuardedDirectory create() throws IOException {
    return create("");
  }

  /**
   * Creates one.
   *
   * @param cleanup commands of a shell for what else is to go with it; may be empty
   */
  static GuardedDirectory create(String cleanup) throws IOException {
    Path path = Guardian.directory();
    if (!cleanup.isEmpty()) {
      Files.writeString(path.resolve(Guardian.CLEANUP), cleanup, StandardCharsets.US_ASCII);
    }
    // Something must be guarded, and that something does nothing.
    Process guardian =
        Guardian.guard(path, List.of("sleep", "2147483647"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedWriter input =
        new BufferedWriter(
            new OutputStreamWriter(guardian.getOutputStream(), StandardCharsets.US_ASCII));
    input.write(".\n");
    input.flush();
    return new GuardedDirectory(path, guardian);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      guardian.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      guardian.waitFor(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
