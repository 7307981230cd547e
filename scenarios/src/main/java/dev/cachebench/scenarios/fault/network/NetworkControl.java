package dev.cachebench.scenarios.fault.network;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that stands before Redis, driven over Toxiproxy's HTTP interface, so that it may be the
 * bundled one or a real toxiproxy-server. Toxics that are ours alone go past Toxiproxy's client,
 * which refuses types that it does not know.
 *
 * <p>Confined to one thread.
 */
public final class NetworkControl {

  private static final int PATIENCE_MILLIS = 10_000;
  private static final int MISSING = 404;
  private static final int FAILED = 400;

  private final String name;
  private final URI api;
  private final ToxiproxyClient client;

  /**
   * Creates one; nothing is sent yet.
   *
   * @param api address of the HTTP interface
   * @param name the proxy's name there
   */
  public NetworkControl(URI api, String name) {
    this.client = new ToxiproxyClient(api.getHost(), api.getPort());
    this.api = api;
    this.name = name;
  }

  /** A call that may fail on its way. */
  interface Call {
    void on(Proxy proxy) throws IOException;
  }

  /** Adds a toxic. */
  public interface Maker {
    /** Adds it to a proxy. */
    Toxic make(Proxy proxy, String toxicName, ToxicDirection direction) throws IOException;
  }

  void call(Call call) {
    try {
      call.on(client.getProxy(name));
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private static UncheckedIOException refused(IOException e) {
    return new UncheckedIOException("the proxy refused: " + e.getMessage(), e);
  }

  void add(String toxicName, ToxicDirection direction, double toxicity, Maker maker) {
    call(
        proxy -> {
          Toxic toxic = maker.make(proxy, toxicName, direction);
          if (toxicity < 1) {
            toxic.setToxicity((float) toxicity);
          }
        });
  }

  /** Adds a toxic on what Redis answers, of a type that Toxiproxy's client may not know. */
  void add(String toxicName, String type, double toxicity, Map<String, Long> attributes) {
    String numbers =
        attributes.entrySet().stream()
            .map(attribute -> "\"" + attribute.getKey() + "\":" + attribute.getValue())
            .collect(Collectors.joining(","));
    String body =
        "{\"name\":\"%s\",\"type\":\"%s\",\"stream\":\"downstream\",\"toxicity\":%s,\"attributes\":{%s}}"
            .formatted(toxicName, type, toxicity, numbers);
    send("POST", "/toxics", body);
  }

  /** Removes a toxic; one that is not there is as good as removed. */
  void remove(String toxicName) {
    send("DELETE", "/toxics/" + toxicName, "");
  }

  private void send(String method, String path, String body) {
    try {
      HttpURLConnection http =
          (HttpURLConnection) api.resolve("/proxies/" + name + path).toURL().openConnection();
      http.setRequestMethod(method);
      http.setConnectTimeout(PATIENCE_MILLIS);
      http.setReadTimeout(PATIENCE_MILLIS);
      if (!body.isEmpty()) {
        http.setDoOutput(true);
        http.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      int status = http.getResponseCode();
      if (status >= FAILED) {
        String why = text(http.getErrorStream());
        if (status != MISSING || !why.contains("toxic not found")) {
          throw new IOException("[" + status + "] " + why.strip());
        }
      } else {
        text(http.getInputStream());
      }
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private static String text(@Nullable InputStream in) throws IOException {
    if (in == null) {
      return "";
    }
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
