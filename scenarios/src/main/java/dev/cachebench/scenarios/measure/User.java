package dev.cachebench.scenarios.measure;

import dev.cachebench.scenarios.workload.RequestStream;

/** One user of a closed load. Confined to whoever holds it: its queue, or its open call. */
final class User {

  final ClosedPhase phase;
  final RequestStream requests;
  long nextNanos;

  User(ClosedPhase phase, RequestStream requests, long nextNanos) {
    this.phase = phase;
    this.requests = requests;
    this.nextNanos = nextNanos;
  }
}
