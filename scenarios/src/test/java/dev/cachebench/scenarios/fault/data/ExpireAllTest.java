package dev.cachebench.scenarios.fault.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpireAllTest {

  private final List<String> calls = new ArrayList<>();
  private final ExpireAll fault =
      new ExpireAll(
          () -> calls.add("L2"), () -> calls.add("L1"), () -> 7, at -> calls.add("at " + at));

  @Test
  void expiresRedisFirstSoThatNothingRefillsFromIt() {
    fault.start();

    assertThat(calls).containsExactly("at 7", "L2", "L1");
  }

  @Test
  void mayBeStoppedWithoutHavingStartedAndTwice() {
    fault.stop();
    fault.stop();

    assertThat(calls).isEmpty();
  }
}
