package dev.cachebench.scenarios.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Reads and writes addresses as {@code host:port}, {@code [v6]:port} in brackets. */
final class ListenAddress {

  private static final int LARGEST_PORT = 65_535;

  private ListenAddress() {}

  /**
   * Reads an address to listen on; an empty host is every address of this machine.
   *
   * @throws ApiException if it is none
   */
  static InetSocketAddress parse(String text) {
    String address = text.isEmpty() ? ":0" : text;
    int colon = address.lastIndexOf(':');
    if (colon < 0 || address.endsWith("]")) {
      throw new ApiException(500, "address " + text + ": missing port in address");
    }
    String host = host(address.substring(0, colon));
    int port = port(address.substring(colon + 1), text);
    InetSocketAddress parsed =
        host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    if (parsed.isUnresolved()) {
      throw new ApiException(500, "lookup " + host + ": no such host");
    }
    // Where the machine has no IPv6, the wildcard as we write it, [::], must be that of IPv4.
    return parsed.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(parsed.getPort())
        : parsed;
  }

  /** Reads an address to connect to, without resolving it. */
  static InetSocketAddress upstream(String text) {
    int colon = text.lastIndexOf(':');
    String port = colon < 0 ? "" : text.substring(colon + 1);
    int number = port.matches("[0-9]{1,5}") ? Math.min(LARGEST_PORT, Integer.parseInt(port)) : 0;
    String host = host(colon < 0 ? text : text.substring(0, colon));
    return InetSocketAddress.createUnresolved(host.isEmpty() ? "localhost" : host, number);
  }

  private static String host(String text) {
    return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
  }

  private static int port(String text, String address) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > LARGEST_PORT) {
      throw new ApiException(500, "address " + address + ": invalid port");
    }
    return Integer.parseInt(text);
  }

  /** Returns what was bound, the wildcard as {@code [::]}. */
  static String text(InetSocketAddress bound) {
    InetAddress address = bound.getAddress();
    if (address.isAnyLocalAddress()) {
      return "[::]:" + bound.getPort();
    }
    String host = address.getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort();
  }
}
