package io.keypulse.platform;

import io.smallrye.graphql.api.ErrorExtensionProvider;
import jakarta.json.Json;
import jakarta.json.JsonValue;

/** Puts code and field of a refusal into the {@code extensions} of a GraphQL error. */
public final class RefusalExtensions {
  private RefusalExtensions() {}

  public static final class Code implements ErrorExtensionProvider {
    @Override
    public String getKey() {
      return "code";
    }

    @Override
    public JsonValue mapValueFrom(Throwable exception) {
      return Json.createValue(
          exception instanceof Refused refused ? refused.code().name() : "INTERNAL");
    }
  }

  public static final class Field implements ErrorExtensionProvider {
    @Override
    public String getKey() {
      return "field";
    }

    @Override
    public JsonValue mapValueFrom(Throwable exception) {
      return exception instanceof Refused refused && refused.field() != null
          ? Json.createValue(refused.field())
          : JsonValue.NULL;
    }
  }
}
