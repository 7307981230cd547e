package dev.cachebench.engine.decorate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the key of a call.
 *
 * <p>Different arguments give different keys: of an argument, ASCII but letters, digits and {@code
 * . _ - @} is written as {@code %} and its code, null as {@code %N}, and something that is never
 * written so must stand between two parameters. That needs arguments whose text says what they are,
 * so arrays, collections and classes without a {@code toString} of their own are refused.
 */
final class KeyTemplate {

  private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern INSIDE =
      Pattern.compile("([A-Za-z_0-9$]+)(?:\\.([A-Za-z_][A-Za-z_0-9]*))?(:hash)?");
  private static final Pattern RESERVED = Pattern.compile("[\\x00-\\x7F&&[^A-Za-z0-9._@-]]");
  private static final int HASH_BYTES = 16;

  /** Text, or an argument, perhaps something of it. */
  private record Part(String text, int argument, @Nullable Method property, boolean hash) {}

  private final String where;
  private final List<Parameter> parameters;
  private final List<Part> parts = new ArrayList<>();
  private final Set<Integer> used = new TreeSet<>();

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException when it does not fit the method
   */
  KeyTemplate(Method method, String prefix, String template, List<String> ignored) {
    where = CachedMethod.name(method);
    parameters = List.of(method.getParameters());
    text(prefix);
    Set<Integer> left = new TreeSet<>();
    ignored.forEach(name -> left.add(argument(name)));
    if (template.isEmpty()) {
      IntStream.range(0, parameters.size()).filter(i -> !left.contains(i)).forEach(this::whole);
    } else {
      text(":");
      read(template);
    }
    checkUse(left);
    checkSeparators();
  }

  private void whole(int argument) {
    text(":");
    add(new Part("", argument, null, false), parameters.get(argument).getType());
  }

  private void text(String text) {
    parts.add(new Part(text, -1, null, false));
  }

  private void read(String template) {
    Matcher braces = BRACES.matcher(template);
    int from = 0;
    while (braces.find()) {
      text(template.substring(from, braces.start()));
      placeholder(braces.group(1));
      from = braces.end();
    }
    String rest = template.substring(from);
    if (rest.contains("{") || rest.contains("}")) {
      throw refused("key must close its braces, but was `" + template + '`');
    }
    text(rest);
  }

  private void placeholder(String inside) {
    Matcher matcher = INSIDE.matcher(inside);
    if (!matcher.matches()) {
      throw refused("key must name a parameter in braces, but was `{" + inside + "}`");
    }
    int argument = argument(matcher.group(1));
    Class<?> type = parameters.get(argument).getType();
    String name = matcher.group(2);
    Method property = name == null ? null : property(type, name);
    Part part = new Part("", argument, property, matcher.group(3) != null);
    add(part, property == null ? type : property.getReturnType());
  }

  private void add(Part part, Class<?> type) {
    if (!saysWhatItIs(type)) {
      throw refused(
          "key must be made of values whose text says what they are, but "
              + type.getSimpleName()
              + " has none: name something of it, as in `{user.id}`");
    }
    used.add(part.argument());
    parts.add(part);
  }

  private static boolean saysWhatItIs(Class<?> type) {
    if (type.isPrimitive() || type.isEnum() || type == CharSequence.class) {
      return true;
    }
    if (type.isArray()
        || type == Object.class
        || Collection.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type)) {
      return false;
    }
    try {
      return type.isInterface() || type.getMethod("toString").getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private int argument(String name) {
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (name.equals(Integer.toString(i))
          || (parameter.isNamePresent() && name.equals(parameter.getName()))) {
        return i;
      }
    }
    boolean areNamed = parameters.stream().allMatch(Parameter::isNamePresent);
    throw refused(
        "key must name a parameter, but was `"
            + name
            + "`: "
            + (areNamed
                ? "there are " + parameters.stream().map(Parameter::getName).toList()
                : "write their numbers, from {0}, or compile with -parameters"));
  }

  private Method property(Class<?> type, String name) {
    String getter = "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    for (String each : List.of(name, getter)) {
      try {
        return type.getMethod(each);
      } catch (NoSuchMethodException e) {
        // The next form.
      }
    }
    throw refused(
        "key must name something public of " + type.getSimpleName() + ", but was " + name);
  }

  private void checkUse(Set<Integer> left) {
    for (int i = 0; i < parameters.size(); i++) {
      if (used.contains(i) == left.contains(i)) {
        throw refused(
            left.contains(i)
                ? "parameter {" + i + "} must be in `key` or in `ignored`, but is in both"
                : "every parameter must be in `key` or in `ignored`, but {" + i + "} is in none");
      }
    }
  }

  private void checkSeparators() {
    boolean isSeparated = true;
    for (Part part : parts) {
      if (part.argument() < 0) {
        isSeparated |= RESERVED.matcher(part.text().replace("%", "")).find();
      } else if (!isSeparated) {
        throw refused("key must separate its parameters, as in `{0}:{1}`");
      } else {
        isSeparated = false;
      }
    }
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(where + ": " + why);
  }

  /** Returns the key of a call with these arguments, null for none. */
  String key(@Nullable Object @Nullable [] arguments) {
    StringBuilder key = new StringBuilder();
    for (Part part : parts) {
      if (part.argument() < 0 || arguments == null) {
        key.append(part.text());
      } else {
        key.append(written(part, arguments[part.argument()]));
      }
    }
    return key.toString();
  }

  private String written(Part part, @Nullable Object argument) {
    Method property = part.property();
    Object value = property == null || argument == null ? argument : ask(property, argument);
    if (value == null) {
      return "%N";
    }
    String text = value.toString();
    return part.hash()
        ? hash(text)
        : RESERVED
            .matcher(text)
            .replaceAll(found -> String.format("%%%02X", (int) found.group().charAt(0)));
  }

  private @Nullable Object ask(Method property, Object argument) {
    try {
      property.trySetAccessible();
      return property.invoke(argument);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(
          where + ": key must be readable, but " + property + " was not", e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 must be there, as every JVM has it", e);
    }
  }

  /** Returns the template without arguments: two methods with the same one would share entries. */
  String shape() {
    StringBuilder shape = new StringBuilder();
    parts.forEach(part -> shape.append(part.argument() < 0 ? part.text() : "{}"));
    return shape.toString();
  }
}
