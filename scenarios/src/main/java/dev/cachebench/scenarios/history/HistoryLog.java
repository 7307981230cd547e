package dev.cachebench.scenarios.history;

/** Takes the operations of an arm as they end. Safe for use by many threads. */
public interface HistoryLog {

  /** Takes nothing, and costs nothing. */
  HistoryLog OFF =
      new HistoryLog() {
        @Override
        public boolean isOn() {
          return false;
        }

        @Override
        public void add(HistoryEntry entry) {}
      };

  /** Returns whether entries are wanted; only then need they be made. */
  boolean isOn();

  /** Takes an operation that has ended; never waits for the disk. */
  void add(HistoryEntry entry);
}
