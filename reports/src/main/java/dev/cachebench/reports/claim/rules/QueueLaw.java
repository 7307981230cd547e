package dev.cachebench.reports.claim.rules;

/**
 * Mean response time of a queue before several servers that is asked at random (M/G/c).
 *
 * <p>W = s + C(c, a) · s ÷ (c − a) · (1 + cv²) ÷ 2: s mean service time, a = λs work offered, C the
 * chance to wait by Erlang's second formula, cv² squared variation of the service time (the wait of
 * M/M/c, scaled as by A. O. Allen, "Probability, Statistics, and Queueing Theory", 1978, and J. R.
 * Cunneen). Exact for exponential times, within about 10 % for others. Immutable.
 *
 * @param servers c, 1 or more
 * @param seconds s, greater than 0
 * @param squaredVariation cv², 0 or more
 */
public record QueueLaw(int servers, double seconds, double squaredVariation) {

  /** Checks the figures. */
  public QueueLaw {
    if (servers < 1 || !(seconds > 0) || !(squaredVariation >= 0)) {
      throw new IllegalArgumentException(
          "servers, seconds and squaredVariation must be at least 1, above 0 and at least 0, but"
              + " were %d, %s and %s".formatted(servers, seconds, squaredVariation));
    }
  }

  /**
   * Returns the mean time from asking to the answer, seconds; infinite when more is asked than can
   * be answered.
   *
   * @param rate requests per second, 0 or more
   */
  public double response(double rate) {
    double work = rate * seconds;
    if (work >= servers) {
      return Double.POSITIVE_INFINITY;
    }
    double wait = waiting(work) * seconds / (servers - work);
    return seconds + wait * (1 + squaredVariation) / 2;
  }

  /** Erlang's second formula, from the recursion of the first. */
  private double waiting(double work) {
    double blocked = 1;
    for (int server = 1; server <= servers; server++) {
      blocked = work * blocked / (server + work * blocked);
    }
    return blocked / (1 - work / servers * (1 - blocked));
  }
}
