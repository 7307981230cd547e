package dev.cachebench.scenarios.node;

import dev.cachebench.scenarios.fault.clock.NodeClock;
import dev.cachebench.scenarios.measure.RunClock;
import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.origin.Origin;
import dev.cachebench.scenarios.origin.OriginException;
import dev.cachebench.scenarios.target.Answer;
import dev.cachebench.scenarios.target.CacheTarget;
import dev.cachebench.scenarios.target.TargetEnvironment;
import dev.cachebench.scenarios.target.TargetListener;
import dev.cachebench.scenarios.target.Targets;
import dev.cachebench.scenarios.target.UserClasses;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cache of one node, asked through a socket; its loads go back to the arm. */
final class NodeServer implements Origin {

  private static final int COUNTS_MILLIS = 50;

  private final NodePlan plan;
  private final NodeClock clock;
  private final HeapPause heapPause;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<Long, CompletableFuture<byte @Nullable []>> loads = new ConcurrentHashMap<>();
  private final AtomicLong lastLoad = new AtomicLong();
  private volatile @Nullable CacheTarget target;
  private volatile @Nullable FrameLink link;

  NodeServer(NodePlan plan) {
    this.plan = plan;
    RunClock machine = RunClock.start();
    this.clock = new NodeClock(machine::wallMillis, machine::nanos);
    this.heapPause = new HeapPause(machine::nanos);
  }

  /** Makes the cache, says so, and answers until it is told to close or the arm is gone. */
  void serve(SocketChannel socket) throws IOException, InterruptedException {
    FrameLink toArm = new FrameLink(socket, this::received, closed::countDown);
    link = toArm;
    Scenario scenario = ScenarioReader.read("scenario.yaml", plan.scenario(), List.of());
    try (toArm;
        UserClasses own = new UserClasses(plan.classPath().stream().map(Path::of).toList())) {
      CacheTarget made;
      try {
        made =
            Targets.create(
                Objects.requireNonNull(scenario.target(plan.target()), plan.target()),
                new TargetEnvironment(
                    1,
                    plan.redis(),
                    plan.keyPrefix(),
                    this,
                    any -> clock::millis,
                    plan.seed(),
                    plan.node()),
                own);
      } catch (RuntimeException e) {
        e.printStackTrace();
        toArm.start("arm");
        toArm.send(Refusal.of(e).frame());
        closed.await();
        return;
      }
      target = made;
      made.listen(
          new TargetListener() {
            @Override
            public void breakerChanged(int node, String state) {
              toArm.send(Frame.of(FrameKind.BREAKER, 0, state));
            }

            @Override
            public void healthChanged(int node, String l2) {
              toArm.send(Frame.of(FrameKind.HEALTH, 0, l2));
            }
          });
      toArm.start("arm");
      toArm.send(ready(made));
      while (!closed.await(COUNTS_MILLIS, TimeUnit.MILLISECONDS)) {
        made.l2Counts().ifPresent(counts -> toArm.send(counts(counts)));
      }
      made.close();
      toArm.send(Frame.of(FrameKind.DONE, 0));
    }
  }

  private static Frame ready(CacheTarget made) {
    return new Frame(
        FrameKind.READY,
        made.stalenessBoundNanos().orElse(-1),
        made.retentionNanos(),
        Long.toString(ProcessHandle.current().pid()),
        null);
  }

  private static Frame counts(CacheTarget.L2Counts counts) {
    return new Frame(FrameKind.COUNTS, counts.asked(), counts.failed(), "", null);
  }

  private void received(Frame frame) {
    switch (frame.kind()) {
      case LOADED -> loaded(frame, null);
      case LOAD_FAILED -> loaded(frame, new OriginException(frame.text()));
      case SHIFT_CLOCK -> clock.shift(Duration.ofNanos(frame.number()));
      case DRIFT_CLOCK -> clock.drift(Double.longBitsToDouble(frame.number()));
      case COLLECT -> heapPause.request(frame.number(), took -> collected(frame.call(), took));
      case PING -> done(frame.call(), null);
      case CLOSE -> closed.countDown();
      default -> asked(frame, Objects.requireNonNull(target, "asked before it was ready"));
    }
  }

  private void asked(Frame frame, CacheTarget cache) {
    String key = frame.text();
    long call = frame.call();
    switch (frame.kind()) {
      case GET -> get(cache, key, call);
      case PUT -> act(call, () -> cache.put(0, key, value(frame)));
      case INVALIDATE -> act(call, () -> cache.invalidate(0, key));
      case EXPIRE_L1 ->
          act(
              call,
              () -> {
                cache.expireL1();
                return CompletableFuture.completedFuture(null);
              });
      case PRELOAD ->
          act(
              call,
              () -> {
                double age = Double.longBitsToDouble(frame.number());
                // The sign tells the tiers: a node's age is never negative.
                CacheTarget.PreloadTiers tiers =
                    age < 0 ? CacheTarget.PreloadTiers.L2 : CacheTarget.PreloadTiers.ALL;
                return cache.preload(key, value(frame), tiers, age < 0 ? -1 - age : age);
              });
      default -> throw new IllegalArgumentException("a node is not asked " + frame.kind());
    }
  }

  private void collected(long call, long tookNanos) {
    send(new Frame(FrameKind.DONE, call, tookNanos, "", null));
  }

  private static byte[] value(Frame frame) {
    return Objects.requireNonNull(frame.bytes(), "value");
  }

  private void get(CacheTarget cache, String key, long call) {
    CompletionStage<Answer> stage;
    try {
      stage = cache.get(0, key);
    } catch (RuntimeException e) {
      done(call, e);
      return;
    }
    stage.whenComplete(
        (answer, failure) -> {
          if (failure != null || answer == null) {
            done(call, failure);
          } else {
            send(
                new Frame(
                    FrameKind.ANSWER,
                    call,
                    answer.isCoalesced() ? 1 : 0,
                    answer.outcome().name(),
                    answer.value()));
          }
        });
  }

  private void act(long call, Supplier<CompletionStage<?>> action) {
    try {
      action.get().whenComplete((nothing, failure) -> done(call, failure));
    } catch (RuntimeException e) {
      done(call, e);
    }
  }

  private void done(long call, @Nullable Throwable failure) {
    send(
        failure == null
            ? Frame.of(FrameKind.DONE, call)
            : Frame.of(FrameKind.FAILED, call, String.valueOf(failure.getMessage())));
  }

  private void send(Frame frame) {
    FrameLink toArm = link;
    if (toArm != null) {
      toArm.send(frame);
    }
  }

  @Override
  public CompletableFuture<byte @Nullable []> load(String key) {
    long number = lastLoad.incrementAndGet();
    CompletableFuture<byte @Nullable []> load = new CompletableFuture<>();
    loads.put(number, load);
    send(Frame.of(FrameKind.LOAD, number, key));
    return load;
  }

  private void loaded(Frame frame, @Nullable OriginException failure) {
    CompletableFuture<byte @Nullable []> load = loads.remove(frame.call());
    if (load != null && failure == null) {
      load.complete(frame.bytes());
    } else if (load != null) {
      load.completeExceptionally(failure);
    }
  }
}
