package dev.cachebench.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InterruptsTest {

  private final List<String> calls = new ArrayList<>();
  private final Interrupts interrupts =
      new Interrupts(() -> calls.add("stop"), () -> calls.add("halt"));

  @Test
  void stopsAtTheFirst() {
    interrupts.strike();

    assertThat(calls).containsExactly("stop");
  }

  @Test
  void haltsAtTheSecond() {
    interrupts.strike();
    interrupts.strike();

    assertThat(calls).containsExactly("stop", "halt");
  }
}
