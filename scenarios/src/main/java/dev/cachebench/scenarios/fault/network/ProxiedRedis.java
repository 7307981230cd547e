package dev.cachebench.scenarios.fault.network;

import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.URI;

/** A proxy before Redis, made for one arm and deleted after it. */
public final class ProxiedRedis implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final Proxy proxy;
  private final RedisEndpoint endpoint;

  private ProxiedRedis(Proxy proxy, RedisEndpoint endpoint) {
    this.proxy = proxy;
    this.endpoint = endpoint;
  }

  /**
   * Makes a proxy.
   *
   * @param api address of the proxy server's HTTP interface
   * @param name unused there
   * @param redis where Redis is, as the proxy server sees it
   * @throws EnvironmentException if the server does not answer or refuses
   */
  public static ProxiedRedis open(URI api, String name, RedisEndpoint redis) {
    boolean isLocal = api.getHost().equals(LOOPBACK) || api.getHost().equals("localhost");
    Proxy proxy = create(api, name, (isLocal ? LOOPBACK : "0.0.0.0") + ":0", redis.address());
    String listen = proxy.getListen();
    int port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    return new ProxiedRedis(
        proxy,
        new RedisEndpoint(
            isLocal ? LOOPBACK : api.getHost(),
            port,
            redis.username(),
            redis.password(),
            redis.database()));
  }

  /**
   * Makes a proxy whose server sees other addresses than we do.
   *
   * @param api address of the proxy server's HTTP interface
   * @param name unused there
   * @param listen where it shall listen, as its server sees it
   * @param upstream where Redis is, as its server sees it
   * @param through how Redis is reached through it from here
   * @throws EnvironmentException if the server does not answer or refuses
   */
  public static ProxiedRedis open(
      URI api, String name, String listen, String upstream, RedisEndpoint through) {
    return new ProxiedRedis(create(api, name, listen, upstream), through);
  }

  private static Proxy create(URI api, String name, String listen, String upstream) {
    try {
      return new ToxiproxyClient(api.getHost(), api.getPort()).createProxy(name, listen, upstream);
    } catch (IOException | RuntimeException e) {
      throw new EnvironmentException(
          "the proxy server " + api + " does not work: " + e.getMessage(),
          "start one with `cachebench proxy`, or write `proxy: embedded`");
    }
  }

  /** Returns where Redis is reached through the proxy. */
  public RedisEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      proxy.delete();
    } catch (IOException e) {
      // Its server is gone, and the proxy with it.
    }
  }
}
