package dev.cachebench.scenarios.origin;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/** A database behind a JDBC driver that does as a test says. */
public final class PretendedDatabase implements Driver {

  private static final String URL = "jdbc:pretended";

  /** The driver is made by the service loader, so what it shares with a test is found here. */
  private static volatile Server server = new Server();

  /** What the test sees of it and does to it. */
  static final class Server {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger asked = new AtomicInteger();
    volatile CountDownLatch answers = new CountDownLatch(0);
    volatile boolean isRefusing;
    private volatile int life;

    /** All connections are dead from now on, new ones are not. */
    void restart() {
      life++;
    }
  }

  /** Starts it anew, and gives the class loader that finds its driver. */
  static ClassLoader drivers(Path folder, Server started) throws IOException {
    server = started;
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve("java.sql.Driver"), PretendedDatabase.class.getName());
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, PretendedDatabase.class.getClassLoader());
  }

  static String url() {
    return URL;
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.equals(URL);
  }

  @Override
  public Connection connect(String url, Properties login) throws SQLException {
    Server now = server;
    if (now.isRefusing) {
      throw new SQLException("connection refused", "08001");
    }
    now.opened.incrementAndGet();
    int life = now.life;
    Map<String, Boolean> state = new ConcurrentHashMap<>();
    CountDownLatch aborted = new CountDownLatch(1);
    return pretend(
        Connection.class,
        (proxy, method, arguments) -> {
          switch (method.getName()) {
            case "prepareStatement":
              return statement(now, life, aborted);
            case "abort":
              aborted.countDown();
              return null;
            case "close":
              if (state.put("closed", true) == null) {
                now.closed.incrementAndGet();
              }
              return null;
            default:
              return null;
          }
        });
  }

  private static PreparedStatement statement(Server now, int life, CountDownLatch aborted) {
    return pretend(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("setString")) {
            now.asked.incrementAndGet();
          }
          if (!method.getName().equals("executeQuery")) {
            return null;
          }
          CountDownLatch answers = now.answers;
          while (answers.getCount() > 0 && aborted.getCount() > 0) {
            Thread.onSpinWait();
          }
          if (now.life != life || aborted.getCount() == 0) {
            throw new SQLException("connection lost", "08006");
          }
          return oneRow();
        });
  }

  private static ResultSet oneRow() {
    return pretend(
        ResultSet.class,
        (proxy, method, arguments) -> {
          switch (method.getName()) {
            case "next":
              return true;
            case "getMetaData":
              return pretend(ResultSetMetaData.class, (p, m, a) -> 1);
            default:
              return null;
          }
        });
  }

  private static <T> T pretend(Class<T> type, InvocationHandler does) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, does));
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties login) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("pretended");
  }
}
