package dev.cachebench.engine;

import dev.cachebench.engine.redis.L2Failure;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts as it happens; adding neither locks nor allocates in the usual case. */
final class Counters {

  final LongAdder lookups = new LongAdder();
  final LongAdder hitsL1 = new LongAdder();
  final LongAdder hitsL2 = new LongAdder();
  final LongAdder loadsLed = new LongAdder();
  final LongAdder coalesced = new LongAdder();
  final LongAdder errors = new LongAdder();
  final LongAdder left = new LongAdder();
  final LongAdder loads = new LongAdder();
  final LongAdder loadFailures = new LongAdder();
  final LongAdder retries = new LongAdder();
  final LongAdder retriesDenied = new LongAdder();
  final LongAdder refusedFills = new LongAdder();
  final LongAdder staleServed = new LongAdder();
  final LongAdder originRejected = new LongAdder();
  final LongAdder negativeHits = new LongAdder();
  final LongAdder errorHits = new LongAdder();
  final LongAdder loadTimeouts = new LongAdder();
  final LongAdder lateLoads = new LongAdder();
  final LongAdder refreshes = new LongAdder();
  final LongAdder refreshesSuppressed = new LongAdder();
  final LongAdder puts = new LongAdder();
  final LongAdder invalidations = new LongAdder();
  final LongAdder l2Reads = new LongAdder();
  final LongAdder l2Writes = new LongAdder();
  final LongAdder l2WaitsExtended = new LongAdder();
  final LongAdder l2ConnectionsReplaced = new LongAdder();
  final Observation observation;
  private final Map<Reason, LongAdder> l2ReadFailures = byReason();
  private final Map<Reason, LongAdder> l2WriteFailures = byReason();

  Counters(Observation observation) {
    this.observation = observation;
  }

  private static Map<Reason, LongAdder> byReason() {
    Map<Reason, LongAdder> adders = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      if (reason != Reason.NONE) {
        adders.put(reason, new LongAdder());
      }
    }
    return adders;
  }

  Reason l2Read(L2Failure failure) {
    l2Reads.increment();
    return failed(l2ReadFailures, failure);
  }

  Reason l2Write(L2Failure failure) {
    l2Writes.increment();
    return failed(l2WriteFailures, failure);
  }

  private static Reason failed(Map<Reason, LongAdder> adders, L2Failure failure) {
    Reason reason = Reason.of(failure);
    LongAdder adder = adders.get(reason);
    if (adder != null) {
      adder.increment();
    }
    return reason;
  }

  Map<Reason, Long> l2ReadFailures() {
    return sums(l2ReadFailures);
  }

  Map<Reason, Long> l2WriteFailures() {
    return sums(l2WriteFailures);
  }

  private static Map<Reason, Long> sums(Map<Reason, LongAdder> adders) {
    Map<Reason, Long> sums = new EnumMap<>(Reason.class);
    adders.forEach((reason, adder) -> sums.put(reason, adder.sum()));
    return sums;
  }
}
