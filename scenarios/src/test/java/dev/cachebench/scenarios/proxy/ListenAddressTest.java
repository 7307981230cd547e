package dev.cachebench.scenarios.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

  /** A proxy is listed with the address that it is enabled at again. */
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:8666", "[::]:8666", ":8666"})
  void everyWildcardIsTheMachinesOwn(String text) {
    assertThat(ListenAddress.parse(text)).isEqualTo(new InetSocketAddress(8666));
    assertThat(ListenAddress.text(ListenAddress.parse(text))).isEqualTo("[::]:8666");
  }
}
