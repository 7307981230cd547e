package dev.cachebench.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cachebench.cli.testing.Captured;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ProxyCommandIT {

  @Test
  void answersWhereItSaysUntilInterrupted() throws Exception {
    Captured console = new Captured();
    AtomicReference<Runnable> interrupt = new AtomicReference<>();
    CommandLine command = new CommandLine(new ProxyCommand(console.console(), interrupt::set));
    CompletableFuture<Integer> ended =
        CompletableFuture.supplyAsync(() -> command.execute("--port=0", "--seed=7"));
    await().until(() -> console.out().endsWith("\n"));
    URI printed = URI.create(console.out().strip());
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest version = HttpRequest.newBuilder(printed.resolve("/version")).build();

    assertThat(printed.toString()).matches("http://127\\.0\\.0\\.1:[1-9]\\d+");
    assertThat(http.send(version, BodyHandlers.ofString()).body()).contains("2.12.0");
    assertThat(console.err()).contains("seed 7");

    interrupt.get().run();

    assertThat(ended.get()).isZero();
    assertThatThrownBy(() -> http.send(version, BodyHandlers.ofString()))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void measuresWhatTheProxyAdds() {
    Captured console = new Captured();

    new CommandLine(new ProxyCommand(console.console(), stop -> {})).execute("--overhead");

    assertThat(console.out().lines())
        .hasSize(4)
        .element(2)
        .asString()
        .matches("\\| 1 (\\| [0-9]+ µs ){5}\\|");
  }
}
