package dev.cachebench.scenarios.fault.origin;

import dev.cachebench.scenarios.fault.Fault;
import dev.cachebench.scenarios.origin.OriginWeather;
import java.util.OptionalLong;

/** No load ends, until at the end all do that would have. */
public final class Hang implements Fault {

  private final OriginWeather weather;
  private long before;

  /** Creates one. */
  public Hang(OriginWeather weather) {
    this.weather = weather;
  }

  @Override
  public void start() {
    before = weather.struck();
    weather.hang(true);
  }

  @Override
  public void stop() {
    weather.hang(false);
  }

  @Override
  public OptionalLong struck() {
    return OptionalLong.of(weather.struck() - before);
  }
}
