package dev.cachebench.scenarios.fault.origin;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.origin.OriginWeather;
import java.util.OptionalLong;

/** The origin works on fewer loads at once, or on more; those that work already go on. */
public final class Capacity implements Fault {

  private final OriginWeather weather;
  private final int concurrency;
  private long before;

  /**
   * Creates one.
   *
   * @param concurrency loads at once, 1 or more
   */
  public Capacity(OriginWeather weather, int concurrency) {
    this.weather = weather;
    this.concurrency = concurrency;
  }

  @Override
  public void start() {
    before = weather.struck();
    weather.capacity(concurrency);
  }

  @Override
  public void stop() {
    weather.capacity(OriginWeather.USUAL);
  }

  @Override
  public OptionalLong struck() {
    return OptionalLong.of(weather.struck() - before);
  }
}
