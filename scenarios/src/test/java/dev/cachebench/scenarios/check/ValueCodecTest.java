package dev.cachebench.scenarios.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.DataSize;
import dev.cachebench.scenarios.model.ValuesConfig;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ValueCodecTest {

  private final ValueCodec codec =
      new ValueCodec(new ValuesConfig(new DataSize(10), new DataSize(300)), 5);

  @Property
  void readsWhatItWrote(@ForAll @IntRange int key, @ForAll @LongRange(min = 1) long version) {
    byte[] value = codec.encode(key, version);

    assertThat(ValueCodec.version(value)).isEqualTo(version);
    assertThat(ValueCodec.key(value)).isEqualTo(key);
    assertThat(value).hasSize(codec.size(key)).isEqualTo(codec.encode(key, version));
  }

  @Property
  void noticesAnyFlippedBit(@ForAll @IntRange int key, @ForAll @IntRange int bit) {
    byte[] value = codec.encode(key, 3);
    value[bit / 8 % value.length] ^= (byte) (1 << bit % 8);

    assertThat(ValueCodec.version(value)).isEqualTo(ValueCodec.UNDECODABLE);
  }

  @Test
  void noticesLostAndForeignBytes() {
    byte[] value = codec.encode(1, 3);

    assertThat(ValueCodec.version(Arrays.copyOf(value, value.length - 1)))
        .isEqualTo(ValueCodec.UNDECODABLE);
    assertThat(ValueCodec.version(new byte[0])).isEqualTo(ValueCodec.UNDECODABLE);
    assertThat(ValueCodec.version(new byte[100])).isEqualTo(ValueCodec.UNDECODABLE);
  }

  @Test
  void keepsSizesInTheirRange() {
    int smallest = Integer.MAX_VALUE;
    int largest = 0;
    for (int key = 0; key < 10_000; key++) {
      smallest = Math.min(smallest, codec.size(key));
      largest = Math.max(largest, codec.size(key));
    }

    assertThat(smallest).isEqualTo(ValueCodec.HEADER_BYTES);
    assertThat(largest).isEqualTo(300);
  }
}
