package dev.cachebench.engine.decorate;

import org.jspecify.annotations.Nullable;

/** A call of a cached method as the key of its cache: equal when the texts of their keys are. */
public final class CachedCall {

  private final String text;
  private final @Nullable Object @Nullable [] arguments;

  CachedCall(String text, @Nullable Object @Nullable [] arguments) {
    this.text = text;
    this.arguments = arguments;
  }

  @Nullable Object @Nullable [] arguments() {
    return arguments;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CachedCall call && call.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns the text of the key. */
  @Override
  public String toString() {
    return text;
  }
}
