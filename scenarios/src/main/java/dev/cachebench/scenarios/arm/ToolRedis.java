package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.redis.RedisControl;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server's process as an arm reaches it: the tool owns it, so the arm asks the tool and waits.
 *
 * <p>Confined to one thread, but for {@link #answered}.
 */
final class ToolRedis implements RedisControl {

  /** How an answer begins on standard input. */
  static final String ANSWER = "redis ";

  private static final String OK = "ok";
  private static final String KEEPING = "keeping";
  private static final int PATIENCE_SECONDS = 20;

  private final ArmOutput output;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private volatile OptionalLong processId = OptionalLong.empty();

  ToolRedis(ArmOutput output) {
    this.output = output;
  }

  /** Says which process it is now; null where nobody knows. */
  void is(@Nullable Long pid) {
    processId = pid == null ? OptionalLong.empty() : OptionalLong.of(pid);
  }

  @Override
  public OptionalLong processId() {
    return processId;
  }

  /** Words of the questions. */
  enum Action {
    KILL,
    RESTART,
    PAUSE,
    RESUME,
    SHIFT_CLOCK,
    SHUT_DOWN,
    LOAD,
    FINISH_LOADING,
    CUT_LINK,
    MEND_LINK
  }

  /** Takes a line that begins with {@link #ANSWER}. */
  void answered(String line) {
    answers.add(line.substring(ANSWER.length()));
  }

  /**
   * Does what an arm asked for and returns the line to answer with.
   *
   * @param question an action, and after a space what it takes: ms, or whether data is kept
   */
  static String serve(String question, RedisControl redis) {
    try {
      String[] words = question.split(" ", 2);
      switch (Action.valueOf(words[0])) {
        case KILL -> redis.kill();
        case RESTART -> redis.restart();
        case PAUSE -> redis.pause();
        case RESUME -> redis.resume();
        case SHIFT_CLOCK -> redis.shiftClock(Duration.ofMillis(Long.parseLong(words[1])));
        case SHUT_DOWN -> redis.shutDown(words[1].equals(KEEPING));
        case LOAD -> redis.load(Duration.ofMillis(Long.parseLong(words[1])));
        case FINISH_LOADING -> redis.finishLoading();
        case CUT_LINK -> redis.cutLink();
        case MEND_LINK -> redis.mendLink();
      }
      OptionalLong pid = redis.processId();
      return ANSWER + OK + (pid.isPresent() ? " " + pid.getAsLong() : "");
    } catch (RuntimeException e) {
      return ANSWER + String.valueOf(e.getMessage()).replace('\n', ' ');
    }
  }

  private void ask(Action action) {
    ask(action.name());
  }

  private void ask(String question) {
    // What came too late for the question before must not answer this one.
    answers.clear();
    output.redis(question);
    String answer = next();
    if (answer == null || !(answer + " ").startsWith(OK + " ")) {
      throw new IllegalStateException(answer == null ? "the tool did not answer" : answer);
    }
    if (answer.length() > OK.length()) {
      is(Long.valueOf(answer.substring(OK.length() + 1)));
    }
  }

  private @Nullable String next() {
    try {
      return answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  @Override
  public void kill() {
    ask(Action.KILL);
  }

  @Override
  public void restart() {
    ask(Action.RESTART);
  }

  @Override
  public void pause() {
    ask(Action.PAUSE);
  }

  @Override
  public void resume() {
    ask(Action.RESUME);
  }

  @Override
  public void shiftClock(Duration offset) {
    ask(Action.SHIFT_CLOCK + " " + offset.toMillis());
  }

  @Override
  public void shutDown(boolean keepsData) {
    ask(Action.SHUT_DOWN + " " + (keepsData ? KEEPING : "empty"));
  }

  @Override
  public void load(Duration time) {
    ask(Action.LOAD + " " + time.toMillis());
  }

  @Override
  public void finishLoading() {
    ask(Action.FINISH_LOADING);
  }

  @Override
  public void cutLink() {
    ask(Action.CUT_LINK);
  }

  @Override
  public void mendLink() {
    ask(Action.MEND_LINK);
  }
}
