package dev.cachebench.scenarios.fault.clock;

import dev.cachebench.scenarios.redis.RedisAdmin;
import dev.cachebench.scenarios.redis.RedisControl;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The real wall clock of the Redis server. Around each move it counts which keys the move ended:
 * those that are gone, and those that were gone and have been written again, so that they have more
 * left than before instead of less.
 *
 * <p>Confined to one thread.
 */
public final class RedisClock implements MovableClock {

  private static final long TOLERANCE_MILLIS = 500;

  private final RedisControl redis;
  private final RedisAdmin admin;
  private final long retentionMillis;
  private final Consumer<Census> listener;
  private Duration offset = Duration.ZERO;

  /**
   * What became of the keys.
   *
   * @param alive keys with a time to live before the move
   * @param expired those of them that the move ended
   */
  public record Census(int alive, int expired) {}

  /**
   * Creates one.
   *
   * @param redis the server's process
   * @param admin sees its keys
   * @param retentionMillis how long the target keeps an entry after its life
   * @param listener hears what a move did
   */
  public RedisClock(
      RedisControl redis, RedisAdmin admin, long retentionMillis, Consumer<Census> listener) {
    this.redis = redis;
    this.admin = admin;
    this.retentionMillis = retentionMillis;
    this.listener = listener;
  }

  @Override
  public void shift(Duration by) {
    Map<String, Long> before = lives();
    Duration then = offset.plus(by);
    long clock = admin.clockMillis();
    redis.shiftClock(then);
    offset = then;
    requireMoved(admin.clockMillis() - clock, by.toMillis());
    Map<String, Long> after = lives();
    listener.accept(census(before, after, by.toMillis()));
  }

  private Map<String, Long> lives() {
    Map<String, Long> lives = new HashMap<>();
    admin.timesToLive().forEach((key, left) -> lives.put(key, left - retentionMillis));
    return lives;
  }

  /** A clock that does not move would make every figure that follows a wrong one. */
  private static void requireMoved(long movedMillis, long byMillis) {
    if (Math.abs(movedMillis - byMillis) > TOLERANCE_MILLIS) {
      throw new IllegalStateException(
          "the Redis server's clock moved by "
              + movedMillis
              + " ms instead of "
              + byMillis
              + " ms; is libfaketime of this machine's kind?");
    }
  }

  /**
   * Compares the times to live around a move.
   *
   * @param before of every key, ms
   * @param after of every key, ms
   * @param byMillis how far the clock was moved
   */
  static Census census(Map<String, Long> before, Map<String, Long> after, long byMillis) {
    int alive = 0;
    int expired = 0;
    for (Map.Entry<String, Long> key : before.entrySet()) {
      if (key.getValue() <= 0) {
        continue;
      }
      alive++;
      long left = after.getOrDefault(key.getKey(), 0L);
      // Half the move tells one that merely lives on from one that was written again.
      boolean isRenewed = byMillis > 0 && left > key.getValue() - byMillis / 2;
      expired += left <= 0 || isRenewed ? 1 : 0;
    }
    return new Census(alive, expired);
  }
}
