package dev.cachebench.scenarios.workload;

import dev.cachebench.scenarios.model.Arrivals;
import dev.cachebench.scenarios.model.LoadModel;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * When the requests of an open load start.
 *
 * <p>Confined to one thread.
 */
public interface ArrivalSchedule {

  /** Returns the next intended start, in ns from the schedule's start; it never decreases. */
  long nextNanos();

  /**
   * Makes the schedule of a load.
   *
   * @param random where the gaps come from; constant arrivals draw nothing
   */
  static ArrivalSchedule of(LoadModel.Open load, UniformRandomProvider random) {
    return load.arrivals() == Arrivals.POISSON
        ? new PoissonArrivals(load.rate(), random)
        : new ConstantArrivals(load.rate());
  }
}
