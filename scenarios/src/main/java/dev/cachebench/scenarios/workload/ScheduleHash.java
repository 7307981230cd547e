package dev.cachebench.scenarios.workload;

import dev.cachebench.scenarios.model.LoadModel;

/**
 * Fingerprint of a schedule: equal for equal seeds and loads, whatever the target did.
 *
 * <p>First come the bounds of all phases. An open load then contributes every slot: intended start
 * in ns, phase, operation, key and node. How many requests a closed load issues depends on the
 * target's speed, so each of its users contributes its first {@value #DRAWS_OF_USER} requests
 * (operation, key, node), whether they are issued or not. Numbers are chained by {@link
 * Mixing#append}; different schedules have equal hashes with a chance of about 2^−64. Confined to
 * one thread.
 */
final class ScheduleHash {

  static final int DRAWS_OF_USER = 100;

  private long hash;

  ScheduleHash(Schedule schedule) {
    for (PhaseSpan phase : schedule.phases()) {
      hash = Mixing.append(hash, phase.startNanos());
      hash = Mixing.append(hash, phase.endNanos());
      if (phase.load() instanceof LoadModel.Closed closed) {
        users(schedule, phase, closed);
      }
    }
  }

  /** Appends an open slot. */
  void slot(long startNanos, int phase, RequestStream request) {
    hash = Mixing.append(hash, startNanos);
    request(phase, request);
  }

  private void users(Schedule schedule, PhaseSpan phase, LoadModel.Closed closed) {
    hash = Mixing.append(hash, closed.thinkTime().toNanos());
    for (int user = 0; user < closed.users(); user++) {
      RequestStream requests = schedule.user(phase, user);
      for (int i = 0; i < DRAWS_OF_USER; i++) {
        requests.advance();
        request(phase.index(), requests);
      }
    }
  }

  private void request(int phase, RequestStream request) {
    hash = Mixing.append(hash, ((long) phase << 32) | request.node());
    hash = Mixing.append(hash, request.operation().name().hashCode());
    hash = Mixing.append(hash, request.key());
  }

  @Override
  public String toString() {
    return "%016x".formatted(hash);
  }
}
