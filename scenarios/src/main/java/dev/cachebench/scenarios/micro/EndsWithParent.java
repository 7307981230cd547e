package dev.cachebench.scenarios.micro;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * Ends a fork when the tool is gone, however it went: JMH's own forks would go on until they have
 * something to say. It measures nothing; a profiler is what JMH lets into every fork.
 */
public final class EndsWithParent implements InternalProfiler {

  private final AtomicBoolean isWatching = new AtomicBoolean();

  /** Creates one; JMH does, by name. */
  public EndsWithParent() {}

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (!isWatching.getAndSet(true)) {
      ProcessHandle.current()
          .parent()
          .ifPresent(tool -> tool.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // as JMH declares it
  public Collection<? extends Result> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of();
  }

  @Override
  public String getDescription() {
    return "ends the fork with the tool";
  }
}
