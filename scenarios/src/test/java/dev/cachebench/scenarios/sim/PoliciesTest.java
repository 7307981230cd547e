package dev.cachebench.scenarios.sim;

import static dev.cachebench.scenarios.sim.Traces.hits;
import static dev.cachebench.scenarios.sim.Traces.letters;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.trace.Trace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Each policy on traces that can be followed by hand; Belady's against trying everything. */
final class PoliciesTest {

  @Test
  void lruKeepsWhatWasUsed() {
    assertThat(hits(PolicyKind.LRU, 2, letters("abacab"))).isEqualTo("..H.H.");
  }

  @Test
  void fifoForgetsThatItWasUsed() {
    assertThat(hits(PolicyKind.FIFO, 2, letters("abacab"))).isEqualTo("..H...");
  }

  @Test
  void clockGivesASecondChanceForEachHit() {
    // c passes the visited a and evicts b; d finds a's bit cleared and evicts it.
    assertThat(hits(PolicyKind.CLOCK, 2, letters("abacda"))).isEqualTo("..H...");
    assertThat(hits(PolicyKind.CLOCK, 3, letters("abcadaea"))).isEqualTo("...H.H.H");
  }

  @Test
  void clockInsertsWithAClearBit() {
    // With bits set on insertion, c would clear both and evict a, the older.
    assertThat(hits(PolicyKind.CLOCK, 2, letters("abaca"))).isEqualTo("..H.H");
  }

  @Test
  void sieveLeavesAVisitedEntryInItsPlaceAndWalksOn() {
    // d passes a and evicts b, e evicts c. For f, CLOCK is at a; SIEVE's hand goes on to d.
    assertThat(hits(PolicyKind.CLOCK, 3, letters("abcadefa"))).isEqualTo("...H....");
    assertThat(hits(PolicyKind.SIEVE, 3, letters("abcadefa"))).isEqualTo("...H...H");
  }

  @Test
  void sieveStartsAgainFromTheOldest() {
    // c clears a and b, comes round to a and evicts it.
    assertThat(hits(PolicyKind.SIEVE, 2, letters("ababcb"))).isEqualTo("..HH.H");
  }

  @Test
  void sieveInsertsWithAClearBit() {
    assertThat(hits(PolicyKind.SIEVE, 2, letters("abaca"))).isEqualTo("..H.H");
  }

  @Test
  void lfuEvictsTheFewestUsesAndOfThoseTheOldest() {
    // c evicts b, used once; d evicts c, and a stays for ever.
    assertThat(hits(PolicyKind.LFU, 2, letters("aabcda"))).isEqualTo(".H...H");
    // Both were used once: the older one leaves.
    assertThat(hits(PolicyKind.LFU, 2, letters("abcb"))).isEqualTo("...H");
  }

  @Property(tries = 300)
  void lfuDoesWhatAListOfCountsDoes(
      @ForAll("keys") List<Integer> keys, @ForAll @IntRange(min = 1, max = 5) int capacity) {
    Map<Integer, Integer> uses = new LinkedHashMap<>();
    StringBuilder expected = new StringBuilder();
    for (int key : keys) {
      Integer known = uses.remove(key);
      expected.append(known == null ? '.' : 'H');
      if (known == null && uses.size() == capacity) {
        int fewest = Collections.min(uses.values());
        uses.remove(
            uses.keySet().stream()
                .filter(each -> uses.get(each) == fewest)
                .findFirst()
                .orElseThrow());
      }
      // Put again, it is the newest of its count.
      uses.put(key, known == null ? 1 : known + 1);
    }

    assertThat(hits(PolicyKind.LFU, capacity, Traces.numbers(keys))).isEqualTo(expected.toString());
  }

  @Test
  void s3FifoLetsWhatWasUsedOnceLeaveTheSmallQueue() {
    // Of ten places one is small: a, never used, leaves at the eleventh key; used twice, it stays.
    assertThat(hits(PolicyKind.S3_FIFO, 10, letters("abcdefghijka"))).endsWith(".");
    assertThat(hits(PolicyKind.S3_FIFO, 10, letters("aaabcdefghijka"))).endsWith("H");
    assertThat(hits(PolicyKind.S3_FIFO, 10, letters("aabcdefghijka"))).endsWith(".");
  }

  @Test
  void s3FifoTakesBackWhatItRemembersIntoTheMainQueue() {
    // a is remembered, comes back to the main queue, and outlives ten keys that are used once.
    assertThat(hits(PolicyKind.S3_FIFO, 10, letters("abcdefghijkalmnopqrstua"))).endsWith("H");
  }

  @Test
  void arcLearnsThatOnceIsNotEnough() {
    // A scan of keys used once does not touch what was used twice.
    assertThat(hits(PolicyKind.ARC, 4, letters("abab" + "cdefghijkl" + "ab"))).endsWith("HH");
    assertThat(hits(PolicyKind.LRU, 4, letters("abab" + "cdefghijkl" + "ab"))).endsWith("..");
  }

  @Test
  void optEvictsWhatIsNeededLastOfAll() {
    assertThat(hits(PolicyKind.OPT, 2, letters("abcab"))).isEqualTo("...H.");
    assertThat(hits(PolicyKind.OPT_BYPASS, 2, letters("abcab"))).isEqualTo("...HH");
  }

  @Property(tries = 300)
  void biggerLruHasEveryHitOfASmaller(
      @ForAll("keys") List<Integer> keys, @ForAll @IntRange(min = 1, max = 5) int capacity) {
    Trace trace = Traces.numbers(keys);

    String small = hits(PolicyKind.LRU, capacity, trace);
    String big = hits(PolicyKind.LRU, capacity + 1, trace);

    for (int i = 0; i < trace.length(); i++) {
      assertThat(small.charAt(i) == 'H' && big.charAt(i) != 'H').isFalse();
    }
  }

  @Property(tries = 300)
  void beladyFindsTheMostHitsThatThereAre(
      @ForAll("keys") List<Integer> keys, @ForAll @IntRange(min = 1, max = 3) int capacity) {
    Trace trace = Traces.numbers(keys);

    assertThat(count(PolicyKind.OPT, capacity, trace))
        .isEqualTo(most(trace, 0, 0, capacity, false));
    assertThat(count(PolicyKind.OPT_BYPASS, capacity, trace))
        .isEqualTo(most(trace, 0, 0, capacity, true));
  }

  @Provide
  Arbitrary<List<Integer>> keys() {
    return Arbitraries.integers().between(0, 4).list().ofMinSize(1).ofMaxSize(10);
  }

  private static long count(PolicyKind kind, int capacity, Trace trace) {
    return hits(kind, capacity, trace).chars().filter(c -> c == 'H').count();
  }

  /** Tries every choice: {@code held} has a bit for each key that is there. */
  private static long most(Trace trace, int position, int held, int capacity, boolean mayRefuse) {
    if (position == trace.length()) {
      return 0;
    }
    int key = 1 << trace.key(position);
    if ((held & key) != 0) {
      return 1 + most(trace, position + 1, held, capacity, mayRefuse);
    }
    if (Integer.bitCount(held) < capacity) {
      return most(trace, position + 1, held | key, capacity, mayRefuse);
    }
    long best = mayRefuse ? most(trace, position + 1, held, capacity, true) : 0;
    for (int victim = held; victim != 0; victim &= victim - 1) {
      int without = held & ~Integer.lowestOneBit(victim);
      best = Math.max(best, most(trace, position + 1, without | key, capacity, mayRefuse));
    }
    return best;
  }
}
