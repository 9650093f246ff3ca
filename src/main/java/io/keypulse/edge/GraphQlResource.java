package io.keypulse.edge;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.language.OperationDefinition.Operation;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One GraphQL request: read, weighed, executed, answered with the status that GraphQL over HTTP
 * asks for.
 */
@Path(GraphQlRoute.RESOURCE)
@RunOnVirtualThread
class GraphQlResource {
  @Inject GraphQlBudget budget;
  @Inject GraphQlLimits limits;
  @Inject GraphQlEngine engine;
  @Inject ReadOnly readOnly;

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
      return answer(GraphQlRequest.parse(utf8(body)), media);
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
    ExecutionResult result = execute(request, approved);
    Map<String, Object> answer = new LinkedHashMap<>();
    if (!result.getErrors().isEmpty()) {
      answer.put(
          "errors",
          result.getErrors().stream().map(error -> error(error, result.isDataPresent())).toList());
    }
    if (result.isDataPresent()) {
      answer.put("data", result.getData());
    }
    answer.put(
        "extensions", Map.of("cost", Map.of("requested", approved.cost(), "limit", limits.cost())));
    return response(result.isDataPresent() ? 200 : media.statusOfRequestError(), media, answer);
  }

  /** A mutation's fields have transactions of their own. */
  private ExecutionResult execute(GraphQlRequest request, GraphQlBudget.Approved approved) {
    if (approved.operation().filter(operation -> operation == Operation.QUERY).isEmpty()) {
      return engine.execute(request);
    }
    QuarkusTransaction.begin();
    try {
      readOnly.forAtMost(limits.time());
      return engine.execute(request);
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw Refused.invalid("body", "Send the body in UTF-8.");
    }
  }

  /** What the engine itself refuses, before anything is executed, carries our code too. */
  private static Map<String, Object> error(GraphQLError error, boolean executed) {
    Map<String, Object> told = new LinkedHashMap<>(error.toSpecification());
    if (!executed) {
      told.put("extensions", Map.of("code", RefusalCode.INVALID.name()));
    }
    return told;
  }

  private static Map<String, Object> errors(Refused refused) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    extensions.put("code", refused.code().name());
    if (refused.field() != null) {
      extensions.put("field", refused.field());
    }
    return Map.of(
        "errors",
        List.of(Map.of("message", String.valueOf(refused.getMessage()), "extensions", extensions)));
  }

  private static Response response(int status, MediaTypes media, Map<String, Object> body) {
    return Response.status(status)
        .type(media.answer())
        .header("Cache-Control", "no-store")
        .entity(AnswerJson.bytes(body))
        .build();
  }
}
