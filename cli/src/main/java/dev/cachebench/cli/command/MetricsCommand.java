package dev.cachebench.cli.command;

import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.reports.live.LiveMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code metrics}: what Grafana and Prometheus need to show a run that goes on. */
@Command(
    name = "metrics",
    description = "Print the Grafana dashboard or the Prometheus alert rules for --metrics-port.",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "  cachebench metrics dashboard > cachebench.json   # import it in Grafana",
      "  cachebench metrics alerts > cachebench.rules.yml # name it in rule_files of Prometheus"
    })
public final class MetricsCommand implements Callable<ExitCode> {

  private final Console console;

  @Parameters(paramLabel = "WHAT", description = "dashboard or alerts.")
  private MonitoringFile what = MonitoringFile.DASHBOARD;

  /** Creates the command on a console. */
  public MetricsCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() throws IOException {
    try (InputStream file = LiveMetrics.class.getResourceAsStream(what.fileName())) {
      if (file == null) {
        throw new IllegalStateException("the jar lacks " + what.fileName());
      }
      console.data().print(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
    return ExitCode.OK;
  }
}
