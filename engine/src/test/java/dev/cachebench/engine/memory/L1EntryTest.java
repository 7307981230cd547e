package dev.cachebench.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class L1EntryTest {

  private final L1Entry<String> entry = new L1Entry<>("v", 10, 100, 200, 7);

  @Test
  void expiresNoLaterThanBefore() {
    assertThat(entry.expiredAt(50).deadlineNanos()).isEqualTo(50);
    assertThat(entry.expiredAt(150)).isSameAs(entry);
  }

  @Test
  void keepsAllElseWhenItExpires() {
    L1Entry<String> expired = entry.expiredAt(50);

    assertThat(expired.value()).isEqualTo("v");
    assertThat(expired.bornNanos()).isEqualTo(10);
    assertThat(expired.valueEndNanos()).isEqualTo(200);
    assertThat(expired.tookNanos()).isEqualTo(7);
  }

  @Test
  void noStoreTakesNothing() {
    assertThat(L1Store.<String, String>none().insert("k", entry, () -> true)).isFalse();
  }
}
