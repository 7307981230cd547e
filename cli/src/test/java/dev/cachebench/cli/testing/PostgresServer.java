package dev.cachebench.cli.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A PostgreSQL of a test's own: loopback, free port, random password, nothing kept.
 *
 * <p>It refuses to run as root; there it runs as {@code postgres}, the user of Debian's package.
 */
public final class PostgresServer implements AutoCloseable {

  private static final String USER = "bench";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path programs;
  private final Path folder;
  private final int port;
  private final String password = UUID.randomUUID().toString();
  private Process process;

  private PostgresServer(Path programs) throws IOException, InterruptedException {
    this.programs = programs;
    this.folder = Files.createTempDirectory("postgres");
    this.port = freePort();
    Path secret = Files.writeString(folder.resolve("password"), password);
    if (isRoot()) {
      run("chown", "-R", "postgres:", folder.toString());
    }
    run(
        asUser(
            "initdb",
            "--pgdata=" + data(),
            "--username=" + USER,
            "--pwfile=" + secret,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync"));
  }

  /** Starts one, or skips the test, saying why, where there is none. */
  public static PostgresServer start() throws IOException, InterruptedException {
    Path programs = programs();
    if (programs == null) {
      System.err.println("skipped: needs PostgreSQL; `apt-get install postgresql` brings it");
    }
    assumeTrue(programs != null, "needs PostgreSQL");
    PostgresServer server = new PostgresServer(programs);
    server.begin();
    return server;
  }

  /** The newest of Debian's, which are not on the path, or what is on the path. */
  private static Path programs() throws IOException {
    List<Path> found = new ArrayList<>();
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions
            .sorted(Comparator.comparing((Path v) -> v.getFileName().toString()).reversed())
            .forEach(version -> found.add(version.resolve("bin")));
      }
    }
    Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).forEach(found::add);
    return found.stream()
        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
        .findFirst()
        .orElse(null);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private Path data() {
    return folder.resolve("data");
  }

  private String[] asUser(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command.toArray(String[]::new);
  }

  private void run(String... command) throws IOException, InterruptedException {
    Process running = process(command);
    if (running.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + log());
    }
  }

  private Process process(String... command) throws IOException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"), UTF_8);
  }

  /** Starts it, again after {@link #stop}, and waits until it answers. */
  public void begin() throws IOException {
    process =
        process(
            asUser(
                "postgres",
                "-D",
                data().toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=120",
                "-c",
                "fsync=off"));
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(
            () -> {
              execute("select 1");
              return true;
            });
  }

  /** Stops it as a crash would: connections are cut, nothing is written. */
  public void stop() throws IOException, InterruptedException {
    run(asUser("pg_ctl", "--pgdata=" + data(), "--mode=immediate", "stop"));
    process.waitFor();
  }

  /** Lets every one of its processes stand still: connections stay, but nobody answers. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Undoes {@link #freeze}. */
  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    // The parent first, lest it starts another.
    ProcessHandle server = process.toHandle();
    List<String> command = new ArrayList<>(List.of("kill", "-" + name, "" + server.pid()));
    new ProcessBuilder(command).start().waitFor();
    command.remove(2);
    server.descendants().forEach(child -> command.add("" + child.pid()));
    new ProcessBuilder(command).start().waitFor();
  }

  /** Runs statements. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), USER, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns its address, without the password. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Returns the variables that tell the tool who asks. */
  public Map<String, String> login() {
    return Map.of("CACHEBENCH_ORIGIN_USER", USER, "CACHEBENCH_ORIGIN_PASSWORD", password);
  }

  /** Returns the secret, of which nothing may be left. */
  public String password() {
    return password;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (process.isAlive()) {
      thaw();
      stop();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
