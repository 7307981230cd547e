package dev.cachebench.reports.hdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cachebench.reports.testing.SyntheticRun;
import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.result.CountersRow;
import dev.cachebench.scenarios.result.DamagedRunException;
import dev.cachebench.scenarios.result.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineReaderTest {

  @TempDir Path dir;
  private final SyntheticRun run = SyntheticRun.standard();

  private List<Timeline> read(int mostSlices) {
    return new TimelineReader(run.data(), mostSlices).read(run.write(dir));
  }

  @Test
  void everySecondOfEveryTargetStandsOnItsOwnClock() {
    List<Timeline> timelines = read(2000);

    assertThat(timelines)
        .extracting(Timeline::target)
        .containsExactly("none", "reviewed", "hardened");
    assertThat(timelines)
        .allSatisfy(
            timeline -> {
              assertThat(timeline.start()).isCloseTo(-1, within(1e-9));
              assertThat(timeline.slices()).hasSize(21);
              assertThat(timeline.middle(1)).isCloseTo(0.5, within(1e-9));
              assertThat(timeline.slices())
                  .allSatisfy(slice -> assertThat(slice.operations()).isEqualTo(300));
            });
  }

  @Test
  void aSecondHasTheResponseTimesOfThatSecondOnly() {
    List<Timeline> timelines = read(2000);

    double none = Objects.requireNonNull(timelines.get(0).slices().get(5).responseTime(50));
    double hardened = Objects.requireNonNull(timelines.get(2).slices().get(5).responseTime(50));
    assertThat(none).isBetween(15e6, 25e6);
    assertThat(hardened).isBetween(30e3, 80e3);
    assertThat(timelines.get(0).slices().get(5).count(Outcome.ORIGIN, Operation.GET))
        .isEqualTo(285);
  }

  @Test
  void longRunsGetSlicesOfSeveralSeconds() {
    List<Timeline> timelines = read(10);

    Timeline none = timelines.get(0);
    assertThat(none.width()).isEqualTo(3);
    assertThat(none.slices()).hasSize(7);
    assertThat(none.slices().get(6).operations()).isEqualTo(900);
    assertThat(none.seconds(6)).isCloseTo(3, within(1e-9));
  }

  @Test
  void whatCameAfterTheLastPhaseIsLeftOut() {
    CountersRow last = run.counters.get(run.counters.size() - 1);
    run.counters.add(
        new CountersRow(
            last.t() + 1, 1, "hardened", 0, "expiry", last.counts(), last.sums(), last.max()));

    assertThat(read(2000).get(2).slices()).hasSize(21);
  }

  @Test
  void roundsAreLaidOverEachOther() {
    for (CountersRow row : List.copyOf(run.counters)) {
      run.counters.add(
          new CountersRow(
              row.t() + 100, 2, row.target(), 0, row.phase(), row.counts(), row.sums(), row.max()));
    }
    for (RunEvent event : List.copyOf(run.events)) {
      run.events.add(
          new RunEvent(
              event.t() + 100, 2, event.target(), event.event(), event.phase(), event.details()));
    }

    Timeline none = read(2000).get(0);

    assertThat(none.rounds()).isEqualTo(2);
    assertThat(none.slices()).hasSize(21);
    assertThat(none.slices().get(3).operations() / none.seconds(3)).isEqualTo(300);
  }

  @Test
  void aTargetThatNeverBeganHasNone() {
    run.events.removeIf(event -> "reviewed".equals(event.target()));

    assertThat(read(2000)).extracting(Timeline::target).containsExactly("none", "hardened");
  }

  @Test
  void damageIsNamedWithItsLine() throws IOException {
    RunData data = run.data();
    Path log = run.write(dir).resolve("intervals.hlog");
    Files.writeString(log, "nonsense\n");

    assertThatThrownBy(() -> new TimelineReader(data, 100).read(dir))
        .isInstanceOf(DamagedRunException.class)
        .hasMessageContaining("intervals.hlog:1");
  }
}
