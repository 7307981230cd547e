package dev.cachebench.scenarios.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a live Redis without leaving a trace: INFO, SELECT, SCAN, TYPE, STRLEN, MEMORY USAGE and
 * PTTL only, none of which writes or touches a key's idle time for long, and no more than a few
 * thousand of them.
 *
 * <p>SCAN walks the hash table, so that its first keys are a fair sample. Confined to one thread.
 */
public final class RedisSurveyor {

  private static final int PAGE = 100;
  private static final int PAGES = 500;
  private static final List<String> READS = List.of("get", "mget", "getex", "hget", "hgetall");
  private static final List<String> WRITES =
      List.of("set", "setex", "psetex", "setnx", "mset", "hset", "hmset", "del", "unlink");

  private final RespConnection connection;
  private final int sample;
  private final List<Long> sizes = new ArrayList<>();
  private final List<Long> lives = new ArrayList<>();
  private int seen;

  private RedisSurveyor(RespConnection connection, int sample) {
    this.connection = connection;
    this.sample = sample;
  }

  /**
   * Looks at a database.
   *
   * @param sample how many keys to look at, at most
   * @throws EnvironmentException if nobody answers there, or what is asked is not allowed
   */
  public static RedisSurvey survey(RedisEndpoint endpoint, int sample) {
    try (RespConnection connection = RespConnection.open(endpoint)) {
      return new RedisSurveyor(connection, sample).survey(endpoint.database());
    } catch (IOException e) {
      throw new EnvironmentException(
          "Redis at " + endpoint.address() + " cannot be looked at: " + e.getMessage(),
          "check address and password (CACHEBENCH_REDIS_PASSWORD or --redis-password-file); its"
              + " user needs the commands INFO, SCAN, TYPE, STRLEN and PTTL");
    }
  }

  private RedisSurvey survey(int database) throws IOException {
    RedisInfo info =
        RedisInfo.of(connection.text("INFO") + "\n" + optional("INFO", "commandstats"));
    scan();
    return new RedisSurvey(
        info.name() + " " + info.version(),
        info.text("redis_mode").equals("cluster"),
        Math.max(info.part("db" + database, "keys"), seen),
        info.number("used_memory"),
        info.number("maxmemory"),
        info.text("maxmemory_policy"),
        info.number("evicted_keys"),
        info.number("instantaneous_ops_per_sec"),
        calls(info, READS),
        calls(info, WRITES),
        info.number("keyspace_hits"),
        info.number("keyspace_misses"),
        seen,
        sizes.stream().sorted().toList(),
        lives.stream().sorted().toList());
  }

  private static long calls(RedisInfo info, List<String> commands) {
    return commands.stream().mapToLong(name -> info.part("cmdstat_" + name, "calls")).sum();
  }

  private String optional(String... words) throws IOException {
    try {
      return connection.call(words) instanceof String text ? text : "";
    } catch (RespConnection.ErrorReply e) {
      return "";
    }
  }

  private void scan() throws IOException {
    String cursor = "0";
    for (int i = 0; i < PAGES && seen < sample; i++) {
      Object answer = connection.call("SCAN", cursor, "COUNT", Integer.toString(PAGE));
      if (!(answer instanceof List<?> parts)
          || parts.size() != 2
          || !(parts.get(0) instanceof String next)
          || !(parts.get(1) instanceof List<?> keys)) {
        throw new IOException("its answer to SCAN is not one of Redis's");
      }
      look(texts(keys).limit(sample - seen).toList());
      cursor = next;
      if (cursor.equals("0")) {
        return;
      }
    }
  }

  private static Stream<String> texts(List<?> answers) {
    return answers.stream().filter(String.class::isInstance).map(String.class::cast);
  }

  private void look(List<String> keys) throws IOException {
    List<@Nullable Object> types = each(keys, key -> List.of("TYPE", key));
    List<@Nullable Object> lifetimes = each(keys, key -> List.of("PTTL", key));
    List<List<String>> questions = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      questions.add(
          "string".equals(types.get(i)) ? List.of("STRLEN", key) : List.of("MEMORY", "USAGE", key));
    }
    for (Object size : connection.all(questions)) {
      if (size instanceof Long bytes && bytes > 0) {
        sizes.add(bytes);
      }
    }
    for (Object life : lifetimes) {
      if (life instanceof Long millis && millis > 0) {
        lives.add(millis);
      }
    }
    seen += keys.size();
  }

  /** What is asked about a key. */
  private interface Question {
    List<String> about(String key);
  }

  private List<@Nullable Object> each(List<String> keys, Question question) throws IOException {
    return connection.all(keys.stream().map(question::about).toList());
  }
}
