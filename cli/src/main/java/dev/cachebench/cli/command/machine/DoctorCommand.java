package dev.cachebench.cli.command.machine;

import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code doctor}: what this machine can and cannot do. */
@Command(
    name = "doctor",
    description = {
      "Say what this machine can and cannot do, by trying it.",
      "Ends with 5 if no scenario can be run here."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench doctor          # 15 s, with the noise floor",
      "  cachebench doctor --quick"
    })
public final class DoctorCommand implements Callable<ExitCode> {

  private static final Path CLOCK =
      Path.of("/sys/devices/system/clocksource/clocksource0/current_clocksource");
  private static final int NAME = 18;

  private final Console console;

  @Option(
      names = "--quick",
      description = "Leave out the noise floor, which takes 10 s to measure.")
  private boolean isQuick;

  /** Creates the command on a console. */
  public DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() throws IOException {
    Doctor.Machine machine =
        new Doctor.Machine(
            System.getProperty("java.version") + ", " + System.getProperty("java.vendor"),
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            CLOCK,
            Path.of("/proc"),
            Path.of("/sys/fs/cgroup"));
    AtomicBoolean isBad = new AtomicBoolean();
    new Doctor(machine, Path.of("runs"))
        .examine(
            isQuick,
            finding -> {
              print(finding);
              if (finding.state() == Finding.State.BAD) {
                isBad.set(true);
              }
            });
    return isBad.get() ? ExitCode.ENVIRONMENT : ExitCode.OK;
  }

  private void print(Finding finding) {
    String sign =
        switch (finding.state()) {
          case GOOD -> "✓";
          case LIMITED -> "!";
          case BAD -> "✗";
        };
    console.out().printf("  %s %-" + NAME + "s%s%n", sign, finding.name(), finding.text());
    if (finding.hint() != null) {
      console.out().printf("    %-" + NAME + "shint: %s%n", "", finding.hint());
    }
    console.out().flush();
  }
}
