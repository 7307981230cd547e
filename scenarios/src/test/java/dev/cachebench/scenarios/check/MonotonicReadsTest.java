package dev.cachebench.scenarios.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MonotonicReadsTest {

  private record Seen(long end, long version) {}

  /** Against the definition, with every read remembered; versions are few enough to be complete. */
  @Property(tries = 500)
  void agreesWithTheDefinition(
      @ForAll @Size(max = 60) List<@IntRange(max = 10) Integer> lengths,
      @ForAll @Size(60) List<@IntRange(min = 1, max = 20) Integer> versions) {
    MonotonicReads reads = new MonotonicReads();
    List<Seen> all = new ArrayList<>();

    for (int i = 0; i < lengths.size(); i++) {
      long end = 10L + i;
      long start = end - lengths.get(i);
      long version = versions.get(i);
      long expected =
          all.stream().filter(seen -> seen.end < start).mapToLong(Seen::version).max().orElse(0);

      assertThat(reads.observe(new CheckedRead(0, 0, 1, start, end), version)).isEqualTo(expected);
      all.add(new Seen(end, version));
    }
  }
}
