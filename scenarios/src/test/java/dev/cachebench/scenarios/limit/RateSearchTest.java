package dev.cachebench.scenarios.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RateSearchTest {

  private final List<Double> tried = new ArrayList<>();

  private RateSearch.Found search(double start, double limit) throws IOException {
    return new RateSearch(start, 50, 200_000, 0.1)
        .search(
            (rate, attempt) -> {
              tried.add(rate);
              return rate <= limit ? Outcome.HELD : Outcome.MISSED;
            });
  }

  @Property(tries = 200)
  void comesAsNearAsItWasAsked(
      @ForAll @DoubleRange(min = 50, max = 200_000) double start,
      @ForAll @DoubleRange(min = 55, max = 190_000) double limit)
      throws IOException {
    RateSearch.Found found = search(start, limit);

    assertThat(found.held()).isBetween(limit / 1.12, limit);
    assertThat(found.missed()).isBetween(limit, limit * 1.12);
    assertThat(found.end()).isEqualTo(Outcome.MISSED);
    assertThat(tried).hasSizeLessThan(40);
    tried.clear();
  }

  @Test
  void triesEveryRateThatDoesNotHoldTwice() throws IOException {
    search(1_000, 2_500);

    assertThat(tried)
        .containsExactly(
            1_000.0, 2_000.0, 4_000.0, 4_000.0, 2_830.0, 2_830.0, 2_380.0, 2_600.0, 2_600.0);
  }

  @Test
  void aStallThatPassesDoesNotDecide() throws IOException {
    RateSearch.Found found =
        new RateSearch(1_000, 50, 8_000, 0.1)
            .search((rate, attempt) -> attempt == 2 ? Outcome.HELD : Outcome.MISSED);

    assertThat(found.held()).isEqualTo(8_000);
    assertThat(found.end()).isEqualTo(Outcome.HELD);
  }

  @Test
  void endsAtTheHighestRate() throws IOException {
    assertThat(search(150_000, 1e9))
        .isEqualTo(new RateSearch.Found(200_000, Double.POSITIVE_INFINITY, Outcome.HELD));
  }

  @Test
  void endsAtTheLowestRate() throws IOException {
    assertThat(search(200, 1)).isEqualTo(new RateSearch.Found(0, 50, Outcome.MISSED));
  }

  @Test
  void saysThatItCannotTell() throws IOException {
    RateSearch.Found found =
        new RateSearch(1_000, 50, 8_000, 0.5)
            .search((rate, attempt) -> rate < 3_000 ? Outcome.HELD : Outcome.UNDECIDED);

    assertThat(found.end()).isEqualTo(Outcome.UNDECIDED);
    assertThat(found.held()).isBetween(2_000.0, 3_000.0);
  }

  @Test
  void oneTrialThatTellsIsEnough() throws IOException {
    RateSearch.Found found =
        new RateSearch(100, 100, 200, 0.5)
            .search((rate, attempt) -> attempt == 1 ? Outcome.MISSED : Outcome.UNDECIDED);

    assertThat(found.end()).isEqualTo(Outcome.MISSED);
  }

  @Test
  void keepsWhatItKnowsWhenItIsStopped() throws IOException {
    RateSearch.Found found =
        new RateSearch(1_000, 50, 8_000, 0.1)
            .search((rate, attempt) -> rate < 3_000 ? Outcome.HELD : Outcome.STOPPED);

    assertThat(found)
        .isEqualTo(new RateSearch.Found(2_000, Double.POSITIVE_INFINITY, Outcome.STOPPED));
  }

  @Test
  void refusesRatesOutOfOrder() {
    assertThatThrownBy(() -> new RateSearch(10, 50, 100, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("rates must be ordered");
  }
}
