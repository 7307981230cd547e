package dev.cachebench.scenarios.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A link of our own between this machine and a network namespace in which a server runs, so that
 * packets can be made to vanish: neither answered, nor refused, nor acknowledged. A proxy cannot do
 * that; its kernel acknowledges whatever it takes.
 *
 * <p>Cut, the namespace has a black hole for a route to us: it sends us nothing, and drops what
 * comes from us, since it could not answer. The addresses of the two cards are fixed, so that no
 * question for one of them goes unanswered, which would be noticed. Gone with the tool. Confined to
 * one thread.
 */
public final class OwnLink implements AutoCloseable {

  private static final List<String> PLACES =
      List.of("/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip");
  private static final String HINT =
      "run as root with the package iproute2 installed (`apt-get install iproute2`), or take the"
          + " fault half-open out";
  private static final int SECONDS = 10;
  private static final int TRIES = 3;
  private static final String OURS = "02:cb:00:00:00:01";
  private static final String THEIRS = "02:cb:00:00:00:02";

  private final String ip;
  private final String namespace;
  private final String network;
  private final GuardedDirectory guard;

  private OwnLink(String ip, String namespace, String network, GuardedDirectory guard) {
    this.ip = ip;
    this.namespace = namespace;
    this.network = network;
    this.guard = guard;
  }

  /**
   * Finds out whether this machine lets us.
   *
   * @throws EnvironmentException if it does not, with what is missing
   */
  public static void require() throws IOException {
    create().close();
  }

  /**
   * Makes a link.
   *
   * @throws EnvironmentException if this machine does not let us
   */
  static OwnLink create() throws IOException {
    String ip =
        PLACES.stream()
            .filter(place -> Files.isExecutable(Path.of(place)))
            .findFirst()
            .orElseThrow(
                () ->
                    new EnvironmentException(
                        "a half-open link needs the program ip, which is not installed", HINT));
    for (int attempt = 1; ; attempt++) {
      try {
        return create(ip);
      } catch (EnvironmentException e) {
        // Its addresses may be somebody's already.
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private static OwnLink create(String ip) throws IOException {
    SecureRandom random = new SecureRandom();
    String id = String.format("%07x", random.nextInt(1 << 28));
    String network = "10.203." + random.nextInt(256) + "." + 4 * random.nextInt(64);
    String namespace = "cachebench-" + id;
    String cleanup = "%s link del cb%sa\n%s netns del %s\n".formatted(ip, id, ip, namespace);
    OwnLink link = new OwnLink(ip, namespace, network, GuardedDirectory.create(cleanup));
    try {
      link.build("cb" + id + "a", "cb" + id + "b");
      return link;
    } catch (IOException | RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private void build(String ours, String theirs) throws IOException {
    run("netns", "add", namespace);
    run(
        ("link add " + ours + " address " + OURS + " type veth peer name " + theirs)
            .concat(" address " + THEIRS + " netns " + namespace)
            .split(" "));
    run("addr", "add", host() + "/30", "dev", ours);
    run("link", "set", ours, "up");
    run("neigh", "replace", address(), "lladdr", THEIRS, "dev", ours, "nud", "permanent");
    inside("addr", "add", address() + "/30", "dev", theirs);
    inside("link", "set", theirs, "up");
    inside("link", "set", "lo", "up");
    inside("neigh", "replace", host(), "lladdr", OURS, "dev", theirs, "nud", "permanent");
  }

  private String host() {
    return plus(1);
  }

  /** Returns the address of the side where the server runs. */
  String address() {
    return plus(2);
  }

  private String plus(int number) {
    int dot = network.lastIndexOf('.') + 1;
    return network.substring(0, dot) + (Integer.parseInt(network.substring(dot)) + number);
  }

  /** Returns the words that run a command on the other side. */
  List<String> prefix() {
    return List.of(ip, "netns", "exec", namespace);
  }

  /** Lets packets vanish. */
  void cut() throws IOException {
    inside("route", "replace", "blackhole", host() + "/32");
  }

  /** Lets them pass again. */
  void mend() throws IOException {
    try {
      inside("route", "del", "blackhole", host() + "/32");
    } catch (EnvironmentException e) {
      if (!String.valueOf(e.getMessage()).contains("No such process")) {
        throw e;
      }
      // It was not cut.
    }
  }

  private void inside(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("-n", namespace));
    all.addAll(List.of(words));
    run(all.toArray(String[]::new));
  }

  private void run(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(ip));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new EnvironmentException(
        "a half-open link needs the right to make network namespaces: `"
            + String.join(" ", command)
            + "` said: "
            + output,
        HINT);
  }

  @Override
  public void close() {
    guard.close();
  }
}
