package dev.cachebench.cli.command.input;

import dev.cachebench.scenarios.yaml.Setting;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --set path=value}. */
public final class SettingConverter implements ITypeConverter<Setting> {

  @Override
  public Setting convert(String text) {
    try {
      return Setting.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
