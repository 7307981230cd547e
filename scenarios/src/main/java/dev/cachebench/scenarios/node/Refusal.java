package dev.cachebench.scenarios.node;

import dev.cachebench.scenarios.redis.EnvironmentException;
import dev.cachebench.scenarios.target.UserCacheException;
import java.nio.charset.StandardCharsets;

/**
 * Why a node cannot make its cache, on its way to the arm.
 *
 * @param isUsersClass whether the user's own class is to blame
 * @param message what happened
 * @param hint what to do
 */
record Refusal(boolean isUsersClass, String message, String hint) {

  static Refusal of(RuntimeException e) {
    if (e instanceof UserCacheException own) {
      return new Refusal(true, String.valueOf(e.getMessage()), own.hint());
    }
    String hint =
        e instanceof EnvironmentException machine
            ? machine.hint()
            : "see the end of cachebench.log";
    return new Refusal(false, String.valueOf(e.getMessage()), hint);
  }

  static Refusal of(Frame frame) {
    byte[] hint = frame.bytes() == null ? new byte[0] : frame.bytes();
    return new Refusal(frame.number() == 1, frame.text(), new String(hint, StandardCharsets.UTF_8));
  }

  Frame frame() {
    return new Frame(
        FrameKind.REFUSED, 0, isUsersClass ? 1 : 0, message, hint.getBytes(StandardCharsets.UTF_8));
  }

  RuntimeException asException() {
    return isUsersClass
        ? new UserCacheException(message, hint)
        : new EnvironmentException(message, hint);
  }
}
