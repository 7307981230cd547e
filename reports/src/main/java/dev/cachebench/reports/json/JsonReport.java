package dev.cachebench.reports.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cachebench.reports.compare.Comparison;
import dev.cachebench.reports.compare.Qualification;
import dev.cachebench.reports.model.ClaimAnswer;
import dev.cachebench.reports.model.ClaimResult;
import dev.cachebench.reports.model.GateTier;
import dev.cachebench.reports.model.Prediction;
import dev.cachebench.reports.model.RunReport;
import dev.cachebench.reports.model.RunStatus;
import dev.cachebench.reports.model.Warning;
import dev.cachebench.scenarios.gate.Quantity;
import dev.cachebench.scenarios.model.Preset;
import dev.cachebench.scenarios.model.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Writes a report as {@code report.json}: the records' components in their order, null where there
 * is no figure, whole plain without decimals.
 *
 * <p>The same report gives the same bytes. Safe for use by many threads.
 */
public final class JsonReport {

  private static final String SCHEMA = "/dev/cachebench/reports/report.schema.json";
  private static final double LARGEST_EXACT = 1L << 53;
  private static final JsonMapper MAPPER = mapper();

  private JsonReport() {}

  /** Returns the report as JSON, indented, with a last line feed. */
  public static String write(RunReport report) {
    return MAPPER.writeValueAsString(report) + "\n";
  }

  /** Returns what is said of one claim as JSON, indented, with a last line feed. */
  public static String write(ClaimAnswer answer) {
    return MAPPER.writeValueAsString(answer) + "\n";
  }

  /** Returns comparisons as a JSON array, indented, with a last line feed. */
  public static String write(List<Comparison> comparisons) {
    return MAPPER.writeValueAsString(comparisons) + "\n";
  }

  /** Returns a machine's noise floor as JSON, indented, with a last line feed. */
  public static String write(Qualification qualification) {
    return MAPPER.writeValueAsString(qualification) + "\n";
  }

  /** Returns the JSON Schema (2020-12) that {@link #write} follows. */
  public static String schema() {
    try (InputStream in = JsonReport.class.getResourceAsStream(SCHEMA)) {
      if (in == null) {
        throw new IllegalStateException("the jar must contain " + SCHEMA + ", but does not");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonMapper mapper() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    SimpleModule plain = new SimpleModule("plain");
    plain.addSerializer(Double.class, new PlainDouble());
    plain.addSerializer(double.class, new PlainDouble());
    words(plain, Preset.class, Preset::word);
    words(plain, Role.class, Role::word);
    words(plain, Prediction.Rule.class, Prediction.Rule::word);
    words(plain, Quantity.class, quantity -> quantity.name().toLowerCase(Locale.ROOT));
    words(plain, GateTier.class, GateTier::word);
    words(plain, RunStatus.class, RunStatus::word);
    words(plain, Warning.Kind.class, Warning.Kind::word);
    return JsonMapper.builder()
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .defaultPrettyPrinter(printer)
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
        .addModule(plain)
        .addMixIn(ClaimResult.class, Flat.class)
        .build();
  }

  private static <E extends Enum<E>> void words(
      SimpleModule module, Class<E> type, Function<E, String> word) {
    module.addSerializer(
        type,
        new ValueSerializer<E>() {
          @Override
          public void serialize(E value, JsonGenerator out, SerializationContext context) {
            out.writeString(word.apply(value));
          }
        });
  }

  /** Puts the keys of a claim's answer beside those of its result. */
  @SuppressWarnings("UnusedMethod") // Jackson reads its annotation
  private interface Flat {
    @JsonUnwrapped
    ClaimAnswer answer();
  }

  private static final class PlainDouble extends ValueSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializationContext context) {
      double number = value;
      if (!Double.isFinite(number)) {
        out.writeNull();
      } else if (number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT) {
        out.writeNumber((long) number);
      } else {
        out.writeNumber(new BigDecimal(Double.toString(number)).toPlainString());
      }
    }
  }
}
