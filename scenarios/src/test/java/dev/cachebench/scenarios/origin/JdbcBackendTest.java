package dev.cachebench.scenarios.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cachebench.scenarios.model.OriginSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JdbcBackendTest {

  private static final int CONNECTIONS = 3;

  @TempDir Path folder;

  private final PretendedDatabase.Server server = new PretendedDatabase.Server();
  private OriginBackend backend;

  @BeforeEach
  void open() throws IOException {
    backend = open(Duration.ofSeconds(50));
  }

  private OriginBackend open(Duration timeout) throws IOException {
    return OriginBackend.open(
        new OriginSource.Jdbc(PretendedDatabase.url(), "select ?", false, timeout),
        CONNECTIONS,
        PretendedDatabase.drivers(folder, server));
  }

  @AfterEach
  void close() {
    backend.close();
  }

  private CompletableFuture<?> ask() {
    return backend.fetch(0, "k0").toCompletableFuture();
  }

  private void hold() {
    server.answers = new CountDownLatch(1);
  }

  @Test
  void opensAConnectionOnlyWhenNoneIsIdle() {
    for (int i = 0; i < 10; i++) {
      ask().join();
    }

    assertThat(server.opened).hasValue(1);
  }

  @Test
  void opensNoMoreThanLoadsAtOnce() {
    hold();
    CompletableFuture<?>[] asked = new CompletableFuture<?>[10];
    for (int i = 0; i < asked.length; i++) {
      asked[i] = ask();
    }
    await().until(() -> server.asked.get() == CONNECTIONS);
    server.answers.countDown();
    CompletableFuture.allOf(asked).join();

    assertThat(server.asked).hasValue(10);
    assertThat(server.opened).hasValue(CONNECTIONS);
  }

  @Test
  void isPreparedWithAllItsConnections() {
    backend.prepare().toCompletableFuture().join();
    ask().join();

    assertThat(server.opened).hasValue(CONNECTIONS);
  }

  @Test
  void cannotBePreparedWhereConnectionsAreRefused() {
    server.isRefusing = true;

    assertThatThrownBy(() -> backend.prepare().toCompletableFuture().join())
        .hasMessageEndingWith("connection refused");
  }

  @Test
  void replacesDeadConnectionsAfterARestartWithoutAnError() {
    backend.prepare().toCompletableFuture().join();
    server.restart();

    for (int i = 0; i < 2 * CONNECTIONS; i++) {
      ask().join();
    }

    assertThat(server.opened).hasValue(CONNECTIONS + 1);
  }

  @Test
  void failsWhileTheDatabaseIsDownAndRecovers() {
    ask().join();
    server.restart();
    server.isRefusing = true;

    assertThatThrownBy(() -> ask().join()).hasMessageEndingWith("connection refused");
    server.isRefusing = false;
    ask().join();

    assertThat(server.opened).hasValue(2);
    assertThat(server.closed).hasValue(1);
  }

  @Test
  void answersInTimeThatItTookTooLong() throws IOException {
    backend = open(Duration.ofMillis(1));
    hold();

    assertThatThrownBy(() -> ask().join()).hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void failsLoadsUnderWayWhenItIsClosed() {
    hold();
    CompletableFuture<?>[] asked = {ask(), ask(), ask(), ask()};
    await().until(() -> server.asked.get() == CONNECTIONS);

    backend.close();

    for (CompletableFuture<?> load : asked) {
      assertThatThrownBy(load::join).hasCauseInstanceOf(OriginException.class);
    }
    assertThat(server.closed).hasValue(server.opened.get());
  }
}
