package dev.cachebench.scenarios.measure;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * What one thread has recorded in one phase: histograms for each cell and series, and exact counts
 * and sums for each node beside.
 *
 * <p>Written by its own thread alone, read by the reporter's. A value goes into its histogram
 * before its count is published, so whoever sees the count finds the value.
 */
final class PhaseRecorder {

  private static final int DIGITS = 3;
  private static final int SERIES = Cell.SERIES.size();
  private static final int FIELDS = 1 + SERIES;
  private static final int CELLS = Cell.ALL.size();
  private static final int COUNTS = SlotCount.ALL.size();

  private final AtomicReferenceArray<@Nullable SingleWriterRecorder> recorders =
      new AtomicReferenceArray<>(CELLS * SERIES);
  private final @Nullable Histogram[] recycled = new Histogram[CELLS * SERIES];
  private final long[] fetched = new long[CELLS];
  private final AtomicLongArray cells;
  private final AtomicLongArray slots;
  private final int nodes;

  PhaseRecorder(int nodes) {
    this.nodes = nodes;
    this.cells = new AtomicLongArray(nodes * CELLS * FIELDS);
    this.slots = new AtomicLongArray(nodes * COUNTS);
  }

  /**
   * Records an operation that was due, was started and ended at these points: its response time
   * runs from the first, its service time from the second, the lag lies between them.
   */
  void record(int node, int cell, long intendedNanos, long sentNanos, long endNanos) {
    long lag = Math.max(0, sentNanos - intendedNanos);
    long service = Math.max(0, endNanos - sentNanos);
    recorder(cell * SERIES).recordValue(lag + service);
    recorder(cell * SERIES + 1).recordValue(service);
    recorder(cell * SERIES + 2).recordValue(lag);
    int at = (node * CELLS + cell) * FIELDS;
    add(cells, at + 1, lag + service);
    add(cells, at + 2, service);
    add(cells, at + 3, lag);
    add(cells, at, 1);
  }

  /** Counts what has no times. */
  void countUntimed(int node, int cell) {
    add(cells, (node * CELLS + cell) * FIELDS, 1);
  }

  @SuppressWarnings("EnumOrdinal") // array index in the hot path, never stored
  void count(int node, SlotCount what) {
    add(slots, node * COUNTS + what.ordinal(), 1);
  }

  private static void add(AtomicLongArray array, int at, long value) {
    array.setRelease(at, array.getPlain(at) + value);
  }

  private SingleWriterRecorder recorder(int at) {
    SingleWriterRecorder recorder = recorders.getPlain(at);
    if (recorder == null) {
      recorder = new SingleWriterRecorder(DIGITS);
      recorders.setRelease(at, recorder);
    }
    return recorder;
  }

  /**
   * Adds counts and sums to {@code totals}, laid out as {@link #cellAt} and {@link #slotAt} say.
   */
  void addTo(long[] totals) {
    for (int i = 0; i < slots.length(); i++) {
      totals[i] += slots.getAcquire(i);
    }
    for (int at = 0; at < cells.length(); at += FIELDS) {
      for (int field = 0; field < FIELDS; field++) {
        totals[slots.length() + at + field] += cells.getAcquire(at + field);
      }
    }
  }

  static int totalsLength(int nodes) {
    return nodes * (COUNTS + CELLS * FIELDS);
  }

  @SuppressWarnings("EnumOrdinal") // array index, never stored
  static int slotAt(int node, SlotCount what) {
    return node * COUNTS + what.ordinal();
  }

  /** Returns where a cell's count stands; its sums follow in the order of {@link Cell#SERIES}. */
  static int cellAt(int nodes, int node, int cell) {
    return nodes * COUNTS + (node * CELLS + cell) * FIELDS;
  }

  /** Moves what was recorded since the last call into one histogram for each series. */
  void drain(int cell, Histogram[] bySeries) {
    long count = count(cell);
    if (count == fetched[cell]) {
      return;
    }
    fetched[cell] = count;
    for (int series = 0; series < SERIES; series++) {
      int at = cell * SERIES + series;
      SingleWriterRecorder recorder = recorders.getAcquire(at);
      if (recorder != null) {
        Histogram interval = recorder.getIntervalHistogram(recycled[at]);
        bySeries[series].add(interval);
        recycled[at] = interval;
      }
    }
  }

  private long count(int cell) {
    long count = 0;
    for (int node = 0; node < nodes; node++) {
      count += cells.getAcquire((node * CELLS + cell) * FIELDS);
    }
    return count;
  }
}
