package dev.cachebench.cli.command;

import java.util.Locale;

/** What {@code metrics} prints: the name of a resource beside {@code LiveMetrics}. */
enum MonitoringFile {
  /** A dashboard for Grafana 9 or newer. */
  DASHBOARD("grafana-dashboard.json"),
  /** Rules for Prometheus. */
  ALERTS("alerts.yml");

  private final String fileName;

  MonitoringFile(String fileName) {
    this.fileName = fileName;
  }

  String fileName() {
    return fileName;
  }

  /** Returns the word of the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
