package dev.cachebench.scenarios.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.cachebench.scenarios.model.OriginSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database and a server that do the work of loads. */
@Timeout(60)
class OriginBackendIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String URL = "jdbc:h2:mem:origin";

  private static OriginBackend open(OriginSource source) {
    return OriginBackend.open(source, 4, OriginBackendIT.class.getClassLoader());
  }

  private static void ask(OriginBackend backend, int index, String name) {
    backend.fetch(index, name).toCompletableFuture().join();
  }

  @Test
  void aDatabaseIsAskedByNameOrNumber() throws SQLException {
    try (Connection holds = DriverManager.getConnection(URL);
        Statement statement = holds.createStatement()) {
      statement.execute("create table item (name varchar primary key, id int, price int)");
      statement.execute("insert into item values ('k0', 0, 5), ('k1', 1, 7)");
      OriginSource byName =
          new OriginSource.Jdbc(URL, "select price from item where name = ?", false, TIMEOUT);
      OriginSource byNumber =
          new OriginSource.Jdbc(URL, "select * from item where id = ?", true, TIMEOUT);

      try (OriginBackend names = open(byName);
          OriginBackend numbers = open(byNumber)) {
        List<CompletionStage<?>> asked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          asked.add(names.fetch(i % 2, "k" + i % 2));
          asked.add(numbers.fetch(i % 2, "k" + i % 2));
        }
        asked.forEach(stage -> stage.toCompletableFuture().join());
        assertThatThrownBy(() -> ask(names, 2, "k2"))
            .hasMessageEndingWith("the query must find a row for k2, but found none");
        ask(names, 0, "k0");
      }
    }
  }

  @Test
  void aDatabaseThatCannotBeAskedSaysWhy() {
    try (OriginBackend backend =
        open(new OriginSource.Jdbc("jdbc:nobody:x", "select ?", false, TIMEOUT))) {
      assertThatThrownBy(() -> ask(backend, 0, "k0"))
          .hasMessageEndingWith(
              "no driver takes jdbc:nobody:x: name the jar of one with --classpath");
    }
    try (OriginBackend backend =
        open(
            new OriginSource.Jdbc(
                "jdbc:h2:mem:", "select * from gone where x = ?", false, TIMEOUT))) {
      assertThatThrownBy(() -> ask(backend, 0, "k0")).hasMessageContaining("GONE");
    }
  }

  @Test
  void aServerIsAskedForTheKeyAndMustAnswer2xx() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    List<String> paths = new ArrayList<>();
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          paths.add(path);
          exchange.sendResponseHeaders(path.endsWith("k1") ? 503 : 200, -1);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/items/{key}";
    try (OriginBackend backend = open(new OriginSource.Http(url, TIMEOUT))) {
      ask(backend, 0, "k0");

      assertThatThrownBy(() -> ask(backend, 1, "k1")).hasMessageEndingWith("but was 503");
      assertThat(paths).containsExactly("/items/k0", "/items/k1");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aServerThatStopsInTheMiddleOfAnAnswerTakesTooLong() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/{key}";
    try (OriginBackend backend = open(new OriginSource.Http(url, Duration.ofMillis(500)))) {
      assertThatThrownBy(() -> ask(backend, 0, "k0")).hasCauseInstanceOf(TimeoutException.class);
    } finally {
      server.stop(0);
    }
  }
}
