package dev.cachebench.scenarios.workload;

/** Keys in order, from the first to the last and again from the first. */
final class SequentialKeys implements KeySequence {

  private final int count;
  private int next;

  SequentialKeys(int count) {
    this.count = count;
  }

  @Override
  public int next() {
    int key = next;
    next = key + 1 == count ? 0 : key + 1;
    return key;
  }

  @Override
  public double probability(int keyIndex) {
    return 1.0 / count;
  }
}
