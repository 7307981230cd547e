package dev.cachebench.cli.command.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorIT {

  @TempDir Path directory;

  private Doctor doctor(int cores, double load) {
    Path clock = directory.resolve("clocksource");
    return new Doctor(new Doctor.Machine("17", cores, load, clock), directory.resolve("a/b/runs"));
  }

  @ParameterizedTest
  @CsvSource({"1, LIMITED", "2, GOOD", "64, GOOD"})
  void oneCoreIsTooFew(int cores, Finding.State state) {
    assertThat(doctor(cores, 0).cores().state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"0, GOOD", "2, GOOD", "2.1, LIMITED", "-1, LIMITED"})
  void aBusyMachineIsSaidToBeOne(double load, Finding.State state) {
    assertThat(doctor(4, load).load().state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"tsc, GOOD", "kvm-clock, GOOD", "hpet, LIMITED", "acpi_pm, LIMITED"})
  void aSlowClockIsSaidToBeOne(String source, Finding.State state) throws IOException {
    Files.writeString(directory.resolve("clocksource"), source + "\n");

    assertThat(doctor(4, 0).clock().state()).isEqualTo(state);
  }

  @Test
  void noClockSourceIsNoProblem() throws IOException {
    assertThat(doctor(4, 0).clock().state()).isEqualTo(Finding.State.GOOD);
  }

  @Test
  void theNearestFolderThatExistsCounts() {
    assertThat(doctor(4, 0).folder().text()).contains(directory.toString());
  }

  @Test
  void startsARedisToKnow() throws IOException {
    assertThat(doctor(4, 0).redis().text()).containsPattern("(redis|valkey) [0-9]");
  }

  @Test
  void whatIsNotGoodSaysWhatToDo() throws IOException {
    assertThat(doctor(1, -1).findings())
        .hasSize(10)
        .allSatisfy(
            finding ->
                assertThat(finding.hint() == null)
                    .as(finding.name())
                    .isEqualTo(finding.state() == Finding.State.GOOD));
  }
}
