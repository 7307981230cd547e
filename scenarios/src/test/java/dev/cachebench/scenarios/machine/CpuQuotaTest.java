package dev.cachebench.scenarios.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuQuotaTest {

  @TempDir Path folder;

  @Test
  void readsVersionTwo() throws IOException {
    Files.writeString(folder.resolve("cpu.max"), "150000 100000\n");

    assertThat(CpuQuota.read(folder)).hasValue(1.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"max 100000\n", "", "many 100000", "100000", "100000 0"})
  void whatIsNotLimitedOrNotUnderstoodIsNone(String text) throws IOException {
    Files.writeString(folder.resolve("cpu.max"), text);

    assertThat(CpuQuota.read(folder)).isEmpty();
  }

  @Test
  void readsVersionOne() throws IOException {
    Path cpu = Files.createDirectory(folder.resolve("cpu"));
    Files.writeString(cpu.resolve("cpu.cfs_quota_us"), "50000\n");
    Files.writeString(cpu.resolve("cpu.cfs_period_us"), "100000\n");

    assertThat(CpuQuota.read(folder)).hasValue(0.5);

    Files.writeString(cpu.resolve("cpu.cfs_quota_us"), "-1\n");

    assertThat(CpuQuota.read(folder)).isEmpty();
  }

  @Test
  void noControlGroupsAreNone() {
    assertThat(CpuQuota.read(folder)).isEmpty();
  }
}
