package dev.cachebench.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.SocketOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RedisLinkTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void usesTheNativeTransportForAUserTimeout() {
    assertThat(RedisLink.hasNativeTransport()).isTrue();

    SocketOptions sockets = RedisLink.sockets(Duration.ofSeconds(2));

    assertThat(sockets.isEnableTcpUserTimeout()).isTrue();
    assertThat(sockets.getTcpUserTimeout().getTcpUserTimeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void leavesTheUserTimeoutToTheKernelWhenItIsOff() {
    assertThat(RedisLink.sockets(null).isEnableTcpUserTimeout()).isFalse();
  }

  @Test
  void keepsConnectionsAlive() {
    SocketOptions.KeepAliveOptions keepAlive = RedisLink.sockets(null).getKeepAlive();

    assertThat(RedisLink.sockets(null).isKeepAlive()).isTrue();
    assertThat(keepAlive.getIdle()).isEqualTo(Duration.ofSeconds(5));
    assertThat(keepAlive.getInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(keepAlive.getCount()).isEqualTo(3);
  }
}
