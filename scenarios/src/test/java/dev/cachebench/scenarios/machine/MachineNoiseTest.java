package dev.cachebench.scenarios.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineNoiseTest {

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;

  @TempDir Path folder;
  private final AtomicLong now = new AtomicLong();

  /** Measures for ten seconds on a clock that each piece of work moves by so much. */
  private MachineNoise.Result measure(LongUnaryOperator pieceNanos) {
    Runnable work = () -> now.addAndGet(pieceNanos.applyAsLong(now.get()));
    return new MachineNoise(folder, folder, now::get, work).measure(Duration.ofSeconds(10));
  }

  @Test
  void equalTimesHaveNone() {
    MachineNoise.Result found = measure(any -> MILLI);

    assertThat(found.floor()).isCloseTo(0, within(1e-9));
    assertThat(found.stallNanos()).isZero();
    assertThat(now).hasValueBetween(10 * SECOND, 12 * SECOND);
  }

  @Test
  void aFrequencyThatChangesIsNoise() {
    MachineNoise.Result found = measure(time -> time < 5 * SECOND ? MILLI : MILLI * 11 / 10);

    assertThat(found.floor()).isCloseTo(0.1, within(0.01));
  }

  @Test
  void oneStallInTenSecondsIsNotTheFloorButIsSaid() {
    boolean[] stalled = {false};

    MachineNoise.Result found =
        measure(
            time -> {
              boolean stalls = !stalled[0] && time > 5 * SECOND;
              stalled[0] |= stalls;
              return stalls ? 50 * MILLI : MILLI;
            });

    assertThat(found.floor()).isLessThan(0.2);
    assertThat(found.stallNanos()).isBetween(48 * MILLI, 50 * MILLI);
  }

  @Test
  void saysWhatHypervisorAndQuotaTook() throws IOException {
    Path stat = folder.resolve("stat");
    Path quota = folder.resolve("cpu.stat");
    Files.writeString(stat, "cpu 0 0 0 0 0 0 0 0 0 0\ncpu0 0\ncpu1 0\n");
    Files.writeString(quota, "throttled_usec 0\n");

    MachineNoise.Result found =
        measure(
            time -> {
              if (time > 9 * SECOND) {
                write(stat, "cpu 0 0 0 0 0 0 0 100 0 0\ncpu0 0\ncpu1 0\n");
                write(quota, "throttled_usec 2000000\n");
              }
              return MILLI;
            });

    assertThat(found.stolen()).isCloseTo(0.05, within(0.001)); // 1 s of 2 × 10 s
    assertThat(found.throttled()).isCloseTo(0.2, within(0.001));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
