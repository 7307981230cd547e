package dev.cachebench.cli.command.scenario;

import dev.cachebench.cli.command.input.UsageException;
import dev.cachebench.cli.console.Console;
import dev.cachebench.scenarios.draft.Draft;
import dev.cachebench.scenarios.draft.DraftField;
import java.io.IOException;
import java.util.Set;

/** Asks a person for the figures of a draft; an empty answer takes what is in brackets. */
final class InitQuestions {

  private final Console console;

  InitQuestions(Console console) {
    this.console = console;
  }

  /**
   * Asks for each figure.
   *
   * @param known figures that need no question
   * @throws UsageException if the answers end before the questions
   */
  Draft ask(Draft draft, Set<DraftField> known) throws IOException {
    console.err().println("Enter takes the value in brackets, Ctrl-C ends.");
    Draft answered = draft;
    for (DraftField field : DraftField.values()) {
      if (!known.contains(field)) {
        answered = ask(answered, field);
      }
    }
    return answered;
  }

  private Draft ask(Draft draft, DraftField field) throws IOException {
    while (true) {
      console.err().print(field.question() + " [" + draft.text(field) + "] ");
      console.err().flush();
      String answer = console.in().readLine();
      if (answer == null) {
        console.err().println();
        throw new UsageException(
            "the answers ended before the questions; nothing was written",
            "with --yes nothing is asked, and options such as --keys answer");
      }
      if (answer.isBlank()) {
        return draft;
      }
      try {
        return draft.with(field, answer);
      } catch (IllegalArgumentException e) {
        console.err().println("  " + e.getMessage() + "; write " + field.expected());
      }
    }
  }
}
