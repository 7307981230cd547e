package dev.cachebench.engine.memory;

class CaffeineStoreTest extends L1StoreContractTest {

  @Override
  EvictionPolicy policy() {
    return EvictionPolicy.W_TINYLFU;
  }
}
