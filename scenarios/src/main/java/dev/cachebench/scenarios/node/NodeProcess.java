package dev.cachebench.scenarios.node;

import dev.cachebench.scenarios.result.JsonLines;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** The JVM of one node, seen from its arm. Safe for use by many threads. */
final class NodeProcess implements AutoCloseable {

  private static final int START_SECONDS = 30;
  private static final int STOP_SECONDS = 5;

  private final int index;
  private final Process process;
  private final FrameLink link;
  private final Map<Long, CompletableFuture<Frame>> calls = new ConcurrentHashMap<>();
  private final AtomicLong lastCall = new AtomicLong();
  private final CompletableFuture<Frame> ready = new CompletableFuture<>();
  private volatile boolean isGone;

  private NodeProcess(int index, Process process, SocketChannel socket, Consumer<Frame> others)
      throws IOException {
    this.index = index;
    this.process = process;
    this.link = new FrameLink(socket, frame -> received(frame, others), this::gone);
    link.start("node-" + index);
  }

  /**
   * Starts a node and waits until its JVM has called back; {@link #ready} says when its cache is
   * there.
   *
   * @param jvm the command up to the main class
   * @param folder of the arm's own, for the socket
   * @param plan makes what the node is, given the socket's path
   * @param others hears of what the node asks and tells by itself, on the link's thread
   */
  static NodeProcess start(
      int index,
      List<String> jvm,
      Path folder,
      Function<String, NodePlan> plan,
      Consumer<Frame> others)
      throws IOException {
    Path path = folder.resolve("node-" + index);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      List<String> command = new ArrayList<>(jvm);
      command.add(NodeMain.class.getName());
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      OutputStream input = process.getOutputStream();
      String line = JsonLines.encode(plan.apply(path.toString())) + "\n";
      input.write(line.getBytes(StandardCharsets.UTF_8));
      input.flush();
      // A node that cannot start ends, and nobody would ever call.
      process.onExit().thenRun(() -> close(server));
      return new NodeProcess(index, process, server.accept(), others);
    } finally {
      Files.deleteIfExists(path);
    }
  }

  private static void close(ServerSocketChannel server) {
    try {
      server.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  /** Waits until the node's cache is there. */
  Frame ready() {
    return ready.orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
  }

  private void received(Frame frame, Consumer<Frame> others) {
    switch (frame.kind()) {
      case READY -> ready.complete(frame);
      case REFUSED -> ready.completeExceptionally(new NodeException(index, frame.text()));
      case ANSWER, DONE, FAILED -> answered(frame);
      default -> others.accept(frame);
    }
  }

  private void answered(Frame frame) {
    CompletableFuture<Frame> call = calls.remove(frame.call());
    if (call != null && frame.kind() == FrameKind.FAILED) {
      call.completeExceptionally(new NodeException(index, frame.text()));
    } else if (call != null) {
      call.complete(frame);
    }
  }

  private void gone() {
    isGone = true;
    NodeException failure = new NodeException(index, "its process is gone");
    ready.completeExceptionally(failure);
    for (Long call : List.copyOf(calls.keySet())) {
      CompletableFuture<Frame> open = calls.remove(call);
      if (open != null) {
        open.completeExceptionally(failure);
      }
    }
  }

  /** Asks something and returns a future of the answer. */
  CompletableFuture<Frame> ask(FrameKind kind, long number, String text, byte[] bytes) {
    long call = lastCall.incrementAndGet();
    CompletableFuture<Frame> answer = new CompletableFuture<>();
    calls.put(call, answer);
    link.send(new Frame(kind, call, number, text, bytes));
    if (isGone) {
      gone();
    }
    return answer;
  }

  /** Tells something that needs no answer. */
  void tell(Frame frame) {
    link.send(frame);
  }

  long pid() {
    return process.pid();
  }

  /** Closes the cache of the node and ends its JVM. */
  @Override
  public void close() {
    link.send(Frame.of(FrameKind.CLOSE, 0));
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    link.close();
  }
}
