package dev.cachebench.scenarios.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.trace.Trace;
import dev.cachebench.scenarios.trace.TraceFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every policy keeps, on real traces in three formats and two compressions. */
final class PublishedTracesContractTest {

  @ParameterizedTest
  @CsvSource({
    "LIRS, lirs/gli.trace.gz, 6015",
    "LIRS, lirs/multi1.trace.gz, 15858",
    "LIRS, lirs/multi2.trace.gz, 26311",
    "LIRS, lirs/multi3.trace.gz, 30241",
    "LIRS, lirs/2_pools.trace.gz, 100000",
    "LIRS, lirs/cpp.trace.gz, 9047",
    "LIRS, lirs/cs.trace.gz, 6781",
    "LIRS, lirs/ps.trace.gz, 10448",
    "LIRS, lirs/sprite.trace.gz, 133996",
    "LIRS, lirs/zigzag.trace.gz, 0",
    "BE_LONG, corda/trace_vaultservice.gz, 0",
    "BE_INT, cache2k/web12.trace.xz, 0",
  })
  void everyPolicyKeepsItsContract(TraceFormat format, String path, int requests) {
    Trace trace = Traces.published(format, path);
    if (requests > 0) {
      assertThat(trace.length()).isEqualTo(requests);
    }
    for (int share : new int[] {2, 20}) {
      Capacity capacity = Capacity.entries(Math.max(2, trace.distinct() * share / 100));
      long most = hits(PolicyKind.OPT_BYPASS, capacity, trace);
      for (PolicyKind kind : PolicyKind.values()) {
        assertThat(hits(kind, capacity, trace)).as(kind.word()).isBetween(0L, most);
      }
    }
  }

  private static long hits(PolicyKind kind, Capacity capacity, Trace trace) {
    EvictionPolicy policy = kind.create(capacity, trace, 1);
    long hits = 0;
    for (int i = 0; i < trace.length(); i++) {
      hits += policy.request(trace.key(i)) ? 1 : 0;
      assertThat(policy.used() <= capacity.amount()).isTrue();
    }
    return hits;
  }
}
