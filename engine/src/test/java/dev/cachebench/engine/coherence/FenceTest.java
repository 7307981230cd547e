package dev.cachebench.engine.coherence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FenceTest {

  @Test
  void isUnmovedUntilItsKeyMoves() {
    Fence fence = Fence.create(true);
    long token = fence.token("a");

    fence.move("b");
    assertThat(fence.isUnmoved("a", token)).isTrue();
    assertThat(fence.moves("a")).isZero();
    long after = fence.move("a");

    assertThat(fence.isOn()).isTrue();
    assertThat(fence.moves("a")).isEqualTo(1);
    assertThat(fence.isUnmoved("a", token)).isFalse();
    assertThat(fence.isUnmoved("a", after)).isTrue();
  }

  @Test
  void movesEveryKeyAtOnceWithoutCountingAsAMoveOfAKey() {
    Fence fence = Fence.create(true);
    long token = fence.token("a");
    long moves = fence.moves("a");

    fence.moveAll();

    assertThat(fence.isUnmoved("a", token)).isFalse();
    assertThat(fence.moves("a")).isEqualTo(moves);
  }

  @Test
  void aMoveOfAKeyAndOneOfAllDoNotCancelOut() {
    Fence fence = Fence.create(true);
    long token = fence.token("a");

    fence.move("a");
    fence.moveAll();

    assertThat(fence.isUnmoved("a", token)).isFalse();
  }

  @Test
  void aTokenOfAMoveHoldsAfterAllWereMovedBefore() {
    Fence fence = Fence.create(true);
    fence.moveAll();

    assertThat(fence.isUnmoved("a", fence.move("a"))).isTrue();
  }

  @Test
  void neverMovesWhenOff() {
    Fence fence = Fence.create(false);
    long token = fence.token("a");

    fence.move("a");
    fence.moveAll();

    assertThat(fence.isOn()).isFalse();
    assertThat(fence.isUnmoved("a", token)).isTrue();
  }

  @Test
  void spreadsConsecutiveKeysOverItsStripes() {
    Fence fence = Fence.create(true);
    for (int key = 0; key < 1_000; key++) {
      fence.move("key-" + key);
    }

    long shared =
        java.util.stream.IntStream.range(0, 1_000).filter(k -> fence.moves("key-" + k) > 1).count();

    assertThat(shared).isLessThan(60);
  }
}
