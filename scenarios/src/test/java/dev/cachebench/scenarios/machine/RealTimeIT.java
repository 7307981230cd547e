package dev.cachebench.scenarios.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RealTimeIT {

  private static final Path SELF = Path.of("/proc/thread-self");
  private static final int ORDINARY = 0;
  private static final int FIFO = 1;

  /** Scheduling policy of the calling thread: field 41 of its stat, proc(5). */
  private static int policy() throws IOException {
    String stat = Files.readString(SELF.resolve("stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[38]);
  }

  @Test
  void raisesTheCallingThreadAndNoneThatItStarts() throws Exception {
    RealTime realTime = RealTime.ofSystem();
    assumeTrue(realTime.isAllowed(), "neither root nor CAP_SYS_NICE, or no chrt");

    assertThat(realTime.raise()).isTrue();
    try {
      assertThat(policy()).isEqualTo(FIFO);
      CompletableFuture<Integer> started = new CompletableFuture<>();
      Thread child =
          new Thread(
              () -> {
                try {
                  started.complete(policy());
                } catch (IOException e) {
                  started.completeExceptionally(e);
                }
              });
      child.start();
      child.join();
      assertThat(started.get()).isEqualTo(ORDINARY);
    } finally {
      realTime.lower();
    }
    assertThat(policy()).isEqualTo(ORDINARY);
  }

  @Test
  void whereTheCommandOrTheSystemLacksItNothingChanges() {
    RealTime noCommand = new RealTime(SELF, "no-such-command");
    RealTime noSystem = new RealTime(Path.of("/no/such/thread"), "chrt");

    assertThat(noCommand.raise()).isFalse();
    assertThat(noCommand.isAllowed()).isFalse();
    assertThat(noSystem.raise()).isFalse();
    assertThat(noSystem.isAllowed()).isFalse();
  }
}
