package dev.cachebench.scenarios.model;

/** Which keys are asked for, and how often each. */
public sealed interface KeyDistribution {

  /** Every key is equally likely. */
  record Uniform() implements KeyDistribution {}

  /**
   * The key of rank k (from 1) is asked for with probability k^-exponent over the sum of all ranks,
   * exactly (no approximation of the normalising sum).
   *
   * @param exponent greater than 0, at most 10; YCSB's habit is 0.99
   */
  record Zipfian(double exponent) implements KeyDistribution {}

  /**
   * A share of the requests goes to the first few keys, the rest to the others; both uniformly.
   *
   * @param keys how many keys are hot, 1 or more and fewer than the catalogue
   * @param share share of requests that go to them, between 0 and 1
   */
  record HotSet(int keys, double share) implements KeyDistribution {}

  /** Keys in order, from the first to the last and again from the first. */
  record Sequential() implements KeyDistribution {}
}
