package io.keypulse.edge;

import graphql.ExecutionResult;
import io.keypulse.platform.QueryTransaction;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
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
  @Inject QueryTransaction transaction;

  @POST
  public Response post(byte[] body, @Context HttpHeaders headers) {
    MediaTypes media = MediaTypes.of(headers);
    try {
      budget.refuseLong(body.length);
      return answer(GraphQlRequest.parse(utf8(body)), media);
    } catch (Refused refused) {
      int status =
          refused.code() == RefusalCode.OVER_BUDGET && "bodyBytes".equals(refused.field())
              ? 413
              : 400;
      return response(status, media, Answer.of(refused));
    }
  }

  private Response answer(GraphQlRequest request, MediaTypes media) {
    GraphQlBudget.Approved approved;
    try {
      approved = budget.approve(request);
    } catch (OverCost over) {
      return response(media.statusOfRequestError(), media, withCost(Answer.of(over), over.cost()));
    } catch (Refused refused) {
      return response(media.statusOfRequestError(), media, Answer.of(refused));
    }
    ExecutionResult result;
    try {
      result = execute(request, approved);
    } catch (Refused refused) {
      return response(
          media.statusOfRequestError(), media, withCost(Answer.of(refused), approved.cost()));
    }
    Map<String, Object> answer = withCost(Answer.of(result), approved.cost());
    return response(result.isDataPresent() ? 200 : media.statusOfRequestError(), media, answer);
  }

  private Map<String, Object> withCost(Map<String, Object> answer, long cost) {
    Map<String, Object> whole = new LinkedHashMap<>(answer);
    whole.put("extensions", Map.of("cost", Map.of("requested", cost, "limit", limits.cost())));
    return whole;
  }

  /** A mutation's fields have transactions of their own. */
  private ExecutionResult execute(GraphQlRequest request, GraphQlBudget.Approved approved) {
    return switch (approved.operation()) {
      case QUERY -> transaction.during(limits.time(), () -> engine.query(request));
      case MUTATION -> engine.execute(request);
      case SUBSCRIPTION ->
          throw Refused.invalid("query", "Subscribe over graphql-transport-ws at /graphql/ws.");
    };
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw Refused.invalid("body", "Send the body in UTF-8.");
    }
  }

  private static Response response(int status, MediaTypes media, Map<String, Object> body) {
    return Response.status(status)
        .type(media.answer())
        .header("Cache-Control", "no-store")
        .entity(Answer.json(body))
        .build();
  }
}
