package dev.cachebench.engine.coalesce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.engine.testing.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The table of flights alone, without a cache around it. */
class RequestCoalescerTest {

  private static final Duration OLDEST = Duration.ofSeconds(1);

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> counts = new ArrayList<>();
  private final RequestCoalescer<String, String> table =
      new RequestCoalescer<>(true, OLDEST.toNanos(), ticker);
  private final RequestCoalescer<String, String> off =
      new RequestCoalescer<>(false, OLDEST.toNanos(), ticker);

  private final class Caller extends Waiter<String, String> {
    @Override
    protected String view(String answer) {
      return answer;
    }

    @Override
    protected void countAnswer(String answer) {
      counts.add("answer");
    }

    @Override
    protected void countError() {
      counts.add("error");
    }

    @Override
    protected void countLeft() {
      counts.add("left");
    }
  }

  private Flight<String, String> lead(String key) {
    return Objects.requireNonNull(table.enter(key, new Caller()));
  }

  @Test
  void aFlightLandsOnce() {
    Caller caller = new Caller();
    Flight<String, String> flight = Objects.requireNonNull(table.enter("k", caller));
    assertThat(flight.isRunning()).isTrue();
    assertThat(table.flights()).isEqualTo(1);

    assertThat(table.land(flight, "v")).isTrue();

    assertThat(table.land(flight, "w")).isFalse();
    assertThat(table.fail(flight, new IllegalStateException())).isFalse();
    assertThat(caller).isCompletedWithValue("v");
    assertThat(flight.isRunning()).isFalse();
    assertThat(table.flights()).isZero();
    assertThat(counts).containsExactly("answer");
  }

  @Test
  void aFlightFailsOnce() {
    Caller caller = new Caller();
    Flight<String, String> flight = Objects.requireNonNull(table.enter("k", caller));

    assertThat(table.fail(flight, new IllegalStateException("no"))).isTrue();

    assertThat(table.fail(flight, new IllegalStateException("again"))).isFalse();
    assertThat(caller).isCompletedExceptionally();
    assertThatThrownBy(caller::join).hasRootCauseMessage("no");
    assertThat(table.flights()).isZero();
    assertThat(counts).containsExactly("error");
  }

  @Test
  void aFlightIsJoinedUpToItsOldestAge() {
    Flight<String, String> flight = lead("k");
    ticker.advance(OLDEST);
    assertThat(table.enter("k", new Caller())).isNull();
    assertThat(table.waiting("k")).isEqualTo(2);
    ticker.advance(Duration.ofNanos(1));

    Flight<String, String> second = lead("k");

    assertThat(second).isNotSameAs(flight);
    assertThat(table.waiting("k")).isEqualTo(1);
    assertThat(table.flights()).isEqualTo(2);
    table.land(flight, "old");
    assertThat(table.waiting("k")).as("the other is not forgotten with it").isEqualTo(1);
  }

  @Test
  void nobodyJoinsWhatIsDetached() {
    Flight<String, String> flight = lead("k");

    table.detach("k");

    assertThat(table.waiting("k")).isZero();
    assertThat(lead("k")).isNotSameAs(flight);
  }

  @Test
  void theFirstIsLedOnlyWhereNoneIsUnderWay() {
    Flight<String, String> flight = Objects.requireNonNull(table.enterFirst("k", new Caller()));
    assertThat(flight.startNanos()).isEqualTo(ticker.nanos());
    assertThat(table.waiting("k")).isEqualTo(1);

    assertThat(table.enterFirst("k", new Caller())).isNull();

    table.land(flight, "v");
    assertThat(table.enterFirst("k", new Caller())).isNotNull();
    assertThat(off.enterFirst("k", new Caller())).isNotNull();
    assertThat(off.enterFirst("k", new Caller())).as("nothing is shared").isNotNull();
    assertThat(off.waiting("k")).isZero();
    assertThat(off.flights()).isEqualTo(2);
  }

