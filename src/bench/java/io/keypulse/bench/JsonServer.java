package io.keypulse.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The least that a server between a front end and PostgreSQL can do: it passes on the JSON that one
 * hand-written statement makes, without signing anybody in, without row security, without GraphQL.
 *
 * <p>Arguments: its port, the port of the database, the file with the statement. The statement's
 * only parameter, where it has one, is the number in the query of the request's address.
 */
public final class JsonServer extends AbstractVerticle {
  private static final int CONNECTIONS_OF_EACH = 2;

  private final int port;
  private final int databasePort;
  private final String statement;

  private JsonServer(int port, int databasePort, String statement) {
    this.port = port;
    this.databasePort = databasePort;
    this.statement = statement;
  }

  public static void main(String... arguments) throws IOException {
    String statement = Files.readString(Path.of(arguments[2]));
    Vertx.vertx()
        .deployVerticle(
            () ->
                new JsonServer(
                    Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), statement),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public void start() {
    Pool database =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(CONNECTIONS_OF_EACH))
            .connectingTo(
                new PgConnectOptions()
                    .setHost("localhost")
                    .setPort(databasePort)
                    .setDatabase("postgres")
                    .setUser("postgres")
                    .setPassword("postgres")
                    .addProperty("search_path", "keypulse, public")
                    .setCachePreparedStatements(true)
                    .setPipeliningLimit(1))
            .using(vertx)
            .build();
    vertx.createHttpServer().requestHandler(request -> answer(request, database)).listen(port);
  }

  private void answer(HttpServerRequest request, Pool database) {
    String query = request.query();
    Tuple parameters = query == null ? Tuple.tuple() : Tuple.of(Integer.valueOf(query));
    database
        .preparedQuery(statement)
        .execute(parameters)
        .onSuccess(
            rows ->
                request
                    .response()
                    .putHeader("Content-Type", "application/json")
                    .end(rows.iterator().next().getString(0)))
        .onFailure(fault -> request.response().setStatusCode(500).end(String.valueOf(fault)));
  }
}
