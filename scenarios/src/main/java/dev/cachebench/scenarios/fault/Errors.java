package dev.cachebench.scenarios.fault;

import dev.cachebench.scenarios.origin.OriginWeather;

/** A share of loads fails, on top of the origin's own. */
final class Errors implements Fault {

  private final OriginWeather weather;
  private final double ratio;

  Errors(OriginWeather weather, double ratio) {
    this.weather = weather;
    this.ratio = ratio;
  }

  @Override
  public void start() {
    weather.failing(ratio);
  }

  @Override
  public void stop() {
    weather.failing(0);
  }
}
