package dev.cachebench.scenarios.proxy;

/** A request that is refused, with the status and the text that a client gets. */
final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  ApiException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static ApiException badBody(String cause) {
    return new ApiException(400, "bad request body: " + cause);
  }

  static ApiException missing(String field) {
    return new ApiException(400, "missing required field: " + field);
  }

  int status() {
    return status;
  }
}
