package dev.cachebench.scenarios.fault;

import dev.cachebench.scenarios.origin.OriginWeather;
import java.time.Duration;

/** Every load takes longer, by a factor and a time. */
final class Slow implements Fault {

  private final OriginWeather weather;
  private final double factor;
  private final Duration added;

  Slow(OriginWeather weather, double factor, Duration added) {
    this.weather = weather;
    this.factor = factor;
    this.added = added;
  }

  @Override
  public void start() {
    weather.slow(factor, added);
  }

  @Override
  public void stop() {
    weather.slow(1, Duration.ZERO);
  }
}
