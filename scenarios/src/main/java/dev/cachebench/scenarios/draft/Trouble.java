package dev.cachebench.scenarios.draft;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What goes wrong in a drafted scenario, with the phases, faults and sentences that show it. */
public enum Trouble {
  /** Redis refuses connections for ten seconds. */
  OUTAGE(
      "Redis is gone for 10 s under steady load. What do callers and the origin see?",
      "In the outage {hardened.outage.error-ratio} of hardened's requests failed,"
          + " {reviewed.outage.error-ratio} of reviewed's.",
      "{name: steady, duration: 10s}\n{name: outage, duration: 10s}\n"
          + "{name: recovery, duration: 10s}",
      "{fault: down, on: redis, during: outage}"),
  /** Redis answers late for ten seconds. */
  SLOW(
      "Redis answers 200 ms late for 10 s. How long do callers wait?",
      "While Redis was slow, hardened answered in {hardened.slow.response-time.mean} on average,"
          + " reviewed in {reviewed.slow.response-time.mean}.",
      "{name: steady, duration: 10s}\n{name: slow, duration: 10s}\n"
          + "{name: recovery, duration: 10s}",
      "{fault: latency, on: redis, during: slow, latency: 200ms}"),
  /** Every copy expires at one instant, again and again. */
  EXPIRY(
      "Everything in the cache expires at one instant, every 5 s. What reaches the origin?",
      "The origin saw {hardened.expiry.origin-rate} with the hardened cache,"
          + " {reviewed.expiry.origin-rate} with the reviewed one.",
      "{name: steady, duration: 10s}\n{name: expiry, duration: 15s}",
      "{fault: expire-all, during: expiry, every: 5s}"),
  /** Nothing. */
  NONE(
      "What does the cache do for this service when nothing goes wrong?",
      "The hardened cache served {hardened.hit-ratio} of its gets; the origin saw"
          + " {hardened.origin-rate} instead of {none.origin-rate}.",
      "{name: steady, duration: 20s}",
      "");

  private final String question;
  private final String answer;
  private final String phases;
  private final String fault;

  Trouble(String question, String answer, String phases, String fault) {
    this.question = question;
    this.answer = answer;
    this.phases = phases;
    this.fault = fault;
  }

  /** Returns the trouble of that word. */
  static Trouble of(String word) {
    return Stream.of(values()).filter(it -> it.word().equals(word)).findFirst().orElse(NONE);
  }

  static String words() {
    return Stream.of(values()).map(Trouble::word).collect(Collectors.joining(", "));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String question() {
    return question;
  }

  String answer() {
    return answer;
  }

  List<String> phases() {
    return phases.lines().toList();
  }

  /** Returns the fault as the file writes it; empty when there is none. */
  String fault() {
    return fault;
  }

  /** Returns whether something must stand between the caches and Redis. */
  boolean needsProxy() {
    return this == OUTAGE || this == SLOW;
  }
}
