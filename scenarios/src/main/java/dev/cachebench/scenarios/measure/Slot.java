package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.workload.RequestStream;
import dev.cachebench.scenarios.workload.SlotCursor;

/** One request to be started; filled again and again. Confined to one thread. */
final class Slot {

  long intendedNanos;
  int phase;
  Operation operation = Operation.GET;
  int key;
  int node;

  void fill(SlotCursor cursor, long startNanos) {
    intendedNanos = startNanos + cursor.startNanos();
    phase = cursor.phase();
    operation = cursor.operation();
    key = cursor.key();
    node = cursor.node();
  }

  void fill(RequestStream request, int phaseIndex, long nanos) {
    intendedNanos = nanos;
    phase = phaseIndex;
    operation = request.operation();
    key = request.key();
    node = request.node();
  }
}