  @Test
  void whenTheLastLeavesTheLoadIsCancelled() {
    AtomicInteger cancelled = new AtomicInteger();
    Caller first = new Caller();
    Caller second = new Caller();
    Flight<String, String> flight = Objects.requireNonNull(table.enter("k", first));
    table.enter("k", second);
    flight.onAbandon(cancelled::incrementAndGet);

    assertThat(first.cancel(true)).isTrue();
    assertThat(cancelled).hasValue(0);
    assertThat(first.cancel(true)).as("it is cancelled still").isTrue();
    assertThat(second.cancel(true)).isTrue();

    assertThat(cancelled).hasValue(1);
    assertThat(flight.isRunning()).isFalse();
    assertThat(table.flights()).isZero();
    assertThat(counts).containsExactly("left", "left");
  }

  @Test
  void aLoadThatBeginsAfterAllHaveLeftIsCancelledAtOnce() {
    AtomicInteger cancelled = new AtomicInteger();
    Caller caller = new Caller();
    Flight<String, String> flight = Objects.requireNonNull(table.enter("k", caller));
    caller.cancel(false);

    flight.onAbandon(cancelled::incrementAndGet);

    assertThat(cancelled).hasValue(1);
  }

  @Test
  void aLoadThatHasLandedIsNotCancelled() {
    AtomicInteger cancelled = new AtomicInteger();
    Caller caller = new Caller();
    Flight<String, String> flight = Objects.requireNonNull(table.enter("k", caller));
    table.land(flight, "v");

    flight.onAbandon(cancelled::incrementAndGet);

    assertThat(caller.cancel(true)).isFalse();
    assertThat(cancelled).hasValue(0);
  }

  @Test
  void anInterimAnswerGoesToThoseWhoWaitAndToWhoeverJoins() {
    Caller waited = new Caller();
    Flight<String, String> flight = Objects.requireNonNull(table.enter("k", waited));

    table.offer(flight, () -> "old");
    Caller joined = new Caller();
    assertThat(table.enter("k", joined)).isNull();

    assertThat(waited).isCompletedWithValue("old");
    assertThat(joined).isCompletedWithValue("old");
    assertThat(flight.isRunning()).isTrue();
    assertThat(table.waiting("k")).isZero();
  }

  @Test
  void aFlightWithAnInterimAnswerIsNotAbandoned() {
    AtomicInteger cancelled = new AtomicInteger();
    List<String> answers = new ArrayList<>(List.of("old"));
    Flight<String, String> flight = lead("k");
    flight.onAbandon(cancelled::incrementAndGet);
    table.offer(flight, () -> answers.isEmpty() ? null : answers.remove(0));
    Caller late = new Caller();
    assertThat(table.enter("k", late)).isNull();

    late.cancel(true);

    assertThat(cancelled).hasValue(0);
    assertThat(flight.isRunning()).isTrue();
  }

  @Test
  void nothingIsOfferedAfterTheLanding() {
    Flight<String, String> flight = lead("k");
    table.land(flight, "v");

    table.offer(flight, () -> "old");

    assertThat(counts).containsExactly("answer");
  }

  @Test
  void aLoadKnowsWhoAskedForIt() throws Exception {
    Flight<String, String> outer = lead("a");
    Flight<String, String> inner =
        table.callInside(
            outer,
            () -> {
              Flight<String, String> first = lead("b");
              table.callInside(first, () -> lead("c"));
              return lead("d");
            });

    assertThat(outer.isNested()).isFalse();
    assertThat(inner.isNested()).isTrue();
    assertThat(inner.parent()).as("the thread is back in the outer load").isSameAs(outer);
    assertThat(lead("e").isNested()).isFalse();
  }

  @Test
  void aCircleIsToldWithItsKeys() {
    Flight<String, String> a = lead("a");
    Flight<String, String> b = lead("b");

    assertThatThrownBy(() -> table.callInside(a, () -> table.enter("a", new Caller())))
        .isInstanceOf(LoadCycleException.class)
        .hasMessage("a -> a");
    assertThatThrownBy(
            () ->
                table.callInside(
                    a,
                    () -> {
                      table.enter("b", new Caller());
                      return table.callInside(b, () -> table.enter("a", new Caller()));
                    }))
        .isInstanceOf(LoadCycleException.class)
        .hasMessageContaining("b -> a");
  }

