package dev.cachebench.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProbeTest {

  private final HeldLine scout = new HeldLine();
  private final HeldLine sound = new HeldLine();
  private final HeldLine blackHole = new HeldLine();
  private final List<String> heard = new ArrayList<>();
  private final Probe probe =
      new Probe(
          scout,
          List.of(sound, blackHole),
          new L2Listener() {
            @Override
            public void healthChanged(boolean isUp) {
              heard.add(isUp ? "up" : "down");
            }

            @Override
            public void recovered() {
              heard.add("recovered");
            }

            @Override
            public void connectionReplaced() {
              heard.add("replaced");
            }

            @Override
            public void waitExtended(Duration paused) {
              throw new AssertionError();
            }
          });

  @Test
  void saysOnceThatRedisAnswers() {
    for (int i = 0; i < 3; i++) {
      probe.period();
      scout.last().complete("PONG");
      sound.last().complete("PONG");
      blackHole.last().complete("PONG");
    }

    assertThat(heard).containsExactly("up");
    assertThat(sound.renewals + blackHole.renewals + scout.renewals).isZero();
  }

  @Test
  void replacesAConnectionThatDoesNotAnswerWhileRedisDoes() {
    probe.period();
    scout.last().complete("PONG");
    sound.last().complete("PONG");

    probe.period();

    assertThat(blackHole.renewals).isEqualTo(1);
    assertThat(blackHole.pings).hasSize(2);
    assertThat(sound.renewals).isZero();
    assertThat(heard).containsExactly("up", "replaced");
    scout.last().complete("PONG");
    sound.last().complete("PONG");
    blackHole.last().complete("PONG");
    assertThat(heard).containsExactly("up", "replaced", "recovered");
  }

  @Test
  void replacesOnlyItselfWhileRedisDoesNotAnswer() {
    probe.period();
    scout.last().complete("PONG");
    sound.last().complete("PONG");
    blackHole.last().complete("PONG");
    probe.period();
    probe.period();
    probe.period();

    assertThat(scout.renewals).isEqualTo(2);
    assertThat(sound.renewals + blackHole.renewals).isZero();
    assertThat(heard).containsExactly("up", "down");
  }

  @Test
  void saysThatRedisIsGoneWhenThereIsNoConnectionAndThatItIsBack() {
    probe.period();
    scout.last().complete("PONG");
    sound.last().complete("PONG");
    blackHole.last().complete("PONG");
    scout.connected = false;
    sound.connected = false;
    blackHole.connected = false;
    probe.period();
    probe.period();
    scout.connected = true;
    sound.connected = true;
    blackHole.connected = true;
    probe.period();
    scout.last().complete("PONG");
    assertThat(heard).containsExactly("up", "down", "up");

    sound.last().complete("PONG");
    blackHole.last().complete("PONG");

    assertThat(heard).containsExactly("up", "down", "up", "recovered");
    assertThat(scout.renewals).isZero();
  }

  private static final class HeldLine implements Probe.Line {

    final List<CompletableFuture<String>> pings = new ArrayList<>();
    boolean connected = true;
    int renewals;

    @Override
    public CompletableFuture<String> ping() {
      if (!connected) {
        return null;
      }
      pings.add(new CompletableFuture<>());
      return last();
    }

    CompletableFuture<String> last() {
      return pings.get(pings.size() - 1);
    }

    @Override
    public void renew() {
      renewals++;
    }
  }
}
