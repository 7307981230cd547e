package dev.cachebench.cli.command;

import dev.cachebench.cli.command.input.ToolVersion;
import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.live.MetricsServer;
import dev.cachebench.reports.live.LiveMetrics;
import dev.cachebench.scenarios.run.RunListener;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and where a run tells its figures to Prometheus while it goes on. */
final class MetricsOptions {

  private static final int LARGEST_PORT = 65_535;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description =
          "Serve the run's figures for Prometheus at http://127.0.0.1:PORT/metrics until it ends;"
              + " 0 is a free port.")
  private @Nullable Integer port;

  @Option(
      names = "--metrics-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Address of --metrics-port (default: ${DEFAULT-VALUE}). Whoever reaches it reads them.")
  private String host = "";

  /** The figures of a run and who serves them; neither where nobody asked. */
  static final class Endpoint implements AutoCloseable {

    private final @Nullable LiveMetrics figures;
    private final @Nullable MetricsServer server;

    private Endpoint(@Nullable LiveMetrics figures, @Nullable MetricsServer server) {
      this.figures = figures;
      this.server = server;
    }

    /** Returns a listener that feeds the figures, too. */
    RunListener with(RunListener listener) {
      return figures == null ? listener : listener.and(figures);
    }

    @Override
    public void close() {
      if (server != null) {
        server.close();
      }
    }
  }

  boolean isAsked() {
    return port != null;
  }

  /** Starts to serve, where that is asked for, and says where. */
  Endpoint open(Console console) {
    if (port == null) {
      return new Endpoint(null, null);
    }
    if (port < 0 || port > LARGEST_PORT) {
      throw new UsageException(
          "--metrics-port must be 0 to " + LARGEST_PORT + ", but was " + port,
          "--metrics-port 0 takes a free one");
    }
    LiveMetrics figures = new LiveMetrics(ToolVersion.text());
    MetricsServer server = MetricsServer.start(host, port, figures);
    console.err().println("metrics: " + server.url());
    console.err().flush();
    return new Endpoint(figures, server);
  }
}
