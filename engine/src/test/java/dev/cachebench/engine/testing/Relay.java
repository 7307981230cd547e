package dev.cachebench.engine.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A relay before a server on loopback whose connections can become black holes. */
public final class Relay implements AutoCloseable {

  private static final int BUFFER_BYTES = 8_192;

  private final ServerSocket door;
  private final int serverPort;
  private final List<Pair> pairs = new CopyOnWriteArrayList<>();

  private static final class Pair {

    private final Socket client;
    private final Socket server;
    private volatile boolean isBlackHole;
    private volatile long delayMillis;

    Pair(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void pump(Socket from, Socket to) {
      byte[] buffer = new byte[BUFFER_BYTES];
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          if (delayMillis > 0) {
            TimeUnit.MILLISECONDS.sleep(delayMillis);
          }
          if (!isBlackHole) {
            out.write(buffer, 0, n);
          }
        }
      } catch (IOException e) {
        // One side is gone, so is the other.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Begins to relay to a port on loopback. */
  public Relay(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        Pair pair = new Pair(client, server);
        pairs.add(pair);
        start(() -> pair.pump(client, server));
        start(() -> pair.pump(server, client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  /** Returns the port that it listens on. */
  public int port() {
    return door.getLocalPort();
  }

  /** Returns how many connections it has taken. */
  public int connections() {
    return pairs.size();
  }

  /** Swallows all that comes over the connections of now; later ones work. */
  public void blackHole() {
    pairs.forEach(pair -> pair.isBlackHole = true);
  }

  /** Makes every chunk on the connections of now wait, to and fro; 0 ends that. */
  public void slowDown(Duration delay) {
    pairs.forEach(pair -> pair.delayMillis = delay.toMillis());
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Pair pair : pairs) {
      pair.client.close();
      pair.server.close();
    }
  }
}
