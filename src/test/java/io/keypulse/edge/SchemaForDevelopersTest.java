package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KeypulseTest
class SchemaForDevelopersTest {
  private static final String SCHEMA = "{ __schema { queryType { name } } }";

  @Test
  void onlyDevelopersAndAdministratorsSeeWhatTheSchemaLooksLike() {
    Company company = Company.imported();
    company.put(
        "employees",
        "source,external_id,name,email,position,function,manager_external_id",
        "developers,dev,Dee Veloper,developer@keypulse.example,Developer,IT,");
    for (String allowed : new String[] {"admin", "developer"}) {
      assertEquals(
          "Query", Client.as(allowed).data(SCHEMA).getString("data.__schema.queryType.name"));
    }
    for (String refused : new String[] {"analyst", company.login("ana")}) {
      for (String query :
          new String[] {
            SCHEMA,
            "{ __type(name: \"Account\") { name } }",
            "{ other: __schema { queryType { name } } }",
            "query A { viewer { name } } fragment F on Query { ...G } fragment G on Query { __schema { queryType { name } } }"
          }) {
        JsonPath answer = Client.as(refused).ask(query, Map.of());
        assertEquals("FORBIDDEN", answer.getString("errors[0].extensions.code"), query);
        assertEquals("introspection", answer.getString("errors[0].extensions.field"), query);
      }
    }
  }

  @Test
  void typenameIsFree() {
    assertEquals("Query", Client.as("analyst").data("{ __typename }").getString("data.__typename"));
  }

  @Test
  void theSchemaFileIsNotServed() {
    assertEquals(405, Client.as("admin").http().get("/graphql").statusCode());
    assertEquals(404, Client.as("admin").http().get("/graphql/schema.graphql").statusCode());
  }
}
