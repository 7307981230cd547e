package dev.cachebench.scenarios.workload;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyNamesTest {

  private static final KeyNames NAMES = new KeyNames(2_000_000);

  @Property
  void findsTheIndexOfAName(@ForAll @IntRange(max = 1_999_999) int index) {
    assertThat(NAMES.index(NAMES.name(index))).isEqualTo(index);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k", "k-1", "k01", "x1", "k2000000", "k99999999999", "k1a"})
  void knowsNoOtherName(String name) {
    assertThat(NAMES.index(name)).isEqualTo(-1);
  }
}
