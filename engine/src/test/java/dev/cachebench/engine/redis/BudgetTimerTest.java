package dev.cachebench.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.engine.testing.ManualTicker;
import dev.cachebench.engine.time.PauseMeter;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class BudgetTimerTest {

  private static final Duration BUDGET = Duration.ofMillis(50);

  private final ManualTicker ticker = new ManualTicker();
  private final PauseMeter pauses = new PauseMeter(ticker, Duration.ofMillis(5));
  private final HeldTimer timer = new HeldTimer();
  private final List<Duration> extensions = new ArrayList<>();
  private final CompletableFuture<String> command = new CompletableFuture<>();

  private CompletableFuture<String> within(boolean isPauseAware) {
    BudgetTimer budgets = new BudgetTimer(timer, Runnable::run, isPauseAware ? pauses : null);
    budgets.onExtension(extensions::add);
    return budgets.within(BUDGET.toNanos(), command).toCompletableFuture();
  }

  private void run(Duration time) {
    for (long i = 0; i < time.toMillis(); i += 5) {
      ticker.advance(Duration.ofMillis(5));
      pauses.tick();
    }
  }

  @Test
  void handsOnWhatComesInTime() {
    CompletableFuture<String> answer = within(true);

    command.complete("v");

    assertThat(answer).isCompletedWithValue("v");
    assertThat(timer.pending.get(0).isCancelled()).isTrue();
  }

  @Test
  void endsAWaitWhenItsBudgetIsSpentAndCancelsTheCommand() {
    CompletableFuture<String> answer = within(true);
    run(BUDGET);

    timer.fire(0);

    assertThatThrownBy(answer::join)
        .cause()
        .isExactlyInstanceOf(TimeoutException.class)
        .satisfies(error -> assertThat(RedisStore.classify(error)).isEqualTo(L2Failure.TIMEOUT));
    assertThat(command).isCancelled();
    assertThat(extensions).isEmpty();
  }

  @Test
  void waitsOnceMoreWhenAPauseExplainsTheTimeout() {
    CompletableFuture<String> answer = within(true);
    ticker.advance(Duration.ofMillis(35));
    pauses.tick();
    run(Duration.ofMillis(15));

    timer.fire(0);

    assertThat(answer).isNotDone();
    assertThat(extensions).containsExactly(Duration.ofMillis(30));
    assertThat(timer.delays).containsExactly(BUDGET, Duration.ofMillis(30));
    command.complete("late");
    assertThat(answer).isCompletedWithValue("late");
  }

  @Test
  void waitsNoMoreThanOnceAndTagsWhatStillFails() {
    CompletableFuture<String> answer = within(true);
    ticker.advance(Duration.ofSeconds(2));
    timer.fire(0);
    assertThat(timer.delays).containsExactly(BUDGET, BUDGET);
    ticker.advance(Duration.ofSeconds(2));

    timer.fire(1);

    assertThatThrownBy(answer::join)
        .cause()
        .satisfies(error -> assertThat(RedisStore.classify(error)).isEqualTo(L2Failure.PAUSED));
    assertThat(extensions).hasSize(1);
  }

  @Test
  void extendsNothingWhenPausesDoNotMatter() {
    CompletableFuture<String> answer = within(false);
    ticker.advance(Duration.ofSeconds(2));

    timer.fire(0);

    assertThat(answer).isCompletedExceptionally();
    assertThat(extensions).isEmpty();
  }

  private static final class HeldTimer implements Timer {

    final List<HeldTimeout> pending = new ArrayList<>();
    final List<Duration> delays = new ArrayList<>();

    @Override
    public Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
      delays.add(Duration.ofNanos(unit.toNanos(delay)));
      HeldTimeout timeout = new HeldTimeout(this, task);
      pending.add(timeout);
      return timeout;
    }

    void fire(int index) {
      HeldTimeout timeout = pending.get(index);
      try {
        timeout.task.run(timeout);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public Set<Timeout> stop() {
      return Set.of();
    }
  }

  private static final class HeldTimeout implements Timeout {

    private final Timer timer;
    private final TimerTask task;
    private boolean isCancelled;

    HeldTimeout(Timer timer, TimerTask task) {
      this.timer = timer;
      this.task = task;
    }

    @Override
    public Timer timer() {
      return timer;
    }

    @Override
    public TimerTask task() {
      return task;
    }

    @Override
    public boolean isExpired() {
      return false;
    }

    @Override
    public boolean isCancelled() {
      return isCancelled;
    }

    @Override
    public boolean cancel() {
      isCancelled = true;
      return true;
    }
  }
}
