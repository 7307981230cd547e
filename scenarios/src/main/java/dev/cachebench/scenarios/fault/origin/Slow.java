package dev.cachebench.scenarios.fault.origin;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.origin.OriginWeather;
import java.time.Duration;
import java.util.OptionalLong;

/** Every load takes longer, by a factor and a time. */
public final class Slow implements Fault {

  private final OriginWeather weather;
  private final double factor;
  private final Duration added;
  private long before;

  public Slow(OriginWeather weather, double factor, Duration added) {
    this.weather = weather;
    this.factor = factor;
    this.added = added;
  }

  @Override
  public void start() {
    before = weather.struck();
    weather.slow(factor, added);
  }

  @Override
  public void stop() {
    weather.slow(1, Duration.ZERO);
  }

  @Override
  public OptionalLong struck() {
    return OptionalLong.of(weather.struck() - before);
  }
}
