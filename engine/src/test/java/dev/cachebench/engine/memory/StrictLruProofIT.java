package dev.cachebench.engine.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever threads do to the strict LRU at once, it could have been one after the other: the same
 * values, the same victims, never more entries than its capacity.
 */
@Timeout(120)
class StrictLruProofIT {

  private static final int CAPACITY = 2;

  /** The operations; sequentially, the class is its own specification. */
  @Param(name = "key", gen = IntGen.class, conf = "1:3")
  public static final class Locked {

    private final L1Store<Integer, Integer> store = new LruStore<>(CAPACITY, 0, () -> 0);

    @Operation
    public Integer get(@Param(name = "key") int key) {
      L1Entry<Integer> entry = store.get(key);
      return entry == null ? null : entry.value();
    }

    @Operation
    public boolean insert(
        @Param(name = "key") int key, @Param(gen = IntGen.class, conf = "1:9") int value) {
      return store.insert(key, new L1Entry<>(value, 0, 1), () -> true);
    }

    @Operation
    public void remove(@Param(name = "key") int key) {
      store.remove(key);
    }

    @Operation
    public void expireAll() {
      store.expireAll();
    }

    @Operation
    public long size() {
      return store.size();
    }

    @Operation
    public long evictions() {
      return store.evictions();
    }
  }

  /** The same policy on the same hash table, without the lock. */
  @Param(name = "key", gen = IntGen.class, conf = "1:3")
  public static final class Unlocked {

    private final LinkedHashMap<Integer, Integer> entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, Integer> eldest) {
            return size() > CAPACITY;
          }
        };

    @Operation
    public Integer get(@Param(name = "key") int key) {
      return entries.get(key);
    }

    @Operation
    public boolean insert(
        @Param(name = "key") int key, @Param(gen = IntGen.class, conf = "1:9") int value) {
      entries.put(key, value);
      return true;
    }

    @Operation
    public void remove(@Param(name = "key") int key) {
      entries.remove(key);
    }

    @Operation
    public int size() {
      return entries.size();
    }
  }

  private static ModelCheckingOptions modelChecking() {
    return new ModelCheckingOptions()
        .iterations(5)
        .invocationsPerIteration(50)
        .actorsBefore(2)
        .threads(2)
        .actorsPerThread(3)
        .actorsAfter(2)
        .minimizeFailedScenario(false);
  }

  private static StressOptions stress() {
    return new StressOptions()
        .iterations(5)
        .invocationsPerIteration(300)
        .actorsBefore(2)
        .threads(3)
        .actorsPerThread(3)
        .actorsAfter(2)
        .minimizeFailedScenario(false);
  }

  @Test
  void isLinearizableInModelCheckedInterleavings() {
    modelChecking().check(Locked.class);
  }

  @Test
  void isLinearizableUnderStress() {
    stress().check(Locked.class);
  }

  @Test
  void theCheckFindsAnLruWithoutItsLock() {
    assertThatThrownBy(() -> modelChecking().iterations(50).check(Unlocked.class))
        .isInstanceOf(LincheckAssertionError.class);
  }
}
