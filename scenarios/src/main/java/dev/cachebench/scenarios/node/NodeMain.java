package dev.cachebench.scenarios.node;

import dev.cachebench.scenarios.result.JsonLines;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The main class of a node's JVM. It ends with its link to the arm, and its guardian ends it when
 * it cannot. Whatever a library prints goes to standard error, which is the run's log.
 */
public final class NodeMain {

  private NodeMain() {}

  /** Serves the node that the first line of standard input describes. */
  public static void main(String[] args) throws IOException, InterruptedException {
    System.setOut(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    NodePlan plan = JsonLines.decode(String.valueOf(input.readLine()), NodePlan.class);
    SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(plan.socket()));
    new NodeServer(plan).serve(socket);
    // Not every thread of every client is a daemon, and nothing is left to be done.
    Runtime.getRuntime().halt(0);
  }
}
