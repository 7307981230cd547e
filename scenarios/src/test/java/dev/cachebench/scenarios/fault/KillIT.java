package dev.cachebench.scenarios.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.FaultKind;
import dev.cachebench.scenarios.redis.RedisEndpoint;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KillIT extends RealRedisFaultContractTest {

  KillIT() {
    super(FaultKind.KILL, Map.of());
  }

  @Override
  boolean isStruck() throws Exception {
    return ask() == Answer.CUT;
  }

  @Test
  void bringsAnotherProcessBackToTheSamePlace() {
    RedisEndpoint before = redis().endpoint();
    long pid = redis().pid();

    fault().start();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    fault().stop();

    assertThat(redis().pid()).isNotEqualTo(pid);
    assertThat(redis().endpoint()).isEqualTo(before);
  }
}
