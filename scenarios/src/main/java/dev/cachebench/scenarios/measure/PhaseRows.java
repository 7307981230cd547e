package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.check.CheckCount;
import dev.cachebench.scenarios.check.ConsistencyChecker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the growing totals of one phase into what was added since the last interval, node by node.
 * Confined to one thread.
 */
final class PhaseRows {

  /** Gets that waited for another's load; they are among those of the origin, too. */
  private static final String COALESCED = "get.coalesced";

  private final Recorders recorders;
  private final ConsistencyChecker checker;
  private final int phase;
  private final int nodes;
  private final long[] findings;
  private long[] before;
  private long[] now;

  PhaseRows(Recorders recorders, ConsistencyChecker checker, int phase, int nodes) {
    this.recorders = recorders;
    this.checker = checker;
    this.phase = phase;
    this.nodes = nodes;
    this.findings = new long[nodes * CheckCount.values().length];
    this.before = new long[PhaseRecorder.totalsLength(nodes)];
    this.now = new long[before.length];
  }

  /**
   * What was added on one node.
   *
   * @param node index of the node
   * @param counts what was counted
   * @param sums exact sums, ns
   */
  record Added(int node, Map<String, Long> counts, Map<String, Long> sums) {}

  /** Returns what was added since the last call; nodes without anything new are left out. */
  List<Added> take() {
    Arrays.fill(now, 0);
    recorders.each(phase, recorder -> recorder.addTo(now));
    List<Added> rows = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      Added added = new Added(node, new LinkedHashMap<>(), new LinkedHashMap<>());
      slots(added);
      cells(added);
      findings(added);
      if (!added.counts.isEmpty()) {
        rows.add(added);
      }
    }
    long[] spare = before;
    before = now;
    now = spare;
    return rows;
  }

  private void slots(Added added) {
    for (SlotCount what : SlotCount.ALL) {
      put(added.counts, what.word(), PhaseRecorder.slotAt(added.node, what));
    }
  }

  private void cells(Added added) {
    for (int cell = 0; cell < Cell.ALL.size(); cell++) {
      int at = PhaseRecorder.cellAt(nodes, added.node, cell);
      Cell named = Cell.ALL.get(cell);
      if (now[at] == before[at]) {
        continue;
      }
      if (named.isCoalesced()) {
        put(added.counts, COALESCED, at);
      }
      added.counts.merge(named.word(), now[at] - before[at], Long::sum);
      for (int series = 0; series < Cell.SERIES.size(); series++) {
        added.sums.merge(
            named.sumWords().get(series),
            now[at + 1 + series] - before[at + 1 + series],
            Long::sum);
      }
    }
  }

  private void put(Map<String, Long> counts, String word, int at) {
    if (now[at] != before[at]) {
      counts.put(word, now[at] - before[at]);
    }
  }

  private void findings(Added added) {
    int at = added.node * CheckCount.values().length;
    for (CheckCount what : CheckCount.values()) {
      long count = checker.count(phase, added.node, what);
      if (count != findings[at]) {
        added.counts.put(what.word(), count - findings[at]);
        findings[at] = count;
      }
      at++;
    }
  }
}
