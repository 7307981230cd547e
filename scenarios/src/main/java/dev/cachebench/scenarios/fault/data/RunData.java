package dev.cachebench.scenarios.fault.data;

import dev.cachebench.scenarios.redis.RedisAdmin;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * The keys of one arm. Which of them are struck depends on the seed, on the key, and on how often
 * some were struck before, so that it is the same for each target.
 *
 * <p>Confined to one thread.
 */
public final class RunData implements StoredData {

  private final RedisAdmin admin;
  private final String prefix;
  private final SplittableRandom random;

  /**
   * Creates one.
   *
   * @param prefix of the arm's keys
   * @param seed decides which keys are struck
   */
  public RunData(RedisAdmin admin, String prefix, long seed) {
    this.admin = admin;
    this.prefix = prefix;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public long flush() {
    long keys = admin.size();
    admin.flush();
    return keys;
  }

  @Override
  public long evict(double ratio) {
    return admin.remove(prefix, share(ratio));
  }

  @Override
  public long corrupt(double ratio) {
    return admin.corrupt(prefix, share(ratio));
  }

  private Predicate<String> share(double ratio) {
    long salt = random.nextLong();
    // A scan may name a key twice.
    Set<String> seen = new HashSet<>();
    return key -> new SplittableRandom(salt ^ key.hashCode()).nextDouble() < ratio && seen.add(key);
  }
}
