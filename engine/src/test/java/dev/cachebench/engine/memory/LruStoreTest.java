package dev.cachebench.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LruStoreTest extends L1StoreContractTest {

  @Override
  EvictionPolicy policy() {
    return EvictionPolicy.LRU;
  }

  @Test
  void evictsExactlyTheLeastRecentlyUsed() {
    L1Store<String, String> store = store(3);
    for (String key : new String[] {"a", "b", "c"}) {
      store.insert(key, entry(key, Duration.ofSeconds(1)), () -> true);
    }
    store.get("a");

    store.insert("d", entry("d", Duration.ofSeconds(1)), () -> true);

    assertThat(store.get("b")).isNull();
    assertThat(store.get("a")).isNotNull();
    assertThat(store.get("c")).isNotNull();
    assertThat(store.get("d")).isNotNull();
  }

  @Test
  void anExpiredEntryThatMakesRoomWasNotEvicted() {
    L1Store<String, String> store = store(1);
    store.insert("a", entry("a", Duration.ofSeconds(1)), () -> true);
    ticker.advance(Duration.ofSeconds(1));

    store.insert("b", entry("b", Duration.ofSeconds(1)), () -> true);

    assertThat(store.expirations()).isEqualTo(1);
    assertThat(store.evictions()).isZero();
  }
}
