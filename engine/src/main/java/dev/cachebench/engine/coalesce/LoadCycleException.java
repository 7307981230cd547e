package dev.cachebench.engine.coalesce;

import java.util.List;
import java.util.stream.Collectors;

/** Signals inside the engine that a load would have to wait for itself. */
public final class LoadCycleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LoadCycleException(List<?> keys) {
    super(keys.stream().map(String::valueOf).collect(Collectors.joining(" -> ")));
  }
}
