package dev.cachebench.scenarios.gate;

/** How a gate compares. */
public enum Operator {
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">="),
  EQUAL("=="),
  NOT_EQUAL("!=");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  /** Returns the sign as a gate writes it. */
  public String sign() {
    return sign;
  }

  /** Returns whether {@code value} stands in this relation to {@code limit}. */
  public boolean holds(double value, double limit) {
    return switch (this) {
      case LESS -> value < limit;
      case AT_MOST -> value <= limit;
      case GREATER -> value > limit;
      case AT_LEAST -> value >= limit;
      case EQUAL -> value == limit;
      case NOT_EQUAL -> value != limit;
    };
  }
}
