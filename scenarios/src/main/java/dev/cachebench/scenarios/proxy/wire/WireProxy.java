package dev.cachebench.scenarios.proxy.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A listener whose connections go on to an upstream address through toxics.
 *
 * <p>Safe for use by many threads. Calls that change toxics return when every live connection has
 * changed.
 */
public final class WireProxy {

  private static final int CHUNK_BYTES = 32 << 10;
  private static final int BACKLOG = 1024;

  private final EventLoopGroup loops;
  private final LongSupplier nanoClock;
  private final Object lock = new Object();
  private final SplittableRandom random;
  private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();
  private final Set<Channel> pending = ConcurrentHashMap.newKeySet();
  private final List<Toxic> toxics = new ArrayList<>();
  private volatile InetSocketAddress upstream;
  private volatile Object era = new Object();
  private @Nullable Channel listener;

  /**
   * Creates one that does not listen yet.
   *
   * @param loops what its connections run on
   * @param upstream where connections go on to; resolved for each connection
   * @param seed of toxicity, jitter and sizes; the n-th connection draws the same in each run
   * @param nanoClock monotonic, ns
   */
  public WireProxy(
      EventLoopGroup loops, InetSocketAddress upstream, long seed, LongSupplier nanoClock) {
    this.loops = loops;
    this.upstream = upstream;
    this.random = new SplittableRandom(seed);
    this.nanoClock = nanoClock;
  }

  /** Sets where later connections go on to. */
  public void upstream(InetSocketAddress address) {
    upstream = address;
  }

  /**
   * Begins to listen.
   *
   * @return the address that was bound
   * @throws IOException if it cannot be bound
   */
  public InetSocketAddress start(InetSocketAddress listen) throws IOException {
    Object started = era;
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, chunks())
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel client) {
                    accepted(client, started);
                  }
                })
            .bind(listen)
            .awaitUninterruptibly();
    Throwable failure = bound.cause();
    if (failure != null) {
      String message = failure.getMessage();
      throw new IOException(message == null ? failure.toString() : message, failure);
    }
    synchronized (lock) {
      listener = bound.channel();
    }
    return (InetSocketAddress) bound.channel().localAddress();
  }

  private static AdaptiveRecvByteBufAllocator chunks() {
    return new AdaptiveRecvByteBufAllocator(1024, CHUNK_BYTES / 2, CHUNK_BYTES);
  }

  private void accepted(Channel client, Object started) {
    pending.add(client);
    client.closeFuture().addListener(closed -> pending.remove(client));
    if (started != era) {
      // Taken from the queue while the proxy stopped, which did not see it.
      client.close();
      return;
    }
    new Bootstrap()
        .group(client.eventLoop())
        .channel(NioSocketChannel.class)
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .option(ChannelOption.RECVBUF_ALLOCATOR, chunks())
        .handler(new ChannelInboundHandlerAdapter())
        .connect(upstream)
        .addListener((ChannelFuture connected) -> connected(client, connected, started));
  }

  private void connected(Channel client, ChannelFuture connected, Object started) {
    if (!connected.isSuccess()) {
      // The client's connection stands already: it sees an end instead of a refusal.
      client.close();
      return;
    }
    Tunnel tunnel;
    synchronized (lock) {
      if (started != era) {
        client.close();
        connected.channel().close();
        return;
      }
      tunnel = new Tunnel(client, connected.channel(), random.split(), nanoClock);
      tunnel.prepare(toxics);
      tunnels.add(tunnel);
    }
    pending.remove(client);
    // One side may still have something to deliver when the other has gone.
    client.closeFuture().addListener(closed -> forget(tunnel, connected.channel()));
    connected.channel().closeFuture().addListener(closed -> forget(tunnel, client));
    tunnel.open();
  }

  private void forget(Tunnel tunnel, Channel otherSide) {
    if (!otherSide.isOpen()) {
      // Frees what its toxics still hold.
      tunnel.close();
      tunnels.remove(tunnel);
    }
  }

  /** Stops listening, then closes every connection; what toxics hold is lost. */
  public void stop() {
    Channel current;
    synchronized (lock) {
      current = listener;
      listener = null;
      era = new Object();
    }
    if (current != null) {
      current.close().awaitUninterruptibly();
      // NIO lets go of the port when the loop selects the next time; until then the system takes
      // connections, to end them at once.
      current.eventLoop().schedule(() -> {}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
    pending.forEach(Channel::close);
    await(tunnels, Tunnel::shut);
    tunnels.clear();
  }

  /** Adds a toxic behind the others of its direction. */
  public void add(Toxic toxic) {
    List<Tunnel> live;
    synchronized (lock) {
      toxics.add(toxic);
      live = List.copyOf(tunnels);
    }
    await(live, tunnel -> tunnel.add(toxic));
  }

  /** Changes the toxic of that name; whether it acts is drawn anew on each connection. */
  public void update(Toxic toxic) {
    List<Tunnel> live;
    synchronized (lock) {
      toxics.replaceAll(old -> old.name().equals(toxic.name()) ? toxic : old);
      live = List.copyOf(tunnels);
    }
    await(live, tunnel -> tunnel.update(toxic));
  }

  /** Removes a toxic; what it holds goes on at once. */
  public void remove(Toxic toxic) {
    List<Tunnel> live;
    synchronized (lock) {
      toxics.removeIf(old -> old.name().equals(toxic.name()));
      live = List.copyOf(tunnels);
    }
    await(live, tunnel -> tunnel.remove(toxic));
  }

  /** Returns how many connections are open. */
  public int connections() {
    return tunnels.size();
  }

  private static void await(Iterable<Tunnel> live, Function<Tunnel, Future<?>> change) {
    List<Future<?>> changes = new ArrayList<>();
    live.forEach(tunnel -> changes.add(change.apply(tunnel)));
    changes.forEach(Future::awaitUninterruptibly);
  }
}
