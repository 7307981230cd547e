package dev.cachebench.engine.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadSlotsTest {

  private final List<String> started = new ArrayList<>();
  private boolean strict;
  private final LoadSlots slots = new LoadSlots(new OriginLimit(2, 2, 1), () -> strict);

  private LoadSlots.Slot take(String name) {
    LoadSlots.Slot slot = slots.slot(true);
    assertThat(take(slot, name)).isTrue();
    return slot;
  }

  private boolean take(LoadSlots.Slot slot, String name) {
    return slot.take(
        () -> {
          started.add(name);
          slot.begin();
        });
  }

  @Test
  void startsWaitingLoadsInTheOrderInWhichTheyCame() {
    LoadSlots.Slot a = take("a");
    LoadSlots.Slot b = take("b");
    take("c");
    take("d");
    assertThat(started).containsExactly("a", "b");

    b.end();
    a.end();

    assertThat(started).containsExactly("a", "b", "c", "d");
  }

  @Test
  void rejectsWhatFindsTheQueueFull() {
    List.of("a", "b", "c", "d").forEach(this::take);

    assertThat(take(slots.slot(true), "e")).isFalse();
    assertThat(started).containsExactly("a", "b");
  }

  @Test
  void keepsTheSlotOfALoadThatWasGivenUpUntilItEnds() {
    LoadSlots.Slot a = take("a");
    take("b");
    take("c");

    a.giveUp();
    assertThat(started).containsExactly("a", "b");
    a.end();
    a.end();

    assertThat(started).containsExactly("a", "b", "c");
  }

  @Test
  void passesOverLoadsThatWereGivenUpInTheQueue() {
    LoadSlots.Slot a = take("a");
    take("b");
    LoadSlots.Slot c = take("c");
    take("d");

    c.giveUp();
    a.end();

    assertThat(started).containsExactly("a", "b", "d");
  }

  @Test
  void isStricterWhileTheBreakerIsOpen() {
    strict = true;
    LoadSlots.Slot a = take("a");
    take("b");
    assertThat(started).containsExactly("a");

    strict = false;
    take("c");
    a.end();

    assertThat(started).containsExactly("a", "b", "c");
  }

  @Test
  void countsNoLoadThatAnotherLoadWaitsFor() {
    take("a");
    take("b");

    assertThat(take(slots.slot(false), "inner")).isTrue();

    assertThat(started).containsExactly("a", "b", "inner");
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> new OriginLimit(2, 0, 3))
        .hasMessage("origin-limit.while-open must be at most the concurrency, but was 3");
  }
}
