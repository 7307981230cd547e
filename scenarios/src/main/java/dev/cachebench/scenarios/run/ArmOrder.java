package dev.cachebench.scenarios.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The order in which arms run: the targets of the file, rotated by the seed and once more for each
 * round, so that no target always comes first or last.
 */
final class ArmOrder {

  private ArmOrder() {}

  static List<ArmId> of(List<String> targets, int rounds, long seed) {
    List<ArmId> arms = new ArrayList<>();
    int count = targets.size() * rounds;
    for (int round = 1; round <= rounds; round++) {
      List<String> order = new ArrayList<>(targets);
      Collections.rotate(order, (int) Math.floorMod(seed + round - 1, (long) order.size()));
      for (String target : order) {
        arms.add(new ArmId(target, round, arms.size(), count));
      }
    }
    return arms;
  }
}
