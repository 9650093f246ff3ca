package io.keypulse.platform;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Days and choices in the query of an address. Untold, JAX-RS answers 404 without a word to one
 * that is none.
 */
@Provider
public class AddressParameters implements ParamConverterProvider {
  @Override
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type generic, Annotation[] annotations) {
    String field =
        Arrays.stream(annotations)
            .filter(QueryParam.class::isInstance)
            .map(parameter -> ((QueryParam) parameter).value())
            .findFirst()
            .orElse("");
    if (type == LocalDate.class) {
      return of(text -> type.cast(day(text, field)));
    }
    return type.isEnum() ? of(text -> choice(type, text, field)) : null;
  }

  private static <T> ParamConverter<T> of(Function<String, T> read) {
    return new ParamConverter<>() {
      @Override
      public T fromString(String text) {
        return read.apply(text);
      }

      @Override
      public String toString(T value) {
        return value.toString();
      }
    };
  }

  private static LocalDate day(String text, String field) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException none) {
      throw refusal(Refused.invalid(field, "Write a day as 2026-01-31."));
    }
  }

  private static <T> T choice(Class<T> type, String text, String field) {
    T[] choices = type.getEnumConstants();
    return Arrays.stream(choices)
        .filter(choice -> choice.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                refusal(Refused.invalid(field, "Write one of " + Arrays.toString(choices) + ".")));
  }

  private static WebApplicationException refusal(Refused refused) {
    return new WebApplicationException(new RefusalOverHttp().toResponse(refused));
  }
}
