package dev.cachebench.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

  private static final byte[] KEY = "cache:k".getBytes(StandardCharsets.UTF_8);
  private static final byte[] VALUE = "value".getBytes(StandardCharsets.UTF_8);
  private static final Envelope.Life LIFE = new Envelope.Life(5, 1_000, 10);

  @Property
  void givesBackWhatWasSealed(
      @ForAll @Size(max = 300) byte[] key,
      @ForAll @Size(max = 3_000) byte[] payload,
      @ForAll @LongRange(min = 0) long age,
      @ForAll @LongRange(min = 1) long life) {
    Envelope.Life sealed = new Envelope.Life(age, life, life / 2);

    Envelope.Opened opened =
        Envelope.open(Envelope.seal(key, payload, sealed, false), key, true, PayloadConfig.OFF);

    assertThat(opened.failure()).isEqualTo(L2Failure.NONE);
    assertThat(opened.payload()).isEqualTo(payload);
    assertThat(opened.life()).isEqualTo(sealed);
  }

  @Property(tries = 3_000)
  void neverYieldsAValueFromDamagedBytes(
      @ForAll @Size(max = 200) byte[] payload,
      @ForAll @IntRange(min = 1, max = 5) int damages,
      @ForAll long seed) {
    byte[] sound = Envelope.seal(KEY, payload, LIFE, false);
    byte[] damaged = damage(sound, damages, new Random(seed));

    Envelope.Opened opened = Envelope.open(damaged, KEY, true, PayloadConfig.OFF);

    if (!Arrays.equals(damaged, sound)) {
      assertThat(opened.failure()).isNotEqualTo(L2Failure.NONE);
    }
  }

  private static byte[] damage(byte[] sound, int damages, Random random) {
    byte[] bytes = sound.clone();
    for (int i = 0; i < damages; i++) {
      if (bytes.length > 1 && random.nextInt(4) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length * 2));
      } else if (bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      }
    }
    return bytes;
  }

  @Property(tries = 3_000)
  void neverThrowsOnAnyBytesCheckedOrNot(@ForAll byte[] bytes, @ForAll boolean check) {
    assertThat(Envelope.open(bytes, KEY, check, PayloadConfig.OFF).failure())
        .isEqualTo(L2Failure.UNDECODABLE);
  }

  @Property(tries = 3_000)
  void neverThrowsOnDamagedBytesUnchecked(
      @ForAll @IntRange(min = 1, max = 9) int damages, @ForAll long seed) {
    byte[] damaged = damage(Envelope.seal(KEY, VALUE, LIFE, false), damages, new Random(seed));

    assertThat(Envelope.open(damaged, KEY, false, PayloadConfig.OFF)).isNotNull();
  }

  @Test
  void namesAFlippedBitOfThePayloadAChecksumFailureUnlessChecksAreOff() {
    byte[] bytes = Envelope.seal(KEY, VALUE, LIFE, false);
    bytes[bytes.length - 5] ^= 1;

    assertThat(Envelope.open(bytes, KEY, true, PayloadConfig.OFF).failure())
        .isEqualTo(L2Failure.CHECKSUM);
    assertThat(Envelope.open(bytes, KEY, false, PayloadConfig.OFF).payload())
        .isEqualTo("valud".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void namesAnotherKeysEnvelopeUnlessChecksAreOff() {
    byte[] other = "cache:x".getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Envelope.seal(other, VALUE, LIFE, false);

    assertThat(Envelope.open(bytes, KEY, true, PayloadConfig.OFF).failure())
        .isEqualTo(L2Failure.WRONG_KEY);
    assertThat(Envelope.open(bytes, KEY, false, PayloadConfig.OFF).payload()).isEqualTo(VALUE);
  }

  @Test
  void refusesAnotherVersion() {
    byte[] bytes = Envelope.seal(KEY, VALUE, LIFE, false);
    bytes[2]++;

    assertThat(Envelope.open(bytes, KEY, false, PayloadConfig.OFF).failure())
        .isEqualTo(L2Failure.UNDECODABLE);
  }

  @Test
  void keepsItsLayout() {
    byte[] bytes = Envelope.seal(KEY, VALUE, LIFE, false);

    assertThat(java.util.HexFormat.of().formatHex(bytes))
        .startsWith(
            "cbec0100"
                + "0000000000000005"
                + "00000000000003e8"
                + "000000000000000a"
                + "00000007"
                + "00000005"
                + "63616368653a6b"
                + "76616c7565")
        .hasSize(2 * (36 + 7 + 5 + 4));
  }
}
