package dev.cachebench.scenarios.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.redis.RedisControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolRedisTest {

  private final List<String> done = new ArrayList<>();

  private final RedisControl redis =
      new RedisControl() {
        @Override
        public void kill() {
          done.add("kill");
        }

        @Override
        public void restart() {
          throw new IllegalStateException("did not\nstart");
        }

        @Override
        public void pause() {
          done.add("pause");
        }

        @Override
        public void resume() {
          done.add("resume");
        }

        @Override
        public void shiftClock(Duration offset) {
          done.add("shift " + offset);
        }
      };

  @ParameterizedTest
  @CsvSource({
    "KILL, kill",
    "PAUSE, pause",
    "RESUME, resume",
    "SHIFT_CLOCK -5000, shift PT-5S",
    "SHIFT_CLOCK 50, shift PT0.05S"
  })
  void doesWhatItWasAskedFor(String question, String what) {
    assertThat(ToolRedis.serve(question, redis)).isEqualTo("redis ok");
    assertThat(done).containsExactly(what);
  }

  @ParameterizedTest
  @CsvSource({"RESTART, redis did not start", "SHIFT_CLOCK x, redis For input string: \"x\""})
  void saysOnOneLineWhatWentWrong(String question, String answer) {
    assertThat(ToolRedis.serve(question, redis)).isEqualTo(answer);
  }
}
