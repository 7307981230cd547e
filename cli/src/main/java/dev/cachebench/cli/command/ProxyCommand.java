package dev.cachebench.cli.command;

import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.console.Console;
import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.scenarios.micro.ProxyOverhead;
import dev.cachebench.scenarios.proxy.ProxyServer;
import dev.cachebench.scenarios.redis.EnvironmentException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code proxy}: the bundled proxy server alone, until Ctrl-C. */
@Command(
    name = "proxy",
    description = {
      "Start the bundled proxy server with Toxiproxy's HTTP interface; Ctrl-C ends it.",
      "",
      "It begins without proxies: create them with any client of Toxiproxy's. Everything that is"
          + " drawn (toxicity, jitter, sizes of slices) comes from the seed."
    },
    optionListHeading = "%nOptions:%n",
    footer = {"  cachebench proxy", "  cachebench proxy --port 0 --seed 7  # a free port"})
public final class ProxyCommand implements Callable<ExitCode> {

  private static final int LARGEST_PORT = 65_535;
  private static final int PAIRS = 40_000;
  private static final int MANY = 50;

  private final Console console;
  private final Consumer<Runnable> interrupts;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Address of the HTTP interface (default: ${DEFAULT-VALUE}). Whoever reaches it can"
              + " connect to what this machine reaches.")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8474",
      description = "Its port; 0 is a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "The seed of everything that is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--overhead",
      description =
          "Measure instead what the proxy without toxics adds to a GET of the bundled Redis, with"
              + " one connection and with fifty.")
  private boolean isMeasured;

  /**
   * Creates the command.
   *
   * @param interrupts is handed what Ctrl-C is to call
   */
  public ProxyCommand(Console console, Consumer<Runnable> interrupts) {
    this.console = console;
    this.interrupts = interrupts;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    if (isMeasured) {
      overhead();
      return ExitCode.OK;
    }
    try (ProxyServer server = start()) {
      CountDownLatch stop = new CountDownLatch(1);
      interrupts.accept(stop::countDown);
      console.out().println(server.uri());
      console.out().flush();
      console.err().println("  · Toxiproxy's interface " + ProxyServer.INTERFACE_VERSION);
      console.err().println("  · seed " + seed + ", Ctrl-C ends it");
      console.err().flush();
      stop.await();
    }
    return ExitCode.OK;
  }

  private void overhead() throws IOException {
    console
        .out()
        .println("| connections | direct | through the proxy | added | p99 | p99 through |");
    console.out().println("|---|---|---|---|---|---|");
    for (ProxyOverhead.Row row : new ProxyOverhead(PAIRS).measure(MANY)) {
      console
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "| %d | %.0f µs | %.0f µs | %.0f µs | %.0f µs | %.0f µs |",
                  row.connections(),
                  row.direct(),
                  row.proxied(),
                  row.added(),
                  row.directP99(),
                  row.proxiedP99()));
    }
  }

  private ProxyServer start() {
    if (port < 0 || port > LARGEST_PORT) {
      throw new UsageException(
          "--port must be 0 to " + LARGEST_PORT + ", but was " + port, "--port 0 takes a free one");
    }
    InetSocketAddress control = new InetSocketAddress(host, port);
    if (control.isUnresolved()) {
      throw new EnvironmentException(
          "the host `" + host + "` is not known",
          "--host is an address of this machine; without it, 127.0.0.1");
    }
    try {
      return ProxyServer.start(control, seed);
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot listen on " + host + ":" + port + ": " + e.getMessage(),
          "is another proxy running there? --port takes another port, 0 a free one");
    }
  }
}
