package dev.cachebench.scenarios.node;

import dev.cachebench.scenarios.fault.process.NodeControl;
import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.redis.Guardian;
import dev.cachebench.scenarios.result.JsonLines;
import dev.cachebench.scenarios.target.UserCacheException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JVM of one node, seen from its arm. A {@link Guardian} ends it when the arm is gone, even if
 * it stands still then. Safe for use by many threads.
 */
final class NodeProcess implements NodeControl, AutoCloseable {

  private static final int START_SECONDS = 30;
  private static final int STOP_SECONDS = 5;
  private static final byte[] NOTHING = new byte[0];

  private final int index;
  private final Process guardian;
  private final ServerSocketChannel server;
  private final Path socket;
  private final Map<Long, CompletableFuture<Frame>> calls = new ConcurrentHashMap<>();
  private final AtomicLong lastCall = new AtomicLong();
  private final CompletableFuture<Frame> ready = new CompletableFuture<>();
  private volatile @Nullable FrameLink link;
  private volatile long pid;
  private volatile long asked;
  private volatile long failed;
  private volatile boolean isGone;

  private NodeProcess(int index, Process guardian, ServerSocketChannel server, Path socket) {
    this.index = index;
    this.guardian = guardian;
    this.server = server;
    this.socket = socket;
    // A node that cannot start ends, and nobody would ever call.
    guardian.onExit().thenRun(() -> close(server));
  }

  /**
   * Starts a node; {@link #connect} waits for it.
   *
   * @param jvm the command up to the main class
   * @param plan makes what the node is, given the path of the socket that it shall call
   */
  static NodeProcess start(int index, List<String> jvm, Function<String, NodePlan> plan)
      throws IOException {
    Path folder = Guardian.directory();
    Path socket = folder.resolve("node-" + index);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    List<String> command = new ArrayList<>(jvm);
    command.add(NodeMain.class.getName());
    Process guardian =
        Guardian.guard(folder, command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    OutputStream input = guardian.getOutputStream();
    String lines = JsonLines.encode(plan.apply(socket.toString())) + "\n.\n";
    input.write(lines.getBytes(StandardCharsets.UTF_8));
    input.flush();
    return new NodeProcess(index, guardian, server, socket);
  }

  private static void close(ServerSocketChannel server) {
    try {
      server.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  /**
   * Waits until the JVM has called back.
   *
   * @param others hears of what the node asks and tells by itself, on the link's thread
   */
  void connect(Consumer<Frame> others) throws IOException {
    try (server) {
      FrameLink made = new FrameLink(server.accept(), frame -> received(frame, others), this::gone);
      link = made;
      made.start("cachebench-node-" + index);
    } catch (java.nio.channels.ClosedChannelException e) {
      throw new NodeException(index, "its JVM does not start, see the end of the run's log");
    } finally {
      Files.deleteIfExists(socket);
    }
  }

  /**
   * Waits until the node's cache is there.
   *
   * @throws EnvironmentException if it cannot be made
   * @throws UserCacheException if that is the fault of the user's class
   */
  Frame ready() {
    return ready.orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
  }

  private void received(Frame frame, Consumer<Frame> others) {
    switch (frame.kind()) {
      case READY -> {
        pid = Long.parseLong(frame.text());
        ready.complete(frame);
      }
      case REFUSED -> ready.completeExceptionally(Refusal.of(frame).asException());
      case COUNTS -> {
        asked = frame.call();
        failed = frame.number();
      }
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
    tell(new Frame(kind, call, number, text, bytes));
    if (isGone) {
      gone();
    }
    return answer;
  }

  /** Tells something that needs no answer. */
  void tell(Frame frame) {
    FrameLink toNode = link;
    if (toNode != null) {
      toNode.send(frame);
    }
  }

  /** Returns the id of the JVM's process; 0 until it is ready. */
  long pid() {
    return pid;
  }

  /** Returns how many reads and writes of L2 had ended when the node last said so. */
  long asked() {
    return asked;
  }

  /** Returns how many of them had failed. */
  long failed() {
    return failed;
  }

  @Override
  public void pause() {
    signal("-STOP");
  }

  @Override
  public void resume() {
    signal("-CONT");
  }

  private void signal(String which) {
    try {
      Process kill =
          // The shell's own kill: the program of that name is missing in small images.
          new ProcessBuilder("/bin/sh", "-c", "kill \"$1\" \"$2\"", "sh", which, "" + pid)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      // However the waiting ends, the signal is on its way.
      if (kill.onExit().join().exitValue() != 0) {
        throw new IllegalStateException("node-" + index + " took no signal " + which);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no signal can be sent: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean answers(Duration patience) {
    try {
      ask(FrameKind.PING, 0, "", NOTHING).get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public CompletionStage<Duration> collect(Duration length) {
    return ask(FrameKind.COLLECT, length.toNanos(), "", NOTHING)
        .thenApply(done -> Duration.ofNanos(done.number()));
  }

  /** Asks the node to close its cache and end; returns at once. */
  void leave() {
    tell(Frame.of(FrameKind.CLOSE, 0));
  }

  /** Waits until the node has ended, and ends it if it does not by itself. */
  @Override
  public void close() {
    leave();
    // Without a link it cannot hear that it shall leave.
    boolean hasEnded = link != null && hasEnded();
    try {
      guardian.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
    if (!hasEnded) {
      hasEnded();
    }
    FrameLink toNode = link;
    if (toNode != null) {
      toNode.close();
    }
    close(server);
  }

  private boolean hasEnded() {
    try {
      return guardian.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
