package dev.cachebench.cli.command.judge;

import dev.cachebench.reports.model.GateTier;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which gates are judged: the words of {@code --gates}. */
enum GateSelection {
  /** Every one. */
  ALL(null),
  /** What is fit for every pull request. */
  COUNTS(GateTier.COUNTS),
  /** What scatters with the machine. */
  TIMES(GateTier.TIMES);

  private final @Nullable GateTier tier;

  GateSelection(@Nullable GateTier tier) {
    this.tier = tier;
  }

  /** Returns the only tier that is judged; null is all of them. */
  @Nullable GateTier tier() {
    return tier;
  }

  /** Returns the word of the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
