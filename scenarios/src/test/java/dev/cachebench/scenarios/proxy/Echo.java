package dev.cachebench.scenarios.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that sends back what it gets, on a thread for each connection. */
final class Echo implements AutoCloseable {

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();

  Echo() {
    try {
      server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "echo");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        daemon(() -> echo(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void echo(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException e) {
      // The proxy cut it, as it was told to.
    } finally {
      connections.decrementAndGet();
    }
  }

  /** Returns how many connections it has. */
  int connections() {
    return connections.get();
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  static Socket connect(String listen) throws IOException {
    Socket socket = new Socket();
    int colon = listen.lastIndexOf(':');
    socket.connect(
        new InetSocketAddress("127.0.0.1", Integer.parseInt(listen.substring(colon + 1))), 2_000);
    socket.setSoTimeout(5_000);
    socket.setTcpNoDelay(true);
    return socket;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
