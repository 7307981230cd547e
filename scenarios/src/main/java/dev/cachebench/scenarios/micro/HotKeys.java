package dev.cachebench.scenarios.micro;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Hands out the keys of a small hot set in turn, made beforehand: only the lookup is measured. */
@State(Scope.Thread)
public class HotKeys {

  static final int COUNT = 1_024;
  static final int VALUE_BYTES = 1_024;

  private final String[] keys = new String[COUNT];
  private int at;

  /** Makes the keys. */
  public HotKeys() {
    for (int i = 0; i < COUNT; i++) {
      keys[i] = name(i);
    }
  }

  static String name(int number) {
    return "key-" + number;
  }

  String next() {
    at = (at + 1) & (COUNT - 1);
    return keys[at];
  }
}
