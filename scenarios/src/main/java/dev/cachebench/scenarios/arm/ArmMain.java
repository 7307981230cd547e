package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.measure.LoadDriver;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.target.UserCacheException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The main class of an arm's JVM.
 *
 * <p>Standard output belongs to the lines that the tool reads; whatever a library prints goes to
 * standard error, which is the run's log.
 */
public final class ArmMain {

  private static final int FAILED = 1;

  private ArmMain() {}

  /** Runs the arm that standard input describes. */
  public static void main(String[] args) throws IOException, InterruptedException {
    ArmOutput output = new ArmOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    AtomicReference<@Nullable ArmRun> current = new AtomicReference<>();
    ParentWatch parent =
        new ParentWatch(
            System.in,
            () -> stop(current.get()),
            line -> answered(current.get(), line),
            () -> leave(current.get()));
    ArmPlan plan = JsonLines.decode(parent.firstLine(), ArmPlan.class);
    ArmRun run = new ArmRun(plan, output);
    current.set(run);
    parent.start();
    boolean isDone = attemptAsGenerator(run, output);
    // Not every thread of every client is a daemon, and nothing is left to be done.
    Runtime.getRuntime().halt(isDone ? 0 : FAILED);
  }

  /** Without the tool nobody reads, cleans up or asks: go at once, whatever is under way. */
  private static void leave(@Nullable ArmRun run) {
    if (run != null) {
      run.removeFiles();
    }
    Runtime.getRuntime().halt(FAILED);
  }

  private static void stop(@Nullable ArmRun run) {
    if (run == null) {
      Runtime.getRuntime().halt(FAILED);
    } else {
      run.stop();
    }
  }

  private static void answered(@Nullable ArmRun run, String line) {
    if (run != null && line.startsWith(ToolRedis.ANSWER)) {
      run.redis().answered(line);
    }
  }

  /** What the machine spends on whom is told by names of threads, and the main one has no other. */
  private static boolean attemptAsGenerator(ArmRun run, ArmOutput output)
      throws InterruptedException {
    AtomicBoolean isDone = new AtomicBoolean();
    Thread thread = new Thread(() -> isDone.set(attempt(run, output)), LoadDriver.GENERATOR + "0");
    thread.start();
    thread.join();
    return isDone.get();
  }

  private static boolean attempt(ArmRun run, ArmOutput output) {
    try {
      run.run();
      return true;
    } catch (InterruptedException e) {
      output.failure(new ArmFailure(false, "the arm was interrupted", "run it again"));
    } catch (EnvironmentException e) {
      output.failure(new ArmFailure(true, String.valueOf(e.getMessage()), e.hint()));
    } catch (UserCacheException e) {
      e.printStackTrace();
      output.failure(new ArmFailure(false, String.valueOf(e.getMessage()), e.hint()));
    } catch (CompletionException e) {
      e.printStackTrace();
      output.failure(
          new ArmFailure(
              true, "Redis failed the arm: " + e.getMessage(), "see the end of cachebench.log"));
    }
    return false;
  }
}
