package io.keypulse.edge;

import graphql.language.OperationDefinition.Operation;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionService;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.Session;

/**
 * One GraphQL request: read, weighed, executed, answered with the status that GraphQL over HTTP
 * asks for.
 */
@Path(GraphQlRoute.RESOURCE)
@RunOnVirtualThread
class GraphQlResource {
  @Inject GraphQlBudget budget;
  @Inject GraphQlLimits limits;
  @Inject ExecutionService execution;
  @Inject Session session;

  @POST
  public Response post(byte[] body, @Context HttpHeaders headers) {
    MediaTypes media = MediaTypes.of(headers);
    try {
      if (body.length > limits.bodyBytes()) {
        throw new Refused(
            RefusalCode.OVER_BUDGET,
            "bodyBytes",
            "A request has at most " + limits.bodyBytes() + " bytes.");
      }
      GraphQlRequest request = GraphQlRequest.parse(utf8(body));
      return answer(request, media);
    } catch (Refused refused) {
      int status =
          refused.code() == RefusalCode.OVER_BUDGET && "bodyBytes".equals(refused.field())
              ? 413
              : 400;
      return response(status, media, errors(refused));
    }
  }

  private Response answer(GraphQlRequest request, MediaTypes media) {
    GraphQlBudget.Approved approved;
    try {
      approved = budget.approve(request);
    } catch (Refused refused) {
      return response(media.statusOfRequestError(), media, errors(refused));
    }
    JsonObject result = execute(request, approved);
    boolean executed = result.containsKey("data");
    JsonObjectBuilder withCost = Json.createObjectBuilder(executed ? result : withCodes(result));
    withCost.add(
        "extensions",
        Json.createObjectBuilder()
            .add(
                "cost",
                Json.createObjectBuilder()
                    .add("requested", approved.cost())
                    .add("limit", limits.cost())));
    return response(executed ? 200 : media.statusOfRequestError(), media, withCost.build());
  }

  /**
   * A query is read in one transaction, which is never committed: it sees one state of the books,
   * cannot change them, and the database ends it when its time is over. A mutation's fields have
   * their own.
   */
  private JsonObject execute(GraphQlRequest request, GraphQlBudget.Approved approved) {
    if (approved.operation().filter(operation -> operation == Operation.QUERY).isEmpty()) {
      return execute(request);
    }
    QuarkusTransaction.begin();
    try {
      session
          .createNativeQuery(
              """
              select set_config('transaction_read_only', 'on', true),
                set_config('statement_timeout', :time, true), set_config('transaction_timeout', :time, true)
              """,
              Object[].class)
          .setParameter("time", Long.toString(limits.time().toMillis()))
          .getSingleResult();
      return execute(request);
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  /**
   * On this very thread, field after field; the extension leaves the request context closed behind
   * it.
   */
  private JsonObject execute(GraphQlRequest request) {
    ManagedContext requestContext = Arc.container().requestContext();
    InjectableContext.ContextState state = requestContext.getState();
    Map<String, Object> context =
        new HashMap<>(Map.of("runBlocking", true, "state", state, "httpHeaders", Map.of()));
    AtomicReference<ExecutionResponse> response = new AtomicReference<>();
    try (JsonReader reader = Json.createReader(new StringReader(request.json()))) {
      execution.executeSync(reader.readObject(), context, response::set);
    } finally {
      requestContext.activate(state);
    }
    return response.get().getExecutionResultAsJsonObject();
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw Refused.invalid("body", "Send the body in UTF-8.");
    }
  }

  /** What the engine itself refuses, before anything is executed, carries our code too. */
  private static JsonObject withCodes(JsonObject result) {
    JsonArrayBuilder errors = Json.createArrayBuilder();
    for (JsonObject error : result.getJsonArray("errors").getValuesAs(JsonObject.class)) {
      errors.add(
          Json.createObjectBuilder(error)
              .add(
                  "extensions",
                  Json.createObjectBuilder().add("code", RefusalCode.INVALID.name())));
    }
    return Json.createObjectBuilder(result).add("errors", errors).build();
  }

  private static JsonObject errors(Refused refused) {
    JsonObjectBuilder extensions = Json.createObjectBuilder().add("code", refused.code().name());
    if (refused.field() != null) {
      extensions.add("field", refused.field());
    }
    return Json.createObjectBuilder()
        .add(
            "errors",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("message", String.valueOf(refused.getMessage()))
                        .add("extensions", extensions)))
        .build();
  }

  private static Response response(int status, MediaTypes media, JsonObject body) {
    return Response.status(status)
        .type(media.answer())
        .header("Cache-Control", "no-store")
        .entity(body.toString())
        .build();
  }
}
