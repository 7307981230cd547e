package dev.cachebench.scenarios.proxy;

import dev.cachebench.scenarios.net.HeldPort;
import dev.cachebench.scenarios.proxy.wire.Toxic;
import dev.cachebench.scenarios.proxy.wire.WireProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A proxy of the interface: a name, two addresses, whether it listens, and its toxics.
 *
 * <p>Confined to whoever holds the lock of its {@link ProxyTable}.
 */
final class NamedProxy {

  private final String name;
  private final WireProxy wire;
  private final List<Toxic> toxics = new ArrayList<>();
  private String listen;
  private String upstream;
  private @Nullable InetSocketAddress bound;

  /** Kept while the proxy is disabled, so that it can be enabled again. */
  private @Nullable HeldPort held;

  private boolean isEnabled;

  NamedProxy(String name, String listen, String upstream, WireProxy wire) {
    this.name = name;
    this.listen = listen;
    this.upstream = upstream;
    this.wire = wire;
  }

  String name() {
    return name;
  }

  String listen() {
    return listen;
  }

  String upstream() {
    return upstream;
  }

  boolean isEnabled() {
    return isEnabled;
  }

  /** Returns its toxics, those on what clients send first, each direction in the order added. */
  List<Toxic> toxics() {
    return toxics.stream().sorted(Comparator.comparing(toxic -> !toxic.isUpstream())).toList();
  }

  @Nullable Toxic toxic(String toxicName) {
    return toxics.stream().filter(t -> t.name().equals(toxicName)).findFirst().orElse(null);
  }

  /**
   * Listens, if it does not yet.
   *
   * @param prefix put before what is wrong with a text that is no address
   */
  void start(String prefix) {
    if (isEnabled) {
      return;
    }
    InetSocketAddress address;
    try {
      address = ListenAddress.parse(listen);
    } catch (ApiException e) {
      throw new ApiException(e.status(), prefix + e.getMessage());
    }
    try {
      if (held == null) {
        held = HeldPort.hold(address);
      }
      bound = wire.start(held.address());
    } catch (IOException e) {
      if (bound == null) {
        release();
      }
      throw new ApiException(500, "listen tcp " + listen + ": bind: " + reason(e));
    }
    listen = ListenAddress.text(bound);
    isEnabled = true;
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    // The JDK's words are the system's, with a capital letter and "(Bind failed)" behind them.
    return message.toLowerCase(Locale.ROOT).contains("address already in use")
        ? "address already in use"
        : message;
  }

  void stop() {
    isEnabled = false;
    wire.stop();
  }

  /** Stops for good. */
  void close() {
    stop();
    release();
  }

  private void release() {
    if (held != null) {
      held.close();
      held = null;
    }
  }

  /** Returns whether these addresses are the ones it has. */
  boolean has(@Nullable String newListen, @Nullable String newUpstream) {
    boolean sameUpstream = newUpstream == null || newUpstream.equals(upstream);
    return sameUpstream && (newListen == null || isSame(newListen));
  }

  private boolean isSame(String newListen) {
    if (bound == null) {
      return newListen.equals(listen);
    }
    return ListenAddress.parse(newListen).equals(bound);
  }

  /** Takes new addresses; live connections end, toxics stay. */
  void move(@Nullable String newListen, @Nullable String newUpstream) {
    stop();
    if (newListen != null) {
      listen = newListen;
      bound = null;
      release();
    }
    if (newUpstream != null) {
      upstream = newUpstream;
      wire.upstream(ListenAddress.upstream(newUpstream));
    }
  }

  void add(Toxic toxic) {
    toxics.add(toxic);
    wire.add(toxic);
  }

  void update(Toxic toxic) {
    toxics.replaceAll(old -> old.name().equals(toxic.name()) ? toxic : old);
    wire.update(toxic);
  }

  void remove(Toxic toxic) {
    toxics.remove(toxic);
    wire.remove(toxic);
  }

  void removeToxics() {
    List.copyOf(toxics).forEach(this::remove);
  }
}
