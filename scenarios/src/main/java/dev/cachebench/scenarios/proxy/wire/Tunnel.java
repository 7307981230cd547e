package dev.cachebench.scenarios.proxy.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * A client's connection and the one to the server behind the proxy, with a link in each direction.
 *
 * <p>Everything happens on the client's event loop.
 */
final class Tunnel {

  private final Channel client;
  private final Channel server;
  private final Link upstream;
  private final Link downstream;
  private boolean isOpen;

  Tunnel(Channel client, Channel server, SplittableRandom random, LongSupplier nanoClock) {
    this.client = client;
    this.server = server;
    SplittableRandom up = random.split();
    SplittableRandom down = random.split();
    this.upstream = new Link(client, server, this, up::nextDouble, nanoClock);
    this.downstream = new Link(server, client, this, down::nextDouble, nanoClock);
  }

  /** Puts the toxics in place; nothing is read yet. */
  void prepare(List<Toxic> toxics) {
    for (Toxic toxic : toxics) {
      link(toxic).add(toxic, true);
    }
  }

  /** Begins to read. */
  void open() {
    isOpen = true;
    client.pipeline().addLast(new Ear(upstream));
    server.pipeline().addLast(new Ear(downstream));
    client.config().setAutoRead(true);
    server.config().setAutoRead(true);
    if (!client.isActive() || !server.isActive()) {
      close();
    }
  }

  boolean isOpen() {
    return isOpen;
  }

  private Link link(Toxic toxic) {
    return toxic.isUpstream() ? upstream : downstream;
  }

  Future<?> add(Toxic toxic) {
    return client.eventLoop().submit(() -> link(toxic).add(toxic, false));
  }

  Future<?> update(Toxic toxic) {
    return client.eventLoop().submit(() -> link(toxic).update(toxic));
  }

  Future<?> remove(Toxic toxic) {
    return client.eventLoop().submit(() -> link(toxic).remove(toxic.name()));
  }

  /** Closes both sides now, whatever is held. */
  Future<?> shut() {
    return client.eventLoop().submit(this::close);
  }

  void close() {
    isOpen = false;
    upstream.closed();
    downstream.closed();
    client.close();
    server.close();
  }

  void resetOnClose() {
    client.config().setOption(ChannelOption.SO_LINGER, 0);
    server.config().setOption(ChannelOption.SO_LINGER, 0);
  }

  /** Hears what one side sends. */
  private static final class Ear extends ChannelInboundHandlerAdapter {

    private final Link link;

    Ear(Link link) {
      this.link = link;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      link.read((ByteBuf) message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof ChannelInputShutdownEvent) {
        link.end();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      link.end();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // A reset of one side ends the stream as its end would.
      context.close();
    }
  }
}
