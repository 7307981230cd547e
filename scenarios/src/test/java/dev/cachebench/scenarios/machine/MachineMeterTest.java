package dev.cachebench.scenarios.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineMeterTest {

  @TempDir Path dir;
  private Path proc;
  private OptionalLong redis = OptionalLong.of(70);

  @BeforeEach
  void firstReading() throws IOException {
    proc = dir.resolve("proc");
    thread("self", 1, "generator-0", 1000, 100);
    thread("self", 2, "lettuce-epollEv", 5000, 50);
    thread("self", 3, "GC Thread#0", 300, 0);
    thread("70", 70, "redis-server", 10_000, 0);
    stat(100, 0);
    throttled("throttled_usec 5");
  }

  private void thread(String process, int id, String name, long run, long wait) throws IOException {
    Path folder = Files.createDirectories(proc.resolve(process + "/task/" + id));
    Files.writeString(folder.resolve("comm"), name + "\n");
    Files.writeString(folder.resolve("schedstat"), run + " " + wait + " 12\n");
  }

  private void stat(long user, long stolen) throws IOException {
    Files.writeString(
        proc.resolve("stat"),
        "cpu  %d 0 5 900 7 0 0 %d 0 0\ncpu0 1 0 0 0 0 0 0 0 0 0\ncpu1 1 0 0 0 0 0 0 0 0 0\n"
            .formatted(user, stolen));
  }

  private void throttled(String line) throws IOException {
    Files.createDirectories(dir.resolve("cgroup"));
    Files.writeString(dir.resolve("cgroup/cpu.stat"), "usage_usec 77\n" + line + "\n");
  }

  private MachineMeter meter(int processors) {
    return new MachineMeter(
        new MachineMeter.Sources(
            proc,
            dir.resolve("cgroup"),
            processors,
            new PauseLog(null, 0),
            Map.of("redis", () -> redis)));
  }

  @Test
  void sumsUpWhatThreadsOfEachRoleHaveUsedSince() throws IOException {
    MachineMeter meter = meter(2);

    thread("self", 1, "generator-0", 4000, 150);
    thread("self", 2, "lettuce-epollEv", 5500, 50);
    thread("self", 4, "lettuce-epollEv", 700, 9);
    thread("70", 70, "redis-server", 10_800, 0);

    assertThat(meter.take().sums())
        .containsEntry("cpu.generator", 3000L)
        .containsEntry("wait.generator", 50L)
        .containsEntry("cpu.cache", 1200L)
        .containsEntry("wait.cache", 9L)
        .containsEntry("cpu.redis", 800L)
        .doesNotContainKeys("cpu.gc", "cpu.compiler");
    assertThat(meter.take().sums()).isEmpty();
  }

  @Test
  void readsTheSystemsTimesAndWhatWasTakenAway() throws IOException {
    MachineMeter meter = meter(2);

    stat(130, 4);
    throttled("throttled_usec 1005");

    assertThat(meter.take().sums())
        .containsEntry("cpu.machine", 300_000_000L)
        .containsEntry("stolen", 40_000_000L)
        .containsEntry("throttled", 1_000_000L);
  }

  @Test
  void saysNothingOfAMachineThatIsLargerThanWhatMayBeUsed() throws IOException {
    MachineMeter meter = meter(1);

    stat(130, 4);

    assertThat(meter.take().sums()).doesNotContainKeys("cpu.machine", "stolen");
  }

  @Test
  void readsTheFirstVersionOfControlGroupsToo() throws IOException {
    Files.delete(dir.resolve("cgroup/cpu.stat"));
    Path old = Files.createDirectories(dir.resolve("cgroup/cpu,cpuacct")).resolve("cpu.stat");
    Files.writeString(old, "nr_periods 3\nthrottled_time 100\n");
    MachineMeter meter = meter(2);

    Files.writeString(old, "nr_periods 4\nthrottled_time 350\n");

    assertThat(meter.take().sums()).containsEntry("throttled", 250L);
  }

  @Test
  void aProcessThatFollowsAnotherIsMeasuredFromItsFirstReading() throws IOException {
    MachineMeter meter = meter(2);

    redis = OptionalLong.of(71);
    thread("71", 71, "redis-server", 4000, 0);
    assertThat(meter.take().sums()).doesNotContainKey("cpu.redis");

    thread("71", 71, "redis-server", 4500, 0);
    assertThat(meter.take().sums()).containsEntry("cpu.redis", 500L);
  }

  @Test
  void whatTheSystemDoesNotTellIsAbsent() {
    proc = dir.resolve("nowhere");

    assertThat(meter(2).take().sums()).doesNotContainKeys("cpu.generator", "cpu.machine");
  }

  @Test
  void unreadableLinesAreLeftOut() throws IOException {
    MachineMeter meter = meter(2);

    Files.writeString(proc.resolve("self/task/1/schedstat"), "none\n");
    Files.writeString(proc.resolve("stat"), "cpu x\n");

    assertThat(meter.take().sums()).isEmpty();
  }
}
