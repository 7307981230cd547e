package dev.cachebench.cli.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages texts and files in the ways in which people, editors, disks and attackers do. */
public final class Mutator {

  private static final Pattern VALUE = Pattern.compile("(?<=[:,] |- )[^\\s,{}\\[\\]#]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** What takes the place of a value. */
  private static final List<String> VALUES =
      List.of(
          "0",
          "-1",
          "1e999",
          "-0.0",
          "99999999999999999999999999",
          "0x1F",
          ".inf",
          ".nan",
          "null",
          "~",
          "on",
          "[]",
          "{}",
          "[1, 2]",
          "{a: b}",
          "\"\"",
          "''",
          "\"\\u001b[31mred\"",
          "&a x",
          "*a",
          "!!java.lang.Runtime x",
          "!!binary aGVsbG8=",
          "<<",
          "9223372036854775807",
          "2147483648",
          "1000000h",
          "0.0000000001ms",
          "100_000_000",
          "1__0",
          "５",
          "١٢",
          "1e5",
          "<script>alert(1)</script>",
          "../../etc/passwd",
          "a b",
          "|",
          ">",
          "%",
          "@",
          "`",
          "0001-01-01",
          "1:30",
          "99999999999999999999x",
          "NaN",
          "Infinity");

  /** What is put somewhere in between. */
  private static final List<String> PIECES =
      List.of(
          "\0",
          "\u0007",
          "\u001b[2J",
          "\t",
          "\r",
          "\r\n",
          "\n",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\u202e",
          "\ud83d\ude00",
          "é",
          "}",
          "]",
          "{",
          "[",
          ":",
          "- ",
          "#",
          "\"",
          "'",
          ",",
          "&",
          "*",
          "!",
          "%",
          "---\n",
          "...\n",
          "? ",
          "<<: *a\n",
          "  ",
          "%YAML 1.1\n",
          "\\",
          "$",
          "`");

  private final Random random;

  /** Creates one that damages in the same way for the same seed. */
  public Mutator(long seed) {
    this.random = new Random(seed);
  }

  /** Damages a file once or a few times. */
  public byte[] mutate(byte[] bytes) {
    byte[] damaged = bytes;
    for (int i = random.nextInt(4); i >= 0; i--) {
      damaged = random.nextInt(4) == 0 ? flip(damaged) : bytes(text(string(damaged)));
    }
    return damaged;
  }

  /** Damages a text once. */
  public String text(String text) {
    return switch (random.nextInt(11)) {
      case 0 -> cut(text);
      case 1 -> delete(text);
      case 2 -> insert(text, pick(PIECES));
      case 3 -> replace(text, VALUE, pick(VALUES));
      case 4 -> replace(text, VALUE, pick(VALUES));
      case 5 -> replace(text, NUMBER, "9".repeat(1 + random.nextInt(40)));
      case 6 -> repeatLine(text);
      case 7 -> swapLines(text);
      case 8 -> replace(text, VALUE, nested());
      case 9 -> random.nextInt(4) == 0 ? bomb() + text : insert(text, pick(VALUES));
      default -> insert(text, Character.toString(random.nextInt(0x300)));
    };
  }

  private static String string(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private int place(int length) {
    return length == 0 ? 0 : random.nextInt(length);
  }

  private byte[] flip(byte[] bytes) {
    byte[] flipped = bytes.clone();
    if (flipped.length > 0) {
      flipped[place(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private String cut(String text) {
    return text.substring(0, place(text.length()));
  }

  private String delete(String text) {
    int from = place(text.length());
    int to = Math.min(text.length(), from + 1 + random.nextInt(20));
    return text.substring(0, from) + text.substring(to);
  }

  private String insert(String text, String piece) {
    int at = place(text.length());
    return text.substring(0, at) + piece + text.substring(at);
  }

  private String replace(String text, Pattern what, String with) {
    List<MatchResult> found = what.matcher(text).results().toList();
    if (found.isEmpty()) {
      return insert(text, with);
    }
    MatchResult one = found.get(random.nextInt(found.size()));
    return text.substring(0, one.start()) + with + text.substring(one.end());
  }

  private String repeatLine(String text) {
    String[] lines = text.split("(?<=\n)", -1);
    int at = place(lines.length);
    lines[at] = lines[at] + lines[place(lines.length)] + lines[at];
    return String.join("", lines);
  }

  private String swapLines(String text) {
    String[] lines = text.split("(?<=\n)", -1);
    int one = place(lines.length);
    int other = place(lines.length);
    String kept = lines[one];
    lines[one] = lines[other];
    lines[other] = kept;
    return String.join("", Arrays.asList(lines));
  }

  private String nested() {
    int depth = 1 + random.nextInt(random.nextInt(10) == 0 ? 20_000 : 40);
    return random.nextBoolean()
        ? "[".repeat(depth) + "]".repeat(depth)
        : "{a: ".repeat(depth) + "1" + "}".repeat(depth);
  }

  /** Aliases that would grow to a thousand million values. */
  private static String bomb() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String last = "*a" + (i - 1);
      text.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", List.of(last, last, last))));
    }
    return text.toString();
  }
}
