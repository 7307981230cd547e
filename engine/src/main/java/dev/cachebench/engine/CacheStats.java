package dev.cachebench.engine;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts since a cache was built. Immutable.
 *
 * <p>Every lookup ends in exactly one of {@code hitsL1}, {@code hitsL2}, {@code loadsLed}, {@code
 * coalesced}, {@code staleServed}, {@code negativeHits}, {@code errors} and {@code left}; while
 * none is under way their sum is {@code lookups}. Counts are read one after the other, not at one
 * instant.
 *
 * @param lookups lookups that began
 * @param hitsL1 lookups answered from L1
 * @param hitsL2 lookups answered from L2, by an own read or by one that they joined
 * @param loadsLed lookups answered by a load that they led
 * @param coalesced lookups answered by a load that another one led
 * @param errors lookups that ended in an error
 * @param left lookups whose caller cancelled, or had given up before the answer came
 * @param loads calls of the loader
 * @param loadFailures calls of the loader that failed
 * @param retries of these, followed by another try
 * @param retriesDenied of these, not tried again for want of budget
 * @param refusedFills values that the fence kept out of L1
 * @param staleServed lookups answered with a stale value
 * @param originRejected loads that the origin limit rejected
 * @param negativeHits lookups answered from this node's memory of absent keys
 * @param errorHits loads that were not made because the key's last one failed
 * @param loadTimeouts loads that took longer than callers wait
 * @param lateLoads loads that ended well after callers had given up
 * @param refreshes loads before the end of a life, wanted by nobody
 * @param refreshesSuppressed such loads that were left out because the key was being loaded
 * @param puts puts that began
 * @param invalidations invalidations that began
 * @param evictions entries that left L1 for want of room
 * @param expirations entries that L1 dropped past their deadline
 * @param l1Entries entries in L1 now
 * @param flights flights under way now
 * @param l2Reads reads of L2 that ended
 * @param l2Writes writes and removals in L2 that ended
 * @param l2WaitsExtended waits for L2 that a pause of this JVM extended
 * @param l2ConnectionsReplaced connections that did not answer while Redis did
 * @param recoveryQueue keys now of which L2 did not take a value or a removal
 * @param recovered keys of which it has been made up for
 * @param recoveryDropped keys that the recovery queue had no room for
 * @param l2ReadFailures reads of L2 that failed, by reason; every reason but NONE is a key
 * @param l2WriteFailures writes and removals in L2 that failed, by reason
 */
public record CacheStats(
    long lookups,
    long hitsL1,
    long hitsL2,
    long loadsLed,
    long coalesced,
    long errors,
    long left,
    long loads,
    long loadFailures,
    long retries,
    long retriesDenied,
    long refusedFills,
    long staleServed,
    long originRejected,
    long negativeHits,
    long errorHits,
    long loadTimeouts,
    long lateLoads,
    long refreshes,
    long refreshesSuppressed,
    long puts,
    long invalidations,
    long evictions,
    long expirations,
    long l1Entries,
    long flights,
    long l2Reads,
    long l2Writes,
    long l2WaitsExtended,
    long l2ConnectionsReplaced,
    long recoveryQueue,
    long recovered,
    long recoveryDropped,
    Map<Reason, Long> l2ReadFailures,
    Map<Reason, Long> l2WriteFailures) {

  /** Copies the maps. */
  public CacheStats {
    l2ReadFailures = copy(l2ReadFailures);
    l2WriteFailures = copy(l2WriteFailures);
  }

  private static Map<Reason, Long> copy(Map<Reason, Long> counts) {
    EnumMap<Reason, Long> copy = new EnumMap<>(Reason.class);
    copy.putAll(counts);
    return Collections.unmodifiableMap(copy);
  }

  /** Returns how many lookups have ended, however they did. */
  public long ended() {
    return hitsL1 + hitsL2 + loadsLed + coalesced + staleServed + negativeHits + errors + left;
  }

  /** Returns how often L2 failed for this reason, reads and writes together. */
  public long l2Failures(Reason reason) {
    return l2ReadFailures.getOrDefault(reason, 0L) + l2WriteFailures.getOrDefault(reason, 0L);
  }

  /** Returns how many reads and writes the breaker kept from L2. */
  public long breakerRejected() {
    return l2Failures(Reason.CIRCUIT_OPEN);
  }

  /** Returns how many reads, writes and removals in L2 ran out of their budget. */
  public long l2Timeouts() {
    return l2Failures(Reason.L2_TIMEOUT);
  }

  /** Returns how often L2 failed for any reason, reads and writes together. */
  public long l2Failures() {
    long sum = 0;
    for (Reason reason : Reason.values()) {
      sum += l2Failures(reason);
    }
    return sum;
  }
}
