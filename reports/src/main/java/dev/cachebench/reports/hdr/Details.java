package dev.cachebench.reports.hdr;

import dev.cachebench.scenarios.result.RunEvent;
import org.jspecify.annotations.Nullable;

/** Reads the details of an event, whatever kind of number a JSON reader made of them. */
public final class Details {

  private Details() {}

  /** Returns a number, or null when the event has none of that name. */
  public static @Nullable Double number(RunEvent event, String name) {
    return event.details().get(name) instanceof Number number ? number.doubleValue() : null;
  }

  /** Returns a number, or {@code otherwise} when the event has none of that name. */
  public static double number(RunEvent event, String name, double otherwise) {
    Double number = number(event, name);
    return number == null ? otherwise : number;
  }

  /** Returns a whole number, or 0 when the event has none of that name. */
  public static long count(RunEvent event, String name) {
    return event.details().get(name) instanceof Number number ? number.longValue() : 0;
  }

  /** Returns a text, or null when the event has none of that name. */
  public static @Nullable String text(RunEvent event, String name) {
    Object value = event.details().get(name);
    return value == null ? null : value.toString();
  }
}
