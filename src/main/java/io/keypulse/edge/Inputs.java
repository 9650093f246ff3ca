package io.keypulse.edge;

import io.keypulse.platform.Refused;
import io.keypulse.platform.Today;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of a request, checked against the schema already, as the types that a method takes. */
final class Inputs {
  private static final DateTimeFormatter FOUR_DIGITS =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4)
          .appendPattern("-MM-dd")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Inputs() {}

  /**
   * @param field the name that a refusal is to tell
   * @throws Refused INVALID for a date that is none, and for a text in the place of a number or of
   *     true and false, which scalars of the schema let pass
   */
  static @Nullable Object of(@Nullable Object value, Type type, String field) {
    if (type instanceof ParameterizedType generic) {
      Type inner = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return Optional.ofNullable(of(value, inner, field));
      }
      return value instanceof List<?> list ? ofList(list, inner, field) : null;
    }
    return value == null ? null : ofClass(value, (Class<?>) type, field);
  }

  private static List<@Nullable Object> ofList(List<?> values, Type type, String field) {
    List<@Nullable Object> list = new ArrayList<>();
    values.forEach(value -> list.add(of(value, type, field)));
    return list;
  }

  private static Object ofClass(Object value, Class<?> type, String field) {
    if (type.isInstance(value)) {
      return value;
    }
    if (type.isRecord() && value instanceof Map<?, ?> parts) {
      return ofRecord(parts, type, field);
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> ((Enum<?>) constant).name().equals(value.toString()))
          .findFirst()
          .orElseThrow();
    }
    if (type == LocalDate.class) {
      return date(value.toString(), field);
    }
    if (type == OffsetDateTime.class) {
      return time(value.toString(), field);
    }
    if (value instanceof Number number) {
      return type == double.class || type == Double.class
          ? (Object) number.doubleValue()
          : (Object) whole(number, field);
    }
    if (type == boolean.class && value instanceof Boolean) {
      return value;
    }
    throw Refused.invalid(
        field,
        type == boolean.class || type == Boolean.class
            ? "Write true or false."
            : "Write a number, without quotation marks.");
  }

  private static Object ofRecord(Map<?, ?> parts, Class<?> type, String field) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      types[i] = components[i].getType();
      values[i] =
          of(parts.get(name), components[i].getGenericType(), FieldNames.within(field, name));
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException refused) {
      throw refused.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(refused);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static int whole(Number number, String field) {
    try {
      return new BigDecimal(number.toString()).intValueExact();
    } catch (ArithmeticException notWhole) {
      throw Refused.invalid(field, "Write a whole number of 32 bits.");
    }
  }

  private static LocalDate date(String text, String field) {
    try {
      return LocalDate.parse(text, FOUR_DIGITS);
    } catch (DateTimeException notADate) {
      throw Refused.invalid(field, "Write a date as 2026-01-31.");
    }
  }

  private static OffsetDateTime time(String text, String field) {
    try {
      return Today.checked(field, OffsetDateTime.parse(text));
    } catch (DateTimeException notATime) {
      throw Refused.invalid(field, "Write a time with its offset, as 2026-01-31T09:00:00Z.");
    }
  }
}
