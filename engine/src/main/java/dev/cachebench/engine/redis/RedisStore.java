package dev.cachebench.engine.redis;

import dev.cachebench.engine.time.Ticker;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.protocol.RedisProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** L2 on a standalone Redis server; a key's commands all use one connection, in their order. */
final class RedisStore<V> implements L2Store<V> {

  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  /** Value and remaining life in one step; cheaper than a transaction of two commands. */
  private static final String READ_SCRIPT =
      "local v=redis.call('GET',KEYS[1]) "
          + "if v then return {v,redis.call('PTTL',KEYS[1])} end return {}";

  /** Codes of errors that the next command would get as well. */
  private static final List<String> SERVES_NOBODY =
      List.of("LOADING", "BUSY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "ERR max number of");

  /** Settings of the tier, and how long after its life Redis keeps an entry, in ms. */
  record Settings(RedisTierConfig config, long graceMillis) {}

  private final RedisLinks links;
  private final BudgetTimer budgets;
  private final Codec<V> codec;
  private final RedisTierConfig config;
  private final long graceMillis;
  private final Ticker ticker;
  private volatile @Nullable String readDigest;

  RedisStore(
      RedisLinks links, BudgetTimer budgets, Codec<V> codec, Settings settings, Ticker ticker) {
    this.links = links;
    this.budgets = budgets;
    this.codec = codec;
    this.config = settings.config();
    this.graceMillis = settings.graceMillis();
    this.ticker = ticker;
  }

  @Override
  public CompletionStage<L2Answer<V>> read(String key) {
    RedisAsyncCommands<byte[], byte[]> commands = links.of(key).commands();
    if (commands == null) {
      return CompletableFuture.completedFuture(L2Answer.failed(L2Failure.DISCONNECTED));
    }
    byte[] name = name(key);
    long sentNanos = ticker.nanos();
    return budgets
        .within(
            config.commandTimeout().toNanos(),
            send(commands, c -> c.<List<Object>>evalsha(digest(c), ScriptOutputType.MULTI, name)))
        .handle(
            (found, error) ->
                error instanceof RedisNoScriptException
                    ? readAgain(commands, name, sentNanos)
                    : CompletableFuture.completedFuture(answer(name, sentNanos, found, error)))
        .thenCompose(Function.identity())
        .exceptionally(error -> L2Answer.failed(L2Failure.UNDECODABLE));
  }

  /** The server forgot the script, as it does when it restarts: what is left of the budget. */
  private CompletionStage<L2Answer<V>> readAgain(
      RedisAsyncCommands<byte[], byte[]> commands, byte[] name, long sentNanos) {
    Duration left = config.commandTimeout().minusNanos(ticker.nanos() - sentNanos);
    if (left.isNegative() || left.isZero()) {
      return CompletableFuture.completedFuture(L2Answer.failed(L2Failure.TIMEOUT));
    }
    return budgets
        .within(
            left.toNanos(),
            send(commands, c -> c.<List<Object>>eval(READ_SCRIPT, ScriptOutputType.MULTI, name)))
        .handle((found, error) -> answer(name, sentNanos, found, error));
  }

  private String digest(RedisAsyncCommands<byte[], byte[]> commands) {
    String known = readDigest;
    if (known == null) {
      known = commands.digest(READ_SCRIPT);
      readDigest = known;
    }
    return known;
  }

  private L2Answer<V> answer(
      byte[] name, long sentNanos, @Nullable List<Object> found, @Nullable Throwable error) {
    if (error != null || found == null) {
      return L2Answer.failed(classify(error));
    }
    if (found.isEmpty()) {
      return L2Answer.miss();
    }
    if (found.size() != 2
        || !(found.get(0) instanceof byte[] bytes)
        || !(found.get(1) instanceof Long leftMillis)
        || leftMillis < 0) {
      return L2Answer.failed(L2Failure.UNDECODABLE);
    }
    return open(name, sentNanos, bytes, leftMillis);
  }

  private L2Answer<V> open(byte[] name, long sentNanos, byte[] bytes, long leftMillis) {
    Envelope.Opened opened =
        Envelope.open(bytes, name, config.checksum(), config.payload().largestBytes());
    if (opened.failure() != L2Failure.NONE) {
      return L2Answer.failed(opened.failure());
    }
    Envelope.Life life = opened.life();
    long physicalMillis = Math.min(leftMillis, life.lifeMillis());
    long ageMillis = life.ageMillis() + life.lifeMillis() - physicalMillis;
    long logicalMillis = physicalMillis - life.graceMillis();
    try {
      return new L2Answer<>(
          codec.decode(opened.payload()),
          sentNanos - ageMillis * NANOS_PER_MILLI,
          sentNanos + logicalMillis * NANOS_PER_MILLI,
          L2Failure.NONE);
    } catch (RuntimeException e) {
      return L2Answer.failed(L2Failure.UNDECODABLE);
    }
  }

  @Override
  public CompletionStage<L2Failure> write(String key, V value, long bornNanos, long deadlineNanos) {
    byte[] payload = encode(value);
    if (payload.length > config.payload().largestBytes()) {
      // What the key had before would be served in the place of this value.
      return remove(key)
          .thenApply(failure -> failure == L2Failure.NONE ? L2Failure.TOO_LARGE : failure);
    }
    long nowNanos = ticker.nanos();
    long lifeMillis = (deadlineNanos - nowNanos) / NANOS_PER_MILLI;
    if (lifeMillis < 1) {
      return CompletableFuture.completedFuture(L2Failure.NONE);
    }
    byte[] name = name(key);
    long ageMillis = Math.max(0, (nowNanos - bornNanos) / NANOS_PER_MILLI);
    long physicalMillis = lifeMillis + graceMillis;
    Envelope.Life life = new Envelope.Life(ageMillis, physicalMillis, graceMillis);
    boolean compress = payload.length > config.payload().compressAboveBytes();
    byte[] sealed = Envelope.seal(name, payload, life, compress);
    return change(key, c -> c.set(name, sealed, SetArgs.Builder.px(physicalMillis)));
  }

  private byte[] encode(V value) {
    try {
      return codec.encode(value);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("value must be encodable, but the codec failed: " + e, e);
    }
  }

  @Override
  public CompletionStage<L2Failure> remove(String key) {
    return change(key, c -> c.del(name(key)));
  }

  private <T> CompletionStage<L2Failure> change(
      String key, Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
    RedisAsyncCommands<byte[], byte[]> commands = links.of(key).commands();
    if (commands == null) {
      return CompletableFuture.completedFuture(L2Failure.DISCONNECTED);
    }
    return budgets
        .within(config.commandTimeout().toNanos(), send(commands, command))
        .handle((done, error) -> error == null ? L2Failure.NONE : classify(error));
  }

  private static <T> CompletionStage<T> send(
      RedisAsyncCommands<byte[], byte[]> commands,
      Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
    try {
      return command.apply(commands);
    } catch (RedisException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The client tells most of its refusals apart by their text only. */
  static L2Failure classify(@Nullable Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    if (cause instanceof BudgetTimer.PausedException) {
      return L2Failure.PAUSED;
    }
    if (cause instanceof TimeoutException || cause instanceof RedisCommandTimeoutException) {
      return L2Failure.TIMEOUT;
    }
    if (cause instanceof RedisProtocolException) {
      return L2Failure.UNDECODABLE;
    }
    String text = cause == null ? "" : String.valueOf(cause.getMessage());
    if (cause instanceof RedisCommandExecutionException) {
      return refused(text);
    }
    return text.contains("size exceeded") ? L2Failure.REJECTED : L2Failure.DISCONNECTED;
  }

  private static L2Failure refused(String text) {
    if (text.contains("WRONGTYPE")) {
      return L2Failure.UNDECODABLE;
    }
    // A script's error carries the code of the command inside it after a prefix.
    return SERVES_NOBODY.stream().anyMatch(text::startsWith) ? L2Failure.REFUSED : L2Failure.DENIED;
  }

  private byte[] name(String key) {
    return (config.keyPrefix() + key).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public long stoppedNanos() {
    return budgets.stoppedNanos();
  }

  @Override
  public void watch(L2Listener listener) {
    budgets.onExtension(listener::waitExtended);
    links.watch(listener);
  }

  @Override
  public void close() {
    links.close();
  }
}
