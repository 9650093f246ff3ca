package io.keypulse.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The least that the HTTP server under Keypulse can do: the same page for everybody.
 *
 * <p>Arguments: its port, the file with the page.
 */
public final class ConstantPage extends AbstractVerticle {
  private final int port;
  private final Buffer page;

  private ConstantPage(int port, Buffer page) {
    this.port = port;
    this.page = page;
  }

  public static void main(String... arguments) throws IOException {
    Buffer page = Buffer.buffer(Files.readAllBytes(Path.of(arguments[1])));
    Vertx.vertx()
        .deployVerticle(
            () -> new ConstantPage(Integer.parseInt(arguments[0]), page),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public void start() {
    vertx
        .createHttpServer()
        .requestHandler(
            request ->
                request.response().putHeader("Content-Type", "text/html;charset=UTF-8").end(page))
        .listen(port);
  }
}