  @Test
  void aCircleIsToldWithoutCoalescingToo() throws Exception {
    Flight<String, String> a = Objects.requireNonNull(off.enter("a", new Caller()));
    Flight<String, String> b =
        Objects.requireNonNull(off.callInside(a, () -> off.enter("b", new Caller())));

    assertThatThrownBy(() -> off.callInside(b, () -> off.enter("a", new Caller())))
        .isInstanceOf(LoadCycleException.class)
        .hasMessage("a -> b -> a");
  }

  @Test
  void aCircleOverAFlightThatWasBegunInsideIsTold() throws Exception {
    Flight<String, String> a = lead("a");
    Flight<String, String> d = lead("d");
    Flight<String, String> b = table.callInside(a, () -> lead("b"));
    table.callInside(b, () -> table.enter("d", new Caller()));

    assertThatThrownBy(() -> table.callInside(d, () -> table.enter("a", new Caller())))
        .isInstanceOf(LoadCycleException.class)
        .hasMessage("d -> a -> b -> d");
  }

  @Test
  void aFlightThatHasEndedClosesNoCircle() throws Exception {
    Flight<String, String> ended = lead("ended");
    Flight<String, String> waiting = lead("waiting");
    Flight<String, String> target = lead("target");
    table.callInside(ended, () -> table.enter("waiting", new Caller()));
    table.callInside(target, () -> table.enter("ended", new Caller()));
    table.land(ended, "v");

    assertThat(table.callInside(waiting, () -> table.enter("target", new Caller()))).isNull();
    assertThat(table.waiting("target")).isEqualTo(2);
  }

  @Test
  void nobodyFallsOntoAFlightThatHasLandedAndIsStillInTheTable() {
    Flight<String, String> landing = lead("k");
    landing.land(false);

    assertThat(lead("k")).isNotSameAs(landing);
    assertThat(table.waiting("k")).isEqualTo(1);
  }

  @Test
  void whoseFlightHasEndedIsWaitedForNoMore() throws Exception {
    Flight<String, String> a = lead("a");
    Flight<String, String> b = lead("b");
    table.callInside(a, () -> table.enter("b", new Caller()));
    table.land(a, "v");
    Flight<String, String> again = lead("a");

    assertThat(table.callInside(b, () -> table.enter("a", new Caller()))).isNull();
    assertThat(again.isRunning()).isTrue();
  }

  @Test
  void closingFailsAllNowAndFromNowOn() {
    AtomicInteger cancelled = new AtomicInteger();
    lead("a").onAbandon(cancelled::incrementAndGet);
    table.close(new IllegalStateException("closed"));
    Caller late = new Caller();

    Flight<String, String> flight = Objects.requireNonNull(table.enter("b", late));

    assertThat(cancelled).hasValue(1);
    assertThat(flight.isRunning()).isFalse();
    assertThat(late).isCompletedExceptionally();
    assertThatThrownBy(late::join).hasRootCauseMessage("closed");
    assertThat(table.flights()).isZero();
    flight.onAbandon(cancelled::incrementAndGet);
    assertThat(cancelled).as("it failed, so it has landed").hasValue(1);
  }

  @Test
  void anAnswerToACallerWhoStoppedWaitingCountsAsLeft() {
    Caller caller = new Caller();
    Flight<String, String> flight = Objects.requireNonNull(table.enter("k", caller));
    caller.completeExceptionally(new IllegalStateException("its own timeout"));

    table.land(flight, "v");

    assertThat(counts).containsExactly("left");
    caller.fail(new IllegalStateException());
    assertThat(caller.cancel(true)).isFalse();
    assertThat(counts).containsExactly("left");
  }

  @Test
  void anErrorToACallerWhoStoppedWaitingCountsAsLeft() {
    Caller caller = new Caller();
    Flight<String, String> flight = Objects.requireNonNull(table.enter("k", caller));
    caller.complete("elsewhere");

    table.fail(flight, new IllegalStateException());

    assertThat(counts).containsExactly("left");
  }
}
