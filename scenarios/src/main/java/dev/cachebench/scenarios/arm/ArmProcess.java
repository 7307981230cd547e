package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.machine.PauseLog;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.Guardian;
import dev.cachebench.scenarios.redis.RedisControl;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.result.RunFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JVM of one arm, seen from the tool. It runs in a session of its own, so that Ctrl-C reaches
 * the tool first, and it ends when the tool's end of its standard input closes.
 */
public final class ArmProcess implements AutoCloseable {

  private static final int STOP_SECONDS = 5;

  private final Process process;
  private final OutputStream input;
  private final Path pauses;

  private ArmProcess(Process process, Path pauses) {
    this.process = process;
    this.pauses = pauses;
    this.input = process.getOutputStream();
  }

  /**
   * Starts the JVM and hands it its plan.
   *
   * @param jvm the command up to the main class, such as {@code java -cp …}
   * @param plan makes what to run, given the file of the JVM's safepoints
   * @param log file to which its own output is appended
   */
  public static ArmProcess start(List<String> jvm, Function<Path, ArmPlan> plan, Path log)
      throws IOException {
    Path pauses = PauseLog.in(Guardian.directory());
    List<String> command = new ArrayList<>(Guardian.session());
    command.add(jvm.get(0));
    command.add(PauseLog.flag(pauses));
    command.addAll(jvm.subList(1, jvm.size()));
    command.add(ArmMain.class.getName());
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    ArmProcess arm = new ArmProcess(process, pauses);
    arm.send(JsonLines.encode(plan.apply(pauses)));
    return arm;
  }

  /**
   * Passes on what the arm says until it ends.
   *
   * @param redis the server's process, for faults
   * @return null when it ended well, else why it did not
   */
  public @Nullable ArmFailure follow(ArmListener listener, RedisControl redis) throws IOException {
    ArmFailure failure = null;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        ArmFailure said = pass(line, listener, redis);
        failure = said == null ? failure : said;
      }
    }
    int status = exitStatus();
    if (failure == null && status != 0) {
      return new ArmFailure(
          false,
          "the arm's JVM ended with status " + status,
          "see the end of " + RunFile.LOG.fileName() + " in the run directory");
    }
    return failure;
  }

  private @Nullable ArmFailure pass(String line, ArmListener listener, RedisControl redis) {
    ArmMessage message = ArmMessage.of(line);
    if (message == null) {
      return new ArmFailure(false, "the arm said something unknown: " + line, "");
    }
    String payload = line.substring(2);
    RunFile file = message.file();
    if (file != null) {
      listener.line(file, payload);
    } else if (message == ArmMessage.PROGRESS) {
      listener.progress(JsonLines.decode(payload, ArmProgress.class));
    } else if (message == ArmMessage.REDIS) {
      answer(ToolRedis.serve(payload, redis));
    } else {
      return JsonLines.decode(payload, ArmFailure.class);
    }
    return null;
  }

  private void answer(String line) {
    try {
      send(line);
    } catch (IOException e) {
      // It died while it waited; its exit status tells.
    }
  }

  private int exitStatus() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while an arm was running", "run it again");
    }
  }

  /** Asks the arm to write what it has and end; returns at once. */
  public void stop() {
    try {
      send("stop");
    } catch (IOException e) {
      // It has ended already.
    }
  }

  private void send(String line) throws IOException {
    synchronized (input) {
      input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      input.flush();
    }
  }

  /** Returns the process id of the JVM. */
  public long pid() {
    return process.pid();
  }

  /** Ends the JVM if it still runs. */
  @Override
  public void close() {
    end();
    PauseLog.remove(pauses);
  }

  private void end() {
    try {
      input.close();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
