package dev.cachebench.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every entry and every damage to it. */
class EnvelopePropertyTest {

  private static final int NO_LIMIT = PayloadConfig.OFF;

  @Provide
  Arbitrary<Envelope.Life> lives() {
    Arbitrary<Long> times = Arbitraries.longs().between(0, 1L << 40);
    return Combinators.combine(times, times, times)
        .as((age, life, grace) -> new Envelope.Life(age, life + 1, Math.min(grace, life + 1)));
  }

  /** Half of them repeat themselves, so that compression has something to do. */
  @Provide
  Arbitrary<byte[]> payloads() {
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    return Arbitraries.oneOf(any, any.map(EnvelopePropertyTest::repeated));
  }

  private static byte[] repeated(byte[] bytes) {
    byte[] many = new byte[bytes.length * 20];
    for (int i = 0; i < many.length; i++) {
      many[i] = bytes[i % bytes.length];
    }
    return many;
  }

  @Property
  void whatIsSealedIsOpened(
      @ForAll @Size(max = 40) byte[] key,
      @ForAll("payloads") byte[] payload,
      @ForAll("lives") Envelope.Life life,
      @ForAll boolean compress,
      @ForAll boolean check) {
    byte[] sealed = Envelope.seal(key, payload, life, compress);

    Envelope.Opened opened = Envelope.open(sealed, key, check, NO_LIMIT);

    assertThat(opened.failure()).isEqualTo(L2Failure.NONE);
    assertThat(opened.payload()).isEqualTo(payload);
    assertThat(opened.life()).isEqualTo(life);
  }

  @Property
  void compressionNeverMakesAnEntryLarger(@ForAll("payloads") byte[] payload) {
    Envelope.Life life = new Envelope.Life(0, 1, 0);

    assertThat(Envelope.seal(new byte[0], payload, life, true).length)
        .isLessThanOrEqualTo(Envelope.seal(new byte[0], payload, life, false).length);
  }

  @Property
  void oneDamagedByteIsAMiss(
      @ForAll("payloads") byte[] payload,
      @ForAll boolean compress,
      @ForAll @IntRange(min = 1, max = 255) int damage,
      @ForAll @IntRange(max = 1 << 20) int at) {
    byte[] key = {1, 2, 3};
    byte[] sealed = Envelope.seal(key, payload, new Envelope.Life(5, 60, 10), compress);
    sealed[at % sealed.length] ^= (byte) damage;

    assertThat(Envelope.open(sealed, key, true, NO_LIMIT).failure()).isNotEqualTo(L2Failure.NONE);
  }

  @Property
  void aTruncatedEntryIsAMissEvenUnchecked(
      @ForAll("payloads") byte[] payload,
      @ForAll boolean compress,
      @ForAll @IntRange(max = 1 << 20) int to) {
    byte[] key = {1, 2, 3};
    byte[] sealed = Envelope.seal(key, payload, new Envelope.Life(5, 60, 10), compress);
    byte[] cut = Arrays.copyOf(sealed, to % sealed.length);

    assertThat(Envelope.open(cut, key, false, NO_LIMIT).failure()).isEqualTo(L2Failure.UNDECODABLE);
  }

  @Property
  void noBytesMakeItThrow(@ForAll byte[] bytes, @ForAll boolean check, @ForAll byte form) {
    byte[] disguised = Envelope.seal(new byte[0], bytes, new Envelope.Life(0, 9, 0), false);
    disguised[3] = form;
    assertThat(Envelope.open(disguised, new byte[0], check, NO_LIMIT)).isNotNull();
  }

  @Property
  void nothingIsInflatedBeyondTheLimit(@ForAll @IntRange(min = 100, max = 5_000) int size) {
    byte[] sealed = Envelope.seal(new byte[0], new byte[size], new Envelope.Life(0, 9, 0), true);

    assertThat(Envelope.open(sealed, new byte[0], true, size - 1).failure())
        .isEqualTo(L2Failure.UNDECODABLE);
    assertThat(Envelope.open(sealed, new byte[0], true, size).failure()).isEqualTo(L2Failure.NONE);
  }
}
