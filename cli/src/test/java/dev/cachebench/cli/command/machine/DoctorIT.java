package dev.cachebench.cli.command.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.machine.MachineNoise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorIT {

  @TempDir Path directory;

  private Doctor doctor(int cores, double load) {
    Path clock = directory.resolve("clocksource");
    return new Doctor(
        new Doctor.Machine("17", cores, load, clock, directory, directory),
        directory.resolve("a/b/runs"));
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

  @ParameterizedTest
  @CsvSource({
    "0.049, 0, 0, GOOD",
    "0.051, 0, 0, LIMITED",
    "0.01, 0.03, 0, LIMITED",
    "0.01, 0, 0.03, LIMITED"
  })
  void noiseIsMeasuredByAllThatMakesIt(
      double floor, double stolen, double throttled, Finding.State state) {
    Finding noise = Doctor.noise(new MachineNoise.Result(floor, 3_000_000, stolen, throttled));

    assertThat(noise.state()).isEqualTo(state);
    assertThat(noise.text()).contains("longest stall 3.0 ms");
  }

  @Test
  void startsARedisToKnow() throws IOException {
    assertThat(doctor(4, 0).redis().text()).containsPattern("(redis|valkey) [0-9]");
  }

  @Test
  void whatIsNotGoodSaysWhatToDo() throws IOException {
    Files.writeString(directory.resolve("cpu.max"), "150000 100000");
    List<Finding> findings = new ArrayList<>();

    doctor(1, -1).examine(true, findings::add);

    assertThat(findings)
        .hasSize(11)
        .anySatisfy(finding -> assertThat(finding.text()).isEqualTo("1.50 processors"))
        .allSatisfy(
            finding ->
                assertThat(finding.hint() == null)
                    .as(finding.name())
                    .isEqualTo(finding.state() == Finding.State.GOOD));
  }
}
