package dev.cachebench.scenarios.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.machine.PauseLog;
import dev.cachebench.scenarios.measure.LateCauses.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LateCausesTest {

  private static final long MILLI = 1_000_000;

  private final LateStarts starts = new LateStarts();
  private final LateCauses causes = new LateCauses();

  private void start(double dueMillis, double nowMillis, boolean hasWaited) {
    Slot slot = new Slot();
    slot.intendedNanos = (long) (dueMillis * MILLI);
    starts.starts(slot, (long) (nowMillis * MILLI), hasWaited);
  }

  private void pause(double endMillis, double millis) {
    causes.paused(
        List.of(new PauseLog.Pause((long) (endMillis * MILLI), (long) (millis * MILLI), "gc")));
  }

  private Map<Cause, Long> judged() {
    starts.finish();
    starts.drain(causes::delayed);
    return causes.judge(Long.MAX_VALUE);
  }

  @Test
  void slotsThatStartInTimeHaveNoCause() {
    start(10, 10, true);
    start(11, 11.9, false);

    assertThat(judged()).isEmpty();
  }

  @Test
  void aGeneratorThatWakesLateBlamesTheProcessors() {
    start(10, 14, true);
    start(11, 14.01, false);
    start(12, 14.02, false);
    start(13.5, 14.03, false);

    assertThat(judged()).containsOnly(Map.entry(Cause.WAKE, 3L));
  }

  @Test
  void oneThatWakesLateFromAPauseBlamesThePause() {
    start(10, 14, true);
    pause(13.9, 3.5);

    assertThat(judged()).containsOnly(Map.entry(Cause.PAUSE, 1L));
  }

  @Test
  void aPauseThatExplainsLittleOfItIsNotTheCause() {
    start(10, 14, true);
    pause(13.9, 0.5);

    assertThat(judged()).containsOnly(Map.entry(Cause.WAKE, 1L));
  }

  @Test
  void oneThatWasHeldInACallBlamesTheTarget() {
    start(10, 10, true);
    start(11, 19, false);
    start(12, 19.01, false);

    assertThat(judged()).containsOnly(Map.entry(Cause.CALL, 2L));
  }

  @Test
  void slotsThatComeTooFastBlameTheRate() {
    for (int i = 0; i < 1000; i++) {
      start(i * 0.01, i * 0.02, false);
    }

    assertThat(judged()).containsOnlyKeys(Cause.RATE);
  }

  @Test
  void eachSeriesHasItsOwnCause() {
    start(10, 14, true);
    start(20, 20, true);
    start(21, 24, false);

    assertThat(judged()).containsOnly(Map.entry(Cause.WAKE, 1L), Map.entry(Cause.CALL, 1L));
  }

  @Test
  void aDelayIsJudgedOnceItsPausesAreKnown() {
    start(10, 14, true);
    start(20, 20, true);
    starts.drain(causes::delayed);
    assertThat(causes.judge(14 * MILLI)).isEmpty();

    pause(13.9, 3.5);

    assertThat(causes.judge(15 * MILLI)).containsOnlyKeys(Cause.PAUSE);
    assertThat(causes.judge(16 * MILLI)).isEmpty();
  }

  @Test
  void handsOverOnlyWhatHasEnded() {
    List<LateStarts.Delay> delays = new ArrayList<>();
    start(10, 14, true);
    starts.drain(delays::add);
    assertThat(delays).isEmpty();

    start(15, 15, true);
    starts.drain(delays::add);

    assertThat(delays).containsExactly(new LateStarts.Delay(0, 10 * MILLI, 14 * MILLI, true, 1));
  }
}
