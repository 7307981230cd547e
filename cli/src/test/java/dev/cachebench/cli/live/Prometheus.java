package dev.cachebench.cli.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cachebench.cli.testing.Program;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus server on loopback that scrapes one address every second. */
final class Prometheus implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Program program;
  private final String address;

  private Prometheus(Program program, String address) {
    this.program = program;
    this.address = address;
  }

  /** Skips the test, and prints why, where there is none. */
  static void require() {
    boolean isThere = Files.isExecutable(Path.of("/usr/bin/prometheus"));
    if (!isThere) {
      System.err.println("skipped: needs prometheus; apt-get install prometheus");
    }
    assumeTrue(isThere, "needs prometheus");
  }

  /**
   * Starts one.
   *
   * @param folder where its files go; holds {@code alerts.yml}
   * @param target what it scrapes, {@code host:port}
   */
  static Prometheus start(Path folder, String target) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: [alerts.yml]
            scrape_configs:
              - job_name: cachebench
                static_configs: [{targets: ['%s']}]
            """
                .formatted(target));
    String address = "127.0.0.1:" + freePort();
    Program program =
        Program.start(
            folder,
            Map.of(),
            "/usr/bin/prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("tsdb"),
            "--web.listen-address=" + address);
    Prometheus prometheus = new Prometheus(program, address);
    await().atMost(Duration.ofSeconds(30)).until(prometheus::isReady);
    return prometheus;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("http://" + address + "/-/ready", "*/*").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks an address once. */
  static HttpResponse<String> get(String url, String accept)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(url)).header("Accept", accept).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Returns the data of an answer of its interface. */
  JsonNode api(String path) throws IOException, InterruptedException {
    String body = get("http://" + address + "/api/v1/" + path, "*/*").body();
    return JsonMapper.shared().readTree(body).path("data");
  }

  /** Returns how many series an expression had in the last five minutes, -1 if it is none. */
  int series(String expression) throws IOException, InterruptedException {
    long now = System.currentTimeMillis() / 1000;
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    JsonNode data =
        api("query_range?step=1&start=%d&end=%d&query=%s".formatted(now - 300, now, query));
    return data.has("result") ? data.path("result").size() : -1;
  }

  @Override
  public void close() throws IOException {
    program.close();
  }
}
