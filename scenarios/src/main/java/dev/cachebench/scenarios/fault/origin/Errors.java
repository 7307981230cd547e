package dev.cachebench.scenarios.fault.origin;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.origin.OriginWeather;
import java.util.OptionalLong;

/** A share of loads fails, on top of the origin's own. */
public final class Errors implements Fault {

  private final OriginWeather weather;
  private final double ratio;
  private long before;

  public Errors(OriginWeather weather, double ratio) {
    this.weather = weather;
    this.ratio = ratio;
  }

  @Override
  public void start() {
    before = weather.struck();
    weather.failing(ratio);
  }

  @Override
  public void stop() {
    weather.failing(0);
  }

  @Override
  public OptionalLong struck() {
    return OptionalLong.of(weather.struck() - before);
  }
}
