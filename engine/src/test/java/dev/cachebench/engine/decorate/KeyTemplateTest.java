package dev.cachebench.engine.decorate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KeyTemplateTest {

  record User(String id, String name) {}

  interface Calls {
    String two(String first, String second);

    String user(User user);

    String listed(List<String> keys);

    String none();
  }

  private static KeyTemplate template(String method, String key, String... ignored) {
    Method found =
        Arrays.stream(Calls.class.getMethods())
            .filter(each -> each.getName().equals(method))
            .findFirst()
            .orElseThrow();
    return new KeyTemplate(found, "p", key, List.of(ignored));
  }

  private static String key(KeyTemplate template, Object... arguments) {
    return template.key(arguments);
  }

  @Test
  void writesAllParametersInTheirOrderUnlessToldOtherwise() {
    assertThat(key(template("two", ""), "a", "b")).isEqualTo("p:a:b");
    assertThat(key(template("two", "", "1"), "a", "b")).isEqualTo("p:a");
    assertThat(key(template("two", "{1}/{0}"), "a", "b")).isEqualTo("p:b/a");
    assertThat(template("none", "").key(null)).isEqualTo("p");
  }

  @Test
  void asksAParameterForSomethingOfIt() {
    assertThat(key(template("user", "{0.id}"), new User("7", "Eve"))).isEqualTo("p:7");
  }

  @Test
  void writesADigestOfWhatIsSecret() {
    assertThat(key(template("two", "{0:hash}:{1}"), "secret", "b"))
        .isEqualTo("p:2bb80d537b1da3e38bd30361aa855686:b");
  }

  @Property
  void differentArgumentsHaveDifferentKeys(
      @ForAll String a, @ForAll String b, @ForAll String c, @ForAll String d) {
    KeyTemplate template = template("two", "{0}/{1}");

    assertThat(key(template, a, b).equals(key(template, c, d)))
        .isEqualTo(a.equals(c) && b.equals(d));
  }

  @Test
  void tellsColonsAndNullFromText() {
    KeyTemplate template = template("two", "");
    assertThat(key(template, "a:b", "c")).isNotEqualTo(key(template, "a", "b:c"));
    assertThat(key(template, null, "c")).isNotEqualTo(key(template, "null", "c"));
    assertThat(key(template, null, "c")).isNotEqualTo(key(template, "%N", "c"));
  }

  @Test
  void refusesWhatDoesNotFitTheMethod() {
    assertThatThrownBy(() -> template("two", "{0}:{9}"))
        .hasMessageStartingWith("Calls.two: key must name a parameter, but was `9`: ");
    assertThatThrownBy(() -> template("two", "{0}:{1"))
        .hasMessage("Calls.two: key must close its braces, but was `{0}:{1`");
    assertThatThrownBy(() -> template("two", "{0}-{1}"))
        .hasMessage("Calls.two: key must separate its parameters, as in `{0}:{1}`");
    assertThatThrownBy(() -> template("two", "{0}:{1}", "1"))
        .hasMessage("Calls.two: parameter {1} must be in `key` or in `ignored`, but is in both");
    assertThatThrownBy(() -> template("user", "{0.age}"))
        .hasMessage("Calls.user: key must name something public of User, but was age");
    assertThatThrownBy(() -> template("listed", "{0}"))
        .hasMessageContaining("but List has none: name something of it, as in `{user.id}`");
  }
}
