package dev.cachebench.reports.model;

/**
 * Names the JSON Schema that a report follows.
 *
 * @param id the schema's {@code $id}
 * @param version grows when a reader of the previous version would misread the report
 */
public record SchemaId(String id, int version) {

  /** The schema that this version writes. */
  public static final SchemaId CURRENT =
      new SchemaId("https://cachebench.dev/schema/report.schema.json", 1);
}
