package dev.cachebench.scenarios.measure;

import java.util.List;

/** What is counted about slots beside their outcome. */
enum SlotCount {
  OFFERED("offered"),
  SHED("shed"),
  REFUSED("refused");

  static final List<SlotCount> ALL = List.of(values());

  private final String word;

  SlotCount(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
