package dev.cachebench.scenarios.proxy;

import com.sun.net.httpserver.HttpServer;
import dev.cachebench.engine.time.Ticker;
import dev.cachebench.scenarios.proxy.wire.WireProxy;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A proxy server with Toxiproxy's HTTP interface, in this JVM.
 *
 * <p>Where the real server's seed has no effect, this one's makes toxicity, jitter and sizes the
 * same in each run; where the real one crashes (negative rates, slices of size 0), this one answers
 * 400. Safe for use by many threads.
 */
public final class ProxyServer implements AutoCloseable {

  /** The version of Toxiproxy whose interface this is. */
  public static final String INTERFACE_VERSION = "2.12.0";

  private static final String NO_DELAY = "sun.net.httpserver.nodelay";
  private static final int THREADS = 2;
  private static final int CLOSE_SECONDS = 5;

  private final HttpServer http;
  private final ExecutorService handlers;
  private final EventLoopGroup loops;
  private final ProxyTable table;

  private ProxyServer(
      HttpServer http, ExecutorService handlers, EventLoopGroup loops, ProxyTable table) {
    this.http = http;
    this.handlers = handlers;
    this.loops = loops;
    this.table = table;
  }

  /**
   * Starts a server without proxies.
   *
   * @param control where its HTTP interface answers; port 0 is a free one
   * @param seed of everything that is drawn
   * @throws IOException if the address cannot be bound
   */
  public static ProxyServer start(InetSocketAddress control, long seed) throws IOException {
    if (System.getProperty(NO_DELAY) == null) {
      // Else each answer on a kept connection waits 40 ms for the client's delayed ACK.
      System.setProperty(NO_DELAY, "true");
    }
    HttpServer http = HttpServer.create(control, 0);
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            THREADS, new DefaultThreadFactory("cachebench-proxy", true), NioIoHandler.newFactory());
    Ticker ticker = Ticker.system();
    ProxyTable table =
        new ProxyTable(
            (name, upstream) ->
                new WireProxy(loops, upstream, seed ^ name.hashCode(), ticker::nanos));
    ExecutorService handlers =
        Executors.newFixedThreadPool(
            THREADS, new DefaultThreadFactory("cachebench-proxy-http", true));
    http.setExecutor(handlers);
    http.createContext("/", new HttpApi(table, INTERFACE_VERSION));
    http.start();
    return new ProxyServer(http, handlers, loops, table);
  }

  /** Returns where its HTTP interface answers. */
  public InetSocketAddress address() {
    return http.getAddress();
  }

  /** Returns where its HTTP interface answers, such as {@code http://127.0.0.1:8474}. */
  public URI uri() {
    return URI.create("http://" + ListenAddress.text(address()));
  }

  /** Ends every connection, proxy and thread. */
  @Override
  public void close() {
    http.stop(0);
    handlers.shutdownNow();
    table.close();
    loops
        .shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}
