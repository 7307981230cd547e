package dev.cachebench.scenarios.draft;

import dev.cachebench.scenarios.gate.UnitTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The figures of a scenario that is to be written: what was said, and usual values for the rest.
 *
 * <p>Immutable.
 */
public final class Draft {

  private static final Map<DraftField, String> USUAL =
      Map.of(
          DraftField.NAME, "my-service",
          DraftField.KEYS, "20_000",
          DraftField.VALUE_SIZE, "1KiB",
          DraftField.RATE, "1000/s",
          DraftField.WRITES, "5%",
          DraftField.ORIGIN_TIME, "20ms",
          DraftField.NODES, "2",
          DraftField.L1_TTL, "10s",
          DraftField.L2_TTL, "60s",
          DraftField.TROUBLE, Trouble.OUTAGE.word());

  /** An L1 keeps this share of the keys unless it was said how many. */
  private static final int KEYS_PER_ENTRY = 10;

  private final EnumMap<DraftField, String> said;
  private final List<String> findings;

  private Draft(EnumMap<DraftField, String> said, List<String> findings) {
    this.said = said;
    this.findings = List.copyOf(findings);
  }

  /** Returns a draft of usual values. */
  public static Draft usual() {
    return new Draft(new EnumMap<>(DraftField.class), List.of());
  }

  /**
   * Returns a draft with one figure changed.
   *
   * @throws IllegalArgumentException if the text is not such a figure
   */
  public Draft with(DraftField field, String text) {
    String stripped = text.strip();
    field.check(stripped);
    EnumMap<DraftField, String> more = new EnumMap<>(said);
    more.put(field, stripped);
    return new Draft(more, findings);
  }

  /**
   * Returns a draft that tells where its figures come from.
   *
   * @param lines sentences for the head of the file
   */
  Draft withFindings(List<String> lines) {
    return new Draft(said, lines);
  }

  /** Returns the sentences for the head of the file. */
  public List<String> findings() {
    return findings;
  }

  /** Returns a figure as the file writes it. */
  public String text(DraftField field) {
    String text = said.get(field);
    if (text != null) {
      return text;
    }
    if (field == DraftField.L1_CAPACITY) {
      return Long.toString(Math.max(1, Math.round(number(DraftField.KEYS)) / KEYS_PER_ENTRY));
    }
    return Objects.requireNonNull(USUAL.get(field));
  }

  /** Returns a number in the base unit of its field: requests per second, 1 for all, ns. */
  double number(DraftField field) {
    UnitTable table =
        switch (field) {
          case RATE -> UnitTable.RATE;
          case WRITES -> UnitTable.RATIO;
          case ORIGIN_TIME, L1_TTL, L2_TTL -> UnitTable.DURATION;
          default -> UnitTable.NUMBER;
        };
    return table.parse(text(field)).doubleValue();
  }

  Trouble trouble() {
    return Trouble.of(text(DraftField.TROUBLE));
  }
}
