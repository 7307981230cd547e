package dev.cachebench.scenarios.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.target.LoadWatch.Call;
import dev.cachebench.scenarios.target.LoadWatch.Verdict;
import org.junit.jupiter.api.Test;

class LoadWatchTest {

  private final LoadWatch watch = new LoadWatch();

  @Test
  void findsNoLoadInACallWithoutOne() {
    assertThat(watch.end(watch.begin("k"), true)).isEqualTo(Verdict.NONE);
  }

  @Test
  void givesALoadToOneOfTheCallsThatItServed() {
    Call first = watch.begin("k");
    watch.loadStarted("k");
    Call second = watch.begin("k");
    watch.loadEnded("k");

    assertThat(watch.end(second, true)).isEqualTo(Verdict.LOADED);
    assertThat(watch.end(first, true)).isEqualTo(Verdict.JOINED);
  }

  @Test
  void seesALoadThatBeganBeforeTheCall() {
    watch.loadStarted("k");
    Call call = watch.begin("k");

    assertThat(watch.end(call, true)).isEqualTo(Verdict.LOADED);
  }

  @Test
  void doesNotSeeALoadThatEndedBeforeTheCall() {
    Call other = watch.begin("k");
    watch.loadStarted("k");
    watch.loadEnded("k");
    Call call = watch.begin("k");

    assertThat(watch.end(call, true)).isEqualTo(Verdict.NONE);
    assertThat(watch.end(other, true)).isEqualTo(Verdict.LOADED);
  }

  @Test
  void doesNotMixKeys() {
    Call call = watch.begin("k");
    watch.loadStarted("other");

    assertThat(watch.end(call, true)).isEqualTo(Verdict.NONE);
  }

  @Test
  void leavesALoadToOthersWhenTheCacheServedACopy() {
    Call stale = watch.begin("k");
    Call waiting = watch.begin("k");
    watch.loadStarted("k");

    assertThat(watch.end(stale, false)).isEqualTo(Verdict.NONE);
    assertThat(watch.end(waiting, true)).isEqualTo(Verdict.LOADED);
  }

  @Test
  void forgetsKeysThatNobodyAsksFor() {
    Call call = watch.begin("k");
    watch.loadStarted("k");
    watch.end(call, true);
    assertThat(watch.size()).isOne();

    watch.loadEnded("k");
    assertThat(watch.size()).isZero();
  }
}
