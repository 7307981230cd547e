package dev.cachebench.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.protocol.RedisProtocolException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class RedisTierConfigTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> new RedisTierConfig(Duration.ZERO, SECOND, 1, "", true))
        .hasMessage("l2.ttl must be at least PT0.001S, but was PT0S");
    assertThatThrownBy(() -> new RedisTierConfig(SECOND, Duration.ofNanos(1), 1, "", true))
        .hasMessage("l2.budget must be at least PT0.001S, but was PT0.000000001S");
    assertThatThrownBy(() -> new RedisTierConfig(SECOND, SECOND, 0, "", true))
        .hasMessage("l2.queue must be at least 1, but was 0");
    assertThatThrownBy(() -> new RedisTierConfig(Duration.ofDays(36_501), SECOND, 1, "", true))
        .hasMessage("l2.ttl must be at most 36500 days, but was PT876024H");
  }

  @Test
  void fallsBackToTheClientsTimeoutWithoutABudget() {
    RedisTierConfig config = new RedisTierConfig(SECOND, null, 1, "", true);

    assertThat(config.commandTimeout()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void addressNeverShowsItsPassword() {
    RedisAddress address = new RedisAddress("redis.test", 6380, true, "ann", "s3cret", 2);

    assertThat(address).hasToString("rediss://ann:***@redis.test:6380/2");
    assertThat(RedisAddress.of("h", 1)).hasToString("redis://h:1/0");
  }

  @Test
  void addressRefusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> RedisAddress.of(" ", 1))
        .hasMessage("host must be a name or an address, but was \" \"");
    assertThatThrownBy(() -> RedisAddress.of("h", 65_536))
        .hasMessage("port must be 1 to 65535, but was 65536");
    assertThatThrownBy(() -> new RedisAddress("h", 1, false, null, null, -1))
        .hasMessage("database must be at least 0, but was -1");
    assertThatThrownBy(() -> new RedisAddress("h", 1, false, "ann", null, 0))
        .hasMessage("password must be given with a username, but was null");
  }

  @Test
  void tellsTheClientsFailuresApart() {
    assertThat(RedisStore.classify(new RedisCommandTimeoutException("t")))
        .isEqualTo(L2Failure.TIMEOUT);
    assertThat(RedisStore.classify(new CompletionException(new RedisCommandTimeoutException("t"))))
        .isEqualTo(L2Failure.TIMEOUT);
    assertThat(RedisStore.classify(new RedisException("Request queue size exceeded: 1000.")))
        .isEqualTo(L2Failure.REJECTED);
    assertThat(RedisStore.classify(new RedisException("Currently not connected.")))
        .isEqualTo(L2Failure.DISCONNECTED);
    assertThat(RedisStore.classify(new CancellationException())).isEqualTo(L2Failure.DISCONNECTED);
    assertThat(RedisStore.classify(new RedisCommandExecutionException("OOM command not allowed")))
        .isEqualTo(L2Failure.DENIED);
    assertThat(RedisStore.classify(new RedisCommandExecutionException("NOPERM no permissions")))
        .isEqualTo(L2Failure.DENIED);
    assertThat(RedisStore.classify(new RedisLoadingException("LOADING Redis is loading")))
        .isEqualTo(L2Failure.REFUSED);
    assertThat(RedisStore.classify(new RedisBusyException("BUSY Redis is busy running a script")))
        .isEqualTo(L2Failure.REFUSED);
    assertThat(RedisStore.classify(new RedisProtocolException("Invalid first byte: 0")))
        .isEqualTo(L2Failure.UNDECODABLE);
    assertThat(RedisStore.classify(new RedisCommandExecutionException("WRONGTYPE Operation")))
        .isEqualTo(L2Failure.UNDECODABLE);
  }

  @Test
  void readyMadeCodecsGiveBackWhatTheyWereGiven() {
    assertThat(Codec.utf8().decode(Codec.utf8().encode("häuser 🏠"))).isEqualTo("häuser 🏠");
    assertThat(Codec.bytes().decode(Codec.bytes().encode(new byte[] {1, 2}))).containsExactly(1, 2);
    assertThatThrownBy(() -> Codec.utf8().decode(new byte[] {(byte) 0xff}))
        .hasMessage("bytes must be UTF-8, but are malformed");
  }
}
