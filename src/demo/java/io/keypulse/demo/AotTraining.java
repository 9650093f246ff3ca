package io.keypulse.demo;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a packaged application through one small wave of real requests, so that the JVM writes down
 * what it loaded: {@code AotTraining quarkus-run.jar jvm.options app.aot}.
 */
public final class AotTraining {
  private static final int ROUNDS = 50;
  private static final Pattern ANSWER_PATH = Pattern.compile("/s/[A-Za-z0-9_-]{43}");

  private final CompletableFuture<String> answerPath = new CompletableFuture<>();

  private AotTraining() {}

  public static void main(String... arguments) throws Exception {
    Path jar = Path.of(arguments[0]).toAbsolutePath();
    Path options = Path.of(arguments[1]).toAbsolutePath();
    Path cache = Path.of(arguments[2]).toAbsolutePath();
    train(jar, options, cache);
    System.out.printf("%s: %d MB%n", cache, Files.size(cache) >> 20);
    System.exit(0);
  }

  /** Into this file, for JVMs with these options. */
  public static void train(Path jar, Path jvmOptions, Path cache) throws Exception {
    new AotTraining().run(jar, jvmOptions, cache);
    if (!Files.exists(cache)) {
      throw new IllegalStateException("The JVM wrote no cache to " + cache);
    }
  }

  private void run(Path jar, Path jvmOptions, Path cache) throws Exception {
    Path folder = Files.createTempDirectory("keypulse-training");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
        MailSink mailServer = new MailSink(0, (_, source) -> remember(source));
        OpenIdProvider provider = new OpenIdProvider()) {
      Map<String, String> settings =
          new HashMap<>(
              Map.of(
                  "KEYPULSE_DB_URL",
                  database.url(),
                  "KEYPULSE_DB_PASSWORD",
                  EmbeddedDatabase.PASSWORD,
                  "KEYPULSE_SMTP_HOST",
                  "localhost",
                  "KEYPULSE_SMTP_PORT",
                  Integer.toString(mailServer.port()),
                  "KEYPULSE_MAIL_FROM",
                  "voice@keypulse.example",
                  "KEYPULSE_LINKS_BASE_URL",
                  "https://voice.keypulse.example",
                  "KEYPULSE_LINKS_SECRET",
                  "only-for-training-and-forgotten-afterwards",
                  "KEYPULSE_OIDC_URL",
                  provider.url(),
                  "KEYPULSE_OIDC_CLIENT_ID",
                  OpenIdProvider.CLIENT_ID,
                  "KEYPULSE_HTTP_PORT",
                  "0"));
      settings.put("KEYPULSE_PRIVACY_SECRET", "only-for-training-and-forgotten-afterwards");
      Path log = folder.resolve("keypulse.log");
      List<String> options = List.of("@" + jvmOptions, "-XX:AOTCacheOutput=" + cache);
      try (Replica keypulse = Replica.start(jar, log, options, settings)) {
        requests(keypulse, provider.token("admin@keypulse.example", "keypulse-admin"));
        keypulse.end(Duration.ofMinutes(3));
      }
    }
  }

  private void remember(byte[] source) {
    Matcher link = ANSWER_PATH.matcher(new String(source, StandardCharsets.ISO_8859_1));
    if (link.find()) {
      answerPath.complete(link.group());
    }
  }

  private void requests(Replica keypulse, String token) throws Exception {
    imports(keypulse, token);
    String program =
        keypulse
            .ask(
                token,
                """
                mutation {surveyProgramCreate(input: {name: "Training", objective: "Training", cron: "0 9 1 * *",
                  timeZone: "Europe/Berlin", sampleSize: 10, daysToAnswer: 10}) {id}}
                """)
            .at("/surveyProgramCreate/id")
            .asText();
    keypulse.ask(
        token,
        "mutation open($id: ID!) {waveOpen(input: {programId: $id}) {id draw {drawn}}}",
        Map.of("id", program));
    String page = answerPath.get(1, TimeUnit.MINUTES);
    expect(200, keypulse.get(page + "?r=1"));
    expect(200, keypulse.postForm(page, "overall=1&why=Training"));
    for (int round = 0; round < ROUNDS; round++) {
      keypulse.ask(token, "{accounts(first: 1) {totalCount nodes {id name}}}");
      keypulse.ask(
          token,
          "{waves {nodes {id state program {name} books {planned due sent answered}} pageInfo {hasNextPage}}}");
      keypulse.ask(token, "{followUps {nodes {id}} viewer {name access}}");
      keypulse.get(page);
      keypulse.get("/q/health/ready");
      keypulse.get("/q/metrics");
    }
  }

  private static void imports(Replica keypulse, String token) {
    expect(
        200,
        keypulse.importCsv(
            token,
            "accounts",
            """
            source,external_id,name,country,segment
            training,1,Training Ltd,GB,Food
            """));
    expect(
        200,
        keypulse.importCsv(
            token,
            "contacts",
            """
            source,external_id,account_external_id,name,email,role,language
            training,1,1,Person,person@customer.example,USER,en
            """));
    expect(
        200,
        keypulse.importCsv(
            token,
            "key-decisions",
            """
            source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale
            training,1,1,DESIGNATE,A,2020-01-01,2120-01-01,Board,Large
            """));
  }

  private static void expect(int status, HttpResponse<String> response) {
    if (response.statusCode() != status) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
  }
}
