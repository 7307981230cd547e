package dev.cachebench.cli.command.judge;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a word of {@code --format}. */
final class ReportFormatConverter implements ITypeConverter<ReportFormat> {

  @Override
  public ReportFormat convert(String word) {
    return Arrays.stream(ReportFormat.values())
        .filter(format -> format.toString().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of " + words() + " but was '" + word + "'"));
  }

  private static String words() {
    return Arrays.stream(ReportFormat.values())
        .map(ReportFormat::toString)
        .collect(Collectors.joining(", "));
  }
}
