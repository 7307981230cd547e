package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.model.OriginConfig;
import dev.cachebench.scenarios.model.OriginSource;
import dev.cachebench.scenarios.model.ServiceTime;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads an origin that is real: a database or a server. */
final class SourceReader {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int CONCURRENCY = 16;
  private static final int MOST = 1_000;

  private SourceReader() {}

  static OriginConfig origin(Fields fields) {
    Cursor choice = Choice.one(fields, List.of("jdbc", "http"));
    for (String simulated : List.of("service-time", "errors", "poison")) {
      Cursor own = fields.get(simulated);
      if (own != null) {
        own.problem("belongs to the simulated origin: a real one has its own", "take it out");
      }
    }
    int concurrency =
        fields
            .read("concurrency", (long) CONCURRENCY, c -> c.whole(CONCURRENCY, 1, MOST))
            .intValue();
    OriginSource source =
        choice == null ? null : Choice.key(choice).equals("jdbc") ? jdbc(choice) : http(choice);
    return new OriginConfig(new ServiceTime.Fixed(Duration.ZERO), concurrency, 0, 0, source);
  }

  private static OriginSource jdbc(Cursor cursor) {
    Fields fields = cursor.fields(EnvironmentReader.JDBC);
    String url =
        fields.require(
            "url", "write `url: \"jdbc:h2:mem:\"`", "jdbc:h2:mem:", SourceReader::jdbcUrl);
    String query =
        fields.require(
            "query", "write `query: \"select v from t where k = ?\"`", "", SourceReader::query);
    boolean isNumber =
        fields.read("key", false, c -> "number".equals(c.oneOf(List.of("name", "number"))));
    return new OriginSource.Jdbc(url, query, isNumber, timeout(fields));
  }

  private static String jdbcUrl(Cursor cursor) {
    String url = cursor.text("");
    if (!url.startsWith("jdbc:")) {
      cursor.problem("must be an address of JDBC, but was " + cursor.node().kind(), null);
    }
    refuseSecrets(cursor, url.toLowerCase(Locale.ROOT).contains("password=") || hasLogin(url));
    return url;
  }

  private static boolean hasLogin(String url) {
    return url.matches("[^?]*//[^/@]*:[^/@]*@.*");
  }

  private static void refuseSecrets(Cursor cursor, boolean hasSecret) {
    if (hasSecret) {
      cursor.problem(
          "must be without password: files of the run would show it",
          "set CACHEBENCH_ORIGIN_USER and CACHEBENCH_ORIGIN_PASSWORD");
    }
  }

  private static String query(Cursor cursor) {
    String query = cursor.text("");
    if (query.chars().filter(c -> c == '?').count() != 1) {
      cursor.problem("must have one `?`, the key, but was " + cursor.node().kind(), null);
    }
    return query;
  }

  private static OriginSource http(Cursor cursor) {
    String usual = "http://127.0.0.1:8080/{key}";
    Fields fields = cursor.fields(EnvironmentReader.HTTP);
    String url = fields.require("url", "write `url: \"" + usual + "\"`", usual, SourceReader::url);
    return new OriginSource.Http(url, timeout(fields));
  }

  private static String url(Cursor cursor) {
    String url = cursor.text("");
    URI uri = parsed(url.replace("{key}", "k0"));
    boolean isHttp =
        uri != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    if (uri == null || !isHttp || uri.getHost() == null) {
      cursor.problem("must be an address of HTTP, but was " + cursor.node().kind(), null);
    } else if (!url.contains("{key}")) {
      cursor.problem(
          "must say where the key stands, but was " + cursor.word(),
          "write `" + url + (url.endsWith("/") ? "" : "/") + "{key}`");
    }
    refuseSecrets(cursor, uri != null && uri.getUserInfo() != null);
    return url;
  }

  private static @Nullable URI parsed(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Duration timeout(Fields fields) {
    return fields.read("timeout", TIMEOUT, SourceReader::timeout);
  }

  private static Duration timeout(Cursor cursor) {
    Duration timeout = cursor.positiveDuration(TIMEOUT);
    if (timeout.compareTo(SHORTEST) < 0) {
      cursor.problem("must be at least 1s, but was " + cursor.word(), null);
    }
    return timeout;
  }
}
