package dev.cachebench.scenarios.origin;

import dev.cachebench.scenarios.model.OriginSource;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A server that is asked over HTTP, with the JDK's client. */
final class HttpBackend implements OriginBackend {

  private static final String KEY = "{key}";
  private static final int SUCCESS = 2;

  private final OriginSource.Http source;
  private final HttpClient client;

  HttpBackend(OriginSource.Http source) {
    this.source = source;
    this.client = HttpClient.newBuilder().connectTimeout(source.timeout()).build();
  }

  /** Connections are made when they are needed: the client has no limit to their number. */
  @Override
  public CompletionStage<?> prepare() {
    return CompletableFuture.completedStage(true);
  }

  @Override
  public CompletionStage<?> fetch(int index, String name) {
    String key = URLEncoder.encode(name, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(source.url().replace(KEY, key)))
            .timeout(source.timeout())
            .build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, BodyHandlers.ofByteArray());
    // The request's own timeout ends with the head of the answer.
    CompletableFuture<Void> answer =
        exchange
            .thenAccept(HttpBackend::requireSuccess)
            .orTimeout(source.timeout().toNanos(), TimeUnit.NANOSECONDS);
    answer.whenComplete((nothing, error) -> exchange.cancel(true));
    return answer;
  }

  private static void requireSuccess(HttpResponse<byte[]> response) {
    if (response.statusCode() / 100 != SUCCESS) {
      throw new OriginException(
          response.uri() + " must answer 2xx, but was " + response.statusCode());
    }
  }

  /** The client's threads are daemons and end with it. */
  @Override
  public void close() {}
}
