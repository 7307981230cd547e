package dev.cachebench.scenarios.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The routes of Toxiproxy's HTTP interface, on the JDK's server. */
final class HttpApi implements HttpHandler {

  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int LARGEST_BODY = 1 << 20;

  private final ProxyTable table;
  private final String version;
  private final AtomicLong requests = new AtomicLong();

  HttpApi(ProxyTable table, String version) {
    this.table = table;
    this.version = version;
  }

  /** An answer; a null body is none. */
  private record Answer(int status, String type, @Nullable String body) {

    static Answer json(int status, Object body) {
      return new Answer(status, JSON, Json.text(body));
    }

    static Answer none(int status) {
      return new Answer(status, TEXT, null);
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
      send(exchange, answer(exchange, body));
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    String body = answer.body();
    if (body == null) {
      exchange.getResponseHeaders().remove("Content-Type");
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), isHead ? -1 : bytes.length);
    if (!isHead) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(HttpExchange exchange, byte[] body) {
    List<String> path = path(exchange.getRequestURI());
    Route route = Route.of(path);
    if (route == null) {
      return new Answer(404, TEXT, "404 page not found\n");
    }
    String method = exchange.getRequestMethod();
    if (!route.takes(method)) {
      return Answer.none(405);
    }
    exchange
        .getResponseHeaders()
        .set("X-Toxiproxy-Request-Id", "cb%018d".formatted(requests.incrementAndGet()));
    String agent = exchange.getRequestHeaders().getFirst("User-Agent");
    if (agent != null && agent.startsWith("Mozilla/")) {
      // A page in somebody's browser must not drive the proxy.
      return new Answer(403, TEXT, "User agent not allowed\n");
    }
    try {
      return answer(route, method, path, body);
    } catch (ApiException e) {
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      return new Answer(e.status(), TEXT, Json.text(Json.error(e)) + "\n");
    }
  }

  private static @Nullable List<String> split(String path) {
    return path.startsWith("/") ? Arrays.asList(path.substring(1).split("/", -1)) : null;
  }

  private static List<String> path(URI uri) {
    List<String> parts = split(uri.getRawPath());
    // URLDecoder takes + for a blank, which a path does not.
    return parts == null
        ? List.of()
        : parts.stream()
            .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
            .toList();
  }

  private Answer answer(Route route, String method, List<String> path, byte[] body) {
    boolean isGet = method.equals("GET");
    return switch (route) {
      case VERSION ->
          new Answer(200, "application/json;charset=utf-8", "{\"version\": \"" + version + "\"}\n");
      case RESET -> {
        table.reset();
        yield Answer.none(204);
      }
      case POPULATE -> populated(body);
      case PROXIES ->
          isGet ? Answer.json(200, table.all()) : Answer.json(201, table.create(Body.object(body)));
      case PROXY -> proxy(method, path.get(1), body);
      case TOXICS ->
          Answer.json(200, isGet ? table.toxics(path.get(1)) : table.addToxic(path.get(1), body));
      case TOXIC -> toxic(method, path.get(1), path.get(3), body);
    };
  }

  private Answer proxy(String method, String name, byte[] body) {
    if (method.equals("DELETE")) {
      table.delete(name);
      return Answer.none(204);
    }
    return Answer.json(200, method.equals("GET") ? table.get(name) : table.update(name, body));
  }

  private Answer populated(byte[] body) {
    // Its errors are JSON by type too, with the proxies that were done before.
    var answer = table.populate(body);
    return Answer.json(answer.get("status") instanceof Integer status ? status : 201, answer);
  }

  private Answer toxic(String method, String proxy, String toxic, byte[] body) {
    if (method.equals("DELETE")) {
      table.deleteToxic(proxy, toxic);
      return Answer.none(204);
    }
    return Answer.json(
        200,
        method.equals("GET") ? table.toxic(proxy, toxic) : table.updateToxic(proxy, toxic, body));
  }

  private enum Route {
    VERSION("GET"),
    RESET("POST"),
    POPULATE("POST"),
    PROXIES("GET", "POST"),
    PROXY("GET", "POST", "PATCH", "DELETE"),
    TOXICS("GET", "POST"),
    TOXIC("GET", "POST", "PATCH", "DELETE");

    private final String methods;

    Route(String... methods) {
      this.methods = String.join(" ", methods);
    }

    boolean takes(String method) {
      return List.of(methods.split(" ")).contains(method);
    }

    static @Nullable Route of(List<String> path) {
      String first = path.isEmpty() ? "" : path.get(0);
      if (path.size() == 1) {
        return switch (first) {
          case "version" -> VERSION;
          case "reset" -> RESET;
          case "populate" -> POPULATE;
          case "proxies" -> PROXIES;
          default -> null;
        };
      }
      if (!first.equals("proxies") || path.contains("")) {
        return null;
      }
      if (path.size() == 2) {
        return PROXY;
      }
      if (!path.get(2).equals("toxics")) {
        return null;
      }
      return path.size() == 3 ? TOXICS : path.size() == 4 ? TOXIC : null;
    }
  }
}
