package dev.cachebench.scenarios.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/**
 * An address that stays ours while nobody listens on it: connections to it are refused, and no
 * connection that goes out is given its port.
 *
 * <p>It is held by a socket that is bound and never listens. On Linux such a socket lets another
 * one listen on the same address where both have {@code SO_REUSEADDR}, as Redis and the proxy set
 * it. Elsewhere it would not, so that there the port is only looked up and may be lost.
 */
public final class HeldPort implements AutoCloseable {

  private static final boolean CAN_BE_SHARED =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");

  private final Socket socket = new Socket();
  private final InetSocketAddress address;

  private HeldPort(InetSocketAddress wanted) throws IOException {
    try {
      socket.setReuseAddress(true);
      socket.bind(wanted);
      address = (InetSocketAddress) socket.getLocalSocketAddress();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    if (!CAN_BE_SHARED) {
      socket.close();
    }
  }

  /**
   * Holds a free port of the loopback address.
   *
   * @throws IOException if none is free
   */
  public static HeldPort onLoopback() throws IOException {
    return hold(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /**
   * Holds an address; with port 0 one that is free.
   *
   * @throws IOException if somebody listens on it, or it is none of this machine's
   */
  public static HeldPort hold(InetSocketAddress address) throws IOException {
    return new HeldPort(address);
  }

  /** Returns the address, with its port. */
  public InetSocketAddress address() {
    return address;
  }

  /** Returns the port. */
  public int port() {
    return address.getPort();
  }

  /** Lets go of it; a server that listens on it goes on. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // A socket that was never connected has nothing to lose.
    }
  }
}
