package io.keypulse.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A widely used client, <a href="https://nodemailer.com/smtp/pooled">nodemailer</a> with its pool,
 * that merely sends: no books, nothing rendered but the message itself.
 */
record Nodemailer(Path folder) {
  private static final String PACKAGE = "nodemailer@10.6.1";

  /** Nothing where there is no npm, or no way to its registry. */
  static Optional<Nodemailer> installed(Path folder) throws IOException, InterruptedException {
    Path home = Files.createDirectories(folder.resolve("nodemailer"));
    try (InputStream script =
        Objects.requireNonNull(Nodemailer.class.getResourceAsStream("/bench/pool.mjs"))) {
      Files.write(home.resolve("pool.mjs"), script.readAllBytes());
    }
    try {
      Process npm =
          new ProcessBuilder("npm", "install", "--no-save", "--silent", PACKAGE)
              .directory(home.toFile())
              .inheritIO()
              .start();
      return npm.waitFor() == 0 ? Optional.of(new Nodemailer(home)) : Optional.empty();
    } catch (IOException noNpm) {
      return Optional.empty();
    }
  }

  double perSecond(int port, int connections, int mails, int bytes)
      throws IOException, InterruptedException {
    Process node =
        new ProcessBuilder(
                List.of(
                    "node",
                    "pool.mjs",
                    Integer.toString(port),
                    Integer.toString(connections),
                    Integer.toString(mails),
                    Integer.toString(bytes)))
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (node.waitFor() != 0) {
      throw new IllegalStateException("nodemailer did not send its mails: " + said);
    }
    return Double.parseDouble(said);
  }
}
