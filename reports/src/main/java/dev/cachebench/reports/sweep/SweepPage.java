package dev.cachebench.reports.sweep;

/**
 * What the pages of sweeps have in common: one HTML file, no script, no network, light and dark.
 * Colours are those of Okabe and Ito, told apart by colour-blind eyes too.
 */
final class SweepPage {

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>@title@ · cachebench sweep</title>
      <style>
      :root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --faint: #d5d5d5; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #16181c; --faint: #3a3f47; } }
      body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
             max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
      svg { width: 100%; height: auto; }
      svg text { font-size: 13px; fill: var(--ink); }
      .grid { stroke: var(--faint); }
      polyline { fill: none; stroke: currentColor; stroke-width: 2; }
      circle { fill: currentColor; }
      .lru { color: #0072b2; } .fifo { color: #d55e00; } .clock { color: #009e73; }
      .sieve { color: #cc79a7; } .w-tinylfu { color: #e69f00; }
      .s3-fifo { color: #56b4e9; } .lfu { color: #8a6d00; } .arc { color: #7a3e9d; }
      .che-lru { color: #0072b2; } .che-fifo { color: #d55e00; }
      .che-lru polyline, .che-fifo polyline { stroke-dasharray: 1 5; stroke-linecap: round; }
      .opt, .opt-bypass { color: var(--ink); }
      .opt polyline { stroke-dasharray: 8 4; } .opt-bypass polyline { stroke-dasharray: 2 4; }
      .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; }
      .legend svg { width: 2rem; height: .8rem; margin-right: .4rem; }
      .legend span { color: var(--ink); }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th, td { text-align: right; padding: .25rem .75rem; border-bottom: 1px solid var(--faint); }
      </style>
      </head>
      <body>
      @body@</body>
      </html>
      """;

  private SweepPage() {}

  /**
   * Returns a page.
   *
   * @param title plain text
   * @param body HTML
   */
  static String of(String title, String body) {
    int at = PAGE.indexOf("@body@");
    return PAGE.substring(0, at).replace("@title@", escaped(title))
        + body
        + PAGE.substring(at + "@body@".length());
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
