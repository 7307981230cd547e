package dev.cachebench.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseMeterTest {

  private static final Duration STEP = Duration.ofMillis(5);

  private final ManualTicker ticker = new ManualTicker();
  private final PauseMeter meter = new PauseMeter(ticker, STEP);

  private void after(long millis) {
    ticker.advance(Duration.ofMillis(millis));
    meter.tick();
  }

  @Test
  void ticksThatComeAboutOnTimeAreNoPause() {
    for (int i = 0; i < 100; i++) {
      after(5);
      after(20);
    }

    assertThat(meter.stoppedNanos()).isZero();
  }

  @Test
  void aLateTickAddsWhatItIsLate() {
    after(5);
    after(105);
    after(5);
    after(55);

    assertThat(Duration.ofNanos(meter.stoppedNanos())).isEqualTo(Duration.ofMillis(150));
  }

  @Test
  void aPauseThatIsJustOverIsSeenBeforeTheTick() {
    ticker.advance(Duration.ofMillis(105));

    assertThat(Duration.ofNanos(meter.stoppedNanos())).isEqualTo(Duration.ofMillis(100));
    meter.tick();
    assertThat(Duration.ofNanos(meter.stoppedNanos())).isEqualTo(Duration.ofMillis(100));
  }
}
