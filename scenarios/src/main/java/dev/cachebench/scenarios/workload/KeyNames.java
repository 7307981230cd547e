package dev.cachebench.scenarios.workload;

/**
 * Names of the catalogue's keys: {@code k0}, {@code k1}, …
 *
 * <p>The first million names are made beforehand, so that asking for them allocates nothing. Safe
 * for use by many threads.
 */
public final class KeyNames {

  private static final int READY_MADE = 1 << 20;

  private final int count;
  private final String[] names;

  /**
   * Makes the names.
   *
   * @param count number of keys, 1 or more
   */
  public KeyNames(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, but was " + count);
    }
    this.count = count;
    this.names = new String[Math.min(count, READY_MADE)];
    for (int i = 0; i < names.length; i++) {
      names[i] = "k" + i;
    }
  }

  /** Returns the number of keys. */
  public int count() {
    return count;
  }

  /**
   * Returns the name of a key.
   *
   * @param index from 0
   */
  public String name(int index) {
    return index < names.length ? names[index] : "k" + index;
  }

  /** Returns the index of a name, or −1 when no key is called so. */
  public int index(String name) {
    int length = name.length();
    if (length < 2 || length > 10 || name.charAt(0) != 'k') {
      return -1;
    }
    if (name.charAt(1) == '0') {
      return length == 2 ? 0 : -1;
    }
    long index = 0;
    for (int i = 1; i < length; i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      index = index * 10 + digit;
    }
    return index < count ? (int) index : -1;
  }
}
