package dev.cachebench.scenarios.yaml;

import dev.cachebench.scenarios.gate.UnitTable;
import dev.cachebench.scenarios.model.OriginConfig;
import dev.cachebench.scenarios.model.ProxyConfig;
import dev.cachebench.scenarios.model.RedisConfig;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.model.ServiceTime;
import dev.cachebench.scenarios.yaml.tree.Cursor;
import dev.cachebench.scenarios.yaml.tree.Fields;
import dev.cachebench.scenarios.yaml.tree.Keys;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the caches stand between: {@code redis}, {@code proxy}, {@code nodes}, {@code origin}.
 */
final class EnvironmentReader {
  static final Keys REDIS = Keys.mapping().with("provider", "uri", "image", "topology", "masters");
  static final Keys PROXY = Keys.mapping().with("provider", "uri", "image");
  static final Keys NODES = Keys.mapping().with("count", "isolation");
  static final Keys LOGNORMAL = Keys.mapping().with("median", "p99");
  static final Keys SERVICE_TIME =
      Keys.mapping().with("fixed").with("lognormal", LOGNORMAL).with("exponential");
  static final Keys JDBC = Keys.mapping().with("url", "query", "key", "timeout");
  static final Keys HTTP = Keys.mapping().with("url", "timeout");
  static final Keys ORIGIN =
      Keys.mapping()
          .with("service-time", SERVICE_TIME)
          .with("concurrency", "errors", "poison")
          .with("jdbc", JDBC)
          .with("http", HTTP);

  static final OriginConfig NO_ORIGIN =
      new OriginConfig(new ServiceTime.Fixed(Duration.ofMillis(20)), 64, 0);
  private static final String CONTAINER = "container";
  private static final List<String> PROVIDERS = List.of("embedded", CONTAINER, "external");
  private static final String EMBEDDED = "write `redis: embedded`, or `redis://host:6379/0`";

  private EnvironmentReader() {}

  static RedisConfig redis(Cursor cursor) {
    if (!cursor.isMapping()) {
      return cursor.isOf("`embedded`, an address or a mapping")
          ? redisWord(cursor)
          : RedisConfig.embedded();
    }
    Fields fields = cursor.fields(REDIS);
    fields.read("topology", true, EnvironmentReader::topology);
    fields.read("masters", 3L, masters -> masters.whole(3, 3, 16));
    Cursor masters = fields.get("masters");
    if (masters != null && !fields.has("topology")) {
      masters.problem("only a cluster has masters", "add `topology: cluster`");
    }
    Provider provider = provider(fields, PROVIDERS, "add `uri: redis://host:6379/0`");
    Cursor uri = provider.uri();
    if (uri != null) {
      return uri.isOf("an address") ? address(uri) : RedisConfig.embedded();
    }
    return provider.isContainer()
        ? new RedisConfig(RedisConfig.Provider.CONTAINER, null, provider.image())
        : RedisConfig.embedded();
  }

  /**
   * What a mapping says about who starts something.
   *
   * @param word its provider; null when it says nothing
   * @param uri the address, if it is somebody else's
   * @param image of a container; null when it names none
   */
  private record Provider(@Nullable String word, @Nullable Cursor uri, @Nullable String image) {

    boolean isContainer() {
      return CONTAINER.equals(word);
    }
  }

  private static Provider provider(Fields fields, List<String> words, String uriHint) {
    Cursor cursor = fields.get("provider");
    Cursor uri = fields.get("uri");
    Cursor image = fields.get("image");
    String word = cursor == null ? null : cursor.oneOf(words);
    if (image != null && !CONTAINER.equals(word)) {
      image.problem("only a container has an image", "add `provider: container`");
    }
    String name = image == null ? null : image(image);
    if (uri != null && word != null && !word.equals("external")) {
      uri.problem("an address is for `provider: external`", "take out `uri` or `provider`");
      return new Provider(word, null, name);
    }
    if (uri == null && "external".equals(word)) {
      fields.require("uri", uriHint);
    }
    return new Provider(word, uri, name);
  }

