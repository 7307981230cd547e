package dev.cachebench.cli.command.limit;

import dev.cachebench.cli.console.ExitCode;
import dev.cachebench.reports.model.Figures;
import dev.cachebench.scenarios.limit.Outcome;
import dev.cachebench.scenarios.limit.RateSearch;
import dev.cachebench.scenarios.result.JsonLines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code find-limit} found, as {@code limit.json} has it.
 *
 * @param schema {@code cachebench/limit/1}
 * @param scenario its name
 * @param target whose limit it is
 * @param objective what had to hold, in the words of gates
 * @param limit the highest rate that held, requests per second; null when none did
 * @param missed the lowest rate that did not hold; null when every one held
 * @param status {@code found}, {@code at-least} (every rate held), {@code undecided}, {@code none}
 *     (no rate held) or {@code interrupted}
 * @param steps every trial, in order
 */
record LimitResult(
    String schema,
    String scenario,
    String target,
    List<String> objective,
    @Nullable Double limit,
    @Nullable Double missed,
    String status,
    List<LimitStep> steps) {

  static final String FILE = "limit.json";
  private static final String SCHEMA = "cachebench/limit/1";

  LimitResult {
    objective = List.copyOf(objective);
    steps = List.copyOf(steps);
  }

  static LimitResult of(
      String scenario,
      String target,
      List<String> objective,
      RateSearch.Found found,
      List<LimitStep> steps) {
    return new LimitResult(
        SCHEMA,
        scenario,
        target,
        objective,
        found.held() > 0 ? found.held() : null,
        Double.isFinite(found.missed()) ? found.missed() : null,
        status(found),
        steps);
  }

  private static String status(RateSearch.Found found) {
    return switch (found.end()) {
      case HELD -> "at-least";
      case STOPPED -> "interrupted";
      case UNDECIDED -> "undecided";
      case MISSED -> found.held() > 0 ? "found" : "none";
    };
  }

  ExitCode exitCode() {
    return switch (status) {
      case "interrupted" -> ExitCode.INTERRUPTED;
      case "undecided" -> ExitCode.UNDECIDED;
      case "none" -> ExitCode.GATE_FAILED;
      default -> ExitCode.OK;
    };
  }

  String json() {
    return JsonLines.encode(this) + "\n";
  }

  /** Returns the sentence that answers the question, and what to do next. */
  String sentence() {
    String held = limit == null ? "" : Figures.rate(limit);
    String at = missed == null ? "" : Figures.rate(missed);
    return switch (status) {
      case "at-least" -> "The objective still holds at " + held + "; --to tries higher rates.";
      case "found" ->
          "The objective holds up to %s, and no longer at %s (%s)."
              .formatted(held, at, lastReason(Outcome.MISSED));
      case "none" ->
          "The objective does not hold at any rate down to %s: %s. --require asks for less."
              .formatted(at, lastReason(Outcome.MISSED));
      case "undecided" ->
          "%s; at %s it cannot be decided: %s. Try again while nothing else runs."
              .formatted(
                  limit == null ? "No rate held" : "The objective holds up to " + held,
                  at,
                  lastReason(Outcome.UNDECIDED));
      default ->
          limit == null
              ? "Stopped before any rate held."
              : "Stopped; so far the objective holds up to " + held + ".";
    };
  }

  private String lastReason(Outcome outcome) {
    return steps.stream()
        .filter(step -> step.is(outcome) && missed != null && step.rate() == missed)
        .reduce((first, second) -> second)
        .map(LimitStep::reason)
        .orElse("no reason");
  }
}
