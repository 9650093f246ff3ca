package io.keypulse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@KeypulseTest
class SchemaTest {
  private static final Path COMMITTED = Path.of("src", "main", "resources", "schema.graphql");

  @Inject GraphQLSchema schema;

  /**
   * The schema is a promise to front ends: changing it is a decision. Write the file anew with
   * -Dschema=write.
   */
  @Test
  void theSchemaIsTheCommittedOne() throws IOException {
    String actual =
        new SchemaPrinter(
                SchemaPrinter.Options.defaultOptions()
                    .includeSchemaDefinition(true)
                    .includeDirectives(false)
                    .includeDirectiveDefinitions(false))
            .print(schema);
    if ("write".equals(System.getProperty("schema"))) {
      Files.writeString(COMMITTED, actual);
    }
    assertEquals(Files.readString(COMMITTED), actual);
  }
}