  private static String image(Cursor cursor) {
    String name = cursor.text("");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._/:@-]{0,254}")) {
      cursor.problem(
          "must be the name of an image, but was " + cursor.node().kind(),
          "write `image: redis:7.4-alpine`");
    }
    return name;
  }

  private static boolean topology(Cursor cursor) {
    String word = cursor.oneOf(List.of("standalone", "sentinel", "cluster"));
    if (word != null && !word.equals("standalone")) {
      cursor.unavailable("topology: " + word, "write `topology: standalone`");
    }
    return true;
  }

  private static RedisConfig redisWord(Cursor cursor) {
    if (cursor.word().equals(CONTAINER)) {
      return new RedisConfig(RedisConfig.Provider.CONTAINER, null, null);
    }
    if (cursor.word().equals("embedded")) {
      return RedisConfig.embedded();
    }
    return address(cursor);
  }

  private static RedisConfig address(Cursor cursor) {
    if (cursor.word().startsWith("rediss://")) {
      cursor.unavailable("rediss", EMBEDDED);
      return RedisConfig.embedded();
    }
    URI uri = uri(cursor.word());
    if (cursor.word().startsWith("redis://") && cursor.word().contains("@")) {
      cursor.problem(
          "an address must not hold a user or password",
          "take it out and set CACHEBENCH_REDIS_PASSWORD in the environment instead");
    } else if (uri == null || !isRedis(uri)) {
      cursor.problem("must be `embedded` or an address of Redis", EMBEDDED);
    } else {
      return RedisConfig.external(uri);
    }
    return RedisConfig.embedded();
  }

  private static @Nullable URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static boolean isRedis(URI uri) {
    String path = Objects.requireNonNullElse(uri.getPath(), "");
    return "redis".equals(uri.getScheme())
        && uri.getHost() != null
        && uri.getPort() != 0
        && uri.getPort() <= 65_535
        && path.matches("/?|/[0-9]{1,5}")
        && uri.getQuery() == null
        && uri.getFragment() == null;
  }

  static ProxyConfig proxy(Cursor cursor, RedisConfig redis) {
    ProxyConfig proxy = cursor.isMapping() ? proxyMapping(cursor) : proxyWord(cursor);
    if (proxy.isContainer() && redis.provider() != RedisConfig.Provider.CONTAINER) {
      cursor.problem(
          "a proxy in a container reaches only a Redis in a container beside it",
          "write `redis: container` too, or `proxy: embedded`");
    }
    return proxy;
  }

  private static ProxyConfig proxyMapping(Cursor cursor) {
    Provider provider = provider(cursor.fields(PROXY), PROVIDERS, "add `uri: http://host:8474`");
    Cursor uri = provider.uri();
    if (uri != null) {
      return proxyWord(uri);
    }
    if (provider.isContainer()) {
      return new ProxyConfig(ProxyConfig.Provider.CONTAINER, null, provider.image());
    }
    return provider.word() == null ? ProxyConfig.OFF : ProxyConfig.EMBEDDED;
  }

  private static ProxyConfig proxyWord(Cursor cursor) {
    if (cursor.isOff() || !cursor.isOf("`off`, `embedded` or an address")) {
      return ProxyConfig.OFF;
    }
    String word = cursor.word();
    if (word.matches("http://[A-Za-z0-9.-]+:[0-9]{1,5}/?")) {
      return new ProxyConfig(ProxyConfig.Provider.EXTERNAL, URI.create(word), null);
    }
    if (word.equals(CONTAINER)) {
      return new ProxyConfig(ProxyConfig.Provider.CONTAINER, null, null);
    }
    if (!word.equals("embedded")) {
      cursor.problem(
          "must be `off`, `embedded` or `http://host:8474`, but was " + cursor.node().kind(), null);
    }
    return ProxyConfig.EMBEDDED;
  }

  /** How many nodes there are, and how they are kept apart. */
  record Nodes(int count, String isolation) {
    static final Nodes ONE = new Nodes(1, "thread");

    boolean hasProcesses() {
      return isolation.equals(Scenario.PROCESS);
    }
  }

  static Nodes nodes(Cursor cursor) {
    if (!cursor.isMapping()) {
      return new Nodes((int) cursor.whole(1, 1, 64), "thread");
    }
    Fields fields = cursor.fields(NODES);
    int count = fields.read("count", 1L, c -> c.whole(1, 1, 64)).intValue();
    String isolation = fields.read("isolation", "thread", EnvironmentReader::isolation);
    return new Nodes(count, isolation);
  }

  private static String isolation(Cursor cursor) {
    String word = cursor.oneOf(List.of("thread", Scenario.PROCESS));
    return word == null ? "thread" : word;
  }

  static OriginConfig origin(Cursor cursor) {
    Fields fields = cursor.fields(ORIGIN);
    if (!fields.present(List.of("jdbc", "http")).isEmpty()) {
      return SourceReader.origin(fields);
    }
    return new OriginConfig(
        fields.require(
            "service-time",
            "say how long a load takes: `service-time: 20ms`",
            NO_ORIGIN.serviceTime(),
            EnvironmentReader::serviceTime),
        fields.read("concurrency", 64L, c -> c.whole(64, 1, 1_000_000)).intValue(),
        fields.read("errors", 0.0, c -> c.number(UnitTable.RATIO, 0, 0, 1)),
        fields.read("poison", 0.0, c -> c.number(UnitTable.RATIO, 0, 0, 1)));
  }

  private static ServiceTime serviceTime(Cursor cursor) {
    Duration usual = Duration.ofMillis(20);
    if (!cursor.isMapping()) {
      return new ServiceTime.Fixed(cursor.duration(usual));
    }
    Fields fields = cursor.fields(SERVICE_TIME);
    Cursor choice = Choice.one(fields, List.of("fixed", "lognormal", "exponential"));
    if (choice == null) {
      return NO_ORIGIN.serviceTime();
    }
    return switch (Choice.key(choice)) {
      case "fixed" -> new ServiceTime.Fixed(choice.duration(usual));
      case "exponential" -> new ServiceTime.Exponential(choice.positiveDuration(usual));
      default -> lognormal(choice);
    };
  }

  private static ServiceTime lognormal(Cursor cursor) {
    Fields fields = cursor.fields(LOGNORMAL);
    Duration none = Duration.ZERO;
    String hint = "write `{median: 20ms, p99: 120ms}`";
    Duration median = fields.require("median", hint, none, c -> c.positiveDuration(none));
    Duration p99 = fields.require("p99", hint, none, c -> c.positiveDuration(none));
    Cursor tail = fields.get("p99");
    if (tail != null && !median.isZero() && !p99.isZero() && p99.compareTo(median) <= 0) {
      tail.problem("must be greater than the median, but was " + tail.word(), null);
    }
    return new ServiceTime.Lognormal(median, p99);
  }
}
