package dev.cachebench.reports.render;

/**
 * Colours of a terminal; every coloured word also carries its meaning in text.
 *
 * <p>A style may add sequences of no width around a text and must not change it otherwise.
 */
public interface Style {

  /** Leaves every text as it is. */
  Style PLAIN =
      new Style() {
        @Override
        public String pass(String text) {
          return text;
        }

        @Override
        public String fail(String text) {
          return text;
        }

        @Override
        public String warn(String text) {
          return text;
        }

        @Override
        public String dim(String text) {
          return text;
        }
      };

  /** Marks what is as it should be. */
  String pass(String text);

  /** Marks what is not. */
  String fail(String text);

  /** Marks what to look at. */
  String warn(String text);

  /** Marks context. */
  String dim(String text);
}
