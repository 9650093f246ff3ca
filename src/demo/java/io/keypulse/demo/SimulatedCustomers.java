package io.keypulse.demo;

import static java.util.stream.Collectors.joining;

import io.keypulse.response.AnswerGiven;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Customers who find the new mails in their inbox, open the link and answer on the page, over HTTP
 * like everyone. Those who would not answer in life do not here either.
 */
@ApplicationScoped
class SimulatedCustomers {
  private static final Logger LOG = Logger.getLogger(SimulatedCustomers.class);
  private static final int ANSWERS_PER_TURN = 3;
  private static final double TROUBLE_TODAY = 1;

  @Inject Inbox inbox;
  @Inject WaveMails mails;

  @ConfigProperty(name = "quarkus.http.port")
  int port;

  /** Lets them answer every new mail without being asked to. */
  @ConfigProperty(name = "keypulse.demo.customers", defaultValue = "false")
  boolean always;

  private final Opinions opinions = new Opinions();
  private final SampleCompany company = new SampleCompany(LocalDate.EPOCH);
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final AtomicInteger wanted = new AtomicInteger();
  private volatile int wave;
  private final Set<Long> read = new HashSet<>();

  /** Lets so many of those whom this wave asks answer, a few per second. */
  void answer(int number, int waveId) {
    if (wave != waveId) {
      wave = waveId;
      wanted.set(0);
    }
    wanted.addAndGet(number);
  }

  boolean atWork() {
    return always || wanted.get() > 0;
  }

  @Scheduled(
      every = "1s",
      identity = "customers",
      executeWith = Scheduled.SIMPLE,
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void turn() {
    if (!atWork()) {
      return;
    }
    int answered = 0;
    for (long id : inbox.ids()) {
      if (answered == ANSWERS_PER_TURN || !atWork()) {
        return;
      }
      if (!read.contains(id) && isAskedBy(id) && read.add(id) && answers(id)) {
        answered++;
        wanted.updateAndGet(left -> Math.max(0, left - 1));
      }
    }
    wanted.set(0);
  }

  private boolean isAskedBy(long id) {
    return always || mails.isOf(id, wave);
  }

  private boolean answers(long id) {
    Optional<ReceivedMail> mail = inbox.mail(id);
    Optional<String> path = mail.flatMap(ReceivedMail::answerPath);
    Optional<AnswerGiven> opinion =
        mail.flatMap(received -> company.customer(received.to()))
            .flatMap(customer -> opinions.of(customer, TROUBLE_TODAY, id));
    return path.isPresent() && opinion.isPresent() && send(path.get(), opinion.get());
  }

  /** False when the page takes no answer any more. */
  private boolean send(String path, AnswerGiven given) {
    URI page = URI.create("http://localhost:" + port + path);
    try {
      HttpRequest look =
          HttpRequest.newBuilder(URI.create(page + "?r=" + given.overall().score)).build();
      if (http.send(look, BodyHandlers.discarding()).statusCode() != 200) {
        return false;
      }
      HttpRequest post =
          HttpRequest.newBuilder(page)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form(given)))
              .build();
      return http.send(post, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException fault) {
      LOG.warnf("A simulated customer could not reach %s: %s", page, fault.getMessage());
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String form(AnswerGiven given) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("overall", Integer.toString(given.overall().score));
    given
        .ratings()
        .forEach((aspect, rating) -> fields.put(aspect.name(), Integer.toString(rating.score)));
    if (given.why() != null) {
      fields.put("why", given.why());
    }
    if (given.callWish()) {
      fields.put("call", "1");
    }
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(joining("&"));
  }
}
