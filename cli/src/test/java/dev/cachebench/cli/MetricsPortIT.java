package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.cli.testing.PretendedRuns;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --metrics-port} with a run that never was. */
final class MetricsPortIT extends CommandTestCase {

  private static final String SCENARIO =
      """
      version: 1
      scenario: pretended
      origin: {service-time: 20ms}
      keys: {count: 100}
      targets:
        hardened: {preset: hardened}
      load: {rate: 1000/s}
      phases: [{name: steady, duration: 1s}]
      """;

  @TempDir Path folder;
  private final PretendedRuns runs = new PretendedRuns("complete");
  private final List<String> answers = new ArrayList<>();

  @BeforeEach
  void pretend() {
    runWith(
        (scenario, options, listener, stop) -> {
          runs.run(scenario, options, listener, stop);
          answers.add(get());
        });
  }

  private int runOn(String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("s.yaml"), SCENARIO);
    List<String> words = new ArrayList<>(List.of("run", file.toString()));
    words.addAll(List.of("--out", folder.resolve("out").toString()));
    words.addAll(List.of(options));
    return run(words.toArray(String[]::new));
  }

  private String get() throws IOException {
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(url()).build(), BodyHandlers.ofString())
          .body();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI url() {
    return URI.create(err().lines().findFirst().orElse("").replace("metrics: ", ""));
  }

  @Test
  void servesUntilTheRunIsOver() throws IOException {
    assertThat(runOn("--metrics-port", "0", "--quiet")).isZero();

    assertThat(url().toString()).matches("http://127\\.0\\.0\\.1:[1-9]\\d+/metrics");
    assertThat(answers).hasSize(1).first().asString().contains("cachebench_run_info{");
    assertThatThrownBy(this::get).isInstanceOf(ConnectException.class);
  }

  @Test
  void exitsWith5BeforeAnythingIsRunWhenThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int status = runOn("--metrics-port", Integer.toString(taken.getLocalPort()));

      assertThat(status).isEqualTo(5);
      assertUsageError(
          "cannot serve metrics on 127.0.0.1:" + taken.getLocalPort() + ": ",
          "is another run there? --metrics-port takes another port, 0 a free one");
    }
    assertThat(answers).isEmpty();
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void namesAHostThatIsNotThere() throws IOException {
    assertThat(runOn("--metrics-port=0", "--metrics-host=no.such.host.invalid")).isEqualTo(5);

    assertUsageError("the host `no.such.host.invalid` is not known", "--metrics-host is an");
  }

  @Test
  void refusesWhatCannotBe() throws IOException {
    assertThat(runOn("--metrics-port", "70000")).isEqualTo(2);
    assertUsageError("--metrics-port must be 0 to 65535, but was 70000", "--metrics-port 0 takes");

    assertThat(runOn("--metrics-port", "0", "--pairs", "5")).isEqualTo(2);
    assertUsageError("--pairs goes with none of", "a pair is a round");
  }
}
