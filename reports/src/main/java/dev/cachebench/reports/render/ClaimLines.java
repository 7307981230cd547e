package dev.cachebench.reports.render;

import dev.cachebench.reports.model.ClaimResult;
import dev.cachebench.reports.model.ClaimVerdict;
import java.util.List;

/** Renders the claims of a run: verdict, what it was judged by, and why. */
final class ClaimLines {

  private static final int INDENT = 4;

  private final Style style;

  ClaimLines(Style style) {
    this.style = style;
  }

  void appendTo(List<ClaimResult> claims, StringBuilder out) {
    if (claims.isEmpty()) {
      return;
    }
    int width = claims.stream().mapToInt(claim -> Plain.safe(name(claim)).length()).max().orElse(0);
    out.append("Claims\n");
    for (ClaimResult claim : claims) {
      ClaimVerdict verdict = claim.answer().verdict();
      out.append("  ").append(mark(style, verdict, Words.sign(verdict))).append(' ');
      out.append(Plain.left(Plain.safe(name(claim)), width)).append("  ");
      out.append(mark(style, verdict, verdict.name())).append('\n');
      line(style.dim(Plain.safe(Words.subject(claim))), out);
      if (!claim.answer().tags().isEmpty()) {
        line(Words.tags(claim.answer()), out);
      }
      Plain.wrap(Words.reason(claim), TextRenderer.WIDTH - INDENT).forEach(text -> line(text, out));
    }
    out.append('\n');
  }

  private static String name(ClaimResult claim) {
    String name = claim.answer().claim() + " " + claim.answer().metric();
    return claim.require() ? name + ", required" : name;
  }

  private static void line(String text, StringBuilder out) {
    out.append(" ".repeat(INDENT)).append(text).append('\n');
  }

  /** Marks a text by what the verdict says. */
  static String mark(Style style, ClaimVerdict verdict, String text) {
    if (verdict.isYes()) {
      return style.pass(text);
    }
    return verdict.isNo() ? style.fail(text) : style.warn(text);
  }
}
