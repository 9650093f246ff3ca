package io.keypulse;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.ScriptedSmtp.Fault;
import io.keypulse.ScriptedSmtp.Point;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a mail server saw of a wave, and where it misbehaves. */
final class MailRecord implements ScriptedSmtp.Script {
  /** Milliseconds in which the mail server has read what a killed process had written. */
  private static final long ON_ITS_WAY = 500;

  private static final Pattern ANSWER = Pattern.compile("/s/[A-Za-z0-9_-]{43}");
  private static final Fault NOT_NOW = new Fault(Point.RECIPIENT, "451 4.7.1 not now");

  private final Queue<Taken> taken = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private final AtomicInteger untilTrapped = new AtomicInteger();
  private final AtomicInteger allowance = new AtomicInteger();
  private volatile IntFunction<@Nullable Fault> atFirst = person -> null;
  private volatile @Nullable Trap trap;
  private volatile Duration perMail = Duration.ZERO;

  /**
   * @param by sender of the envelope
   */
  record Taken(String by, String to, String messageId, String answerPath, Instant at) {}

  private record Trap(String by, Fault fault) {}

  void clear() {
    taken.clear();
    attempts.clear();
    atFirst = person -> null;
    perMail = Duration.ZERO;
    trap = null;
  }

  /** Before a mail is acknowledged. */
  void take(Duration time) {
    perMail = time;
  }

  void failAtFirst(IntFunction<@Nullable Fault> faults) {
    atFirst = faults;
  }

  /**
   * One of the next mails of this sender, counted from 1, comes to this point and no further; until
   * then others may send so many mails and have to wait with the rest.
   */
  void setTrap(String by, int mail, Point at, Runnable spring, int ofOthers) {
    untilTrapped.set(mail);
    allowance.set(ofOthers);
    trap = new Trap(by, new Fault(at, ScriptedSmtp.HANG_UP, spring));
  }

  void removeTrap() {
    trap = null;
  }

  @Override
  public Optional<Fault> fault(String from, String to) {
    boolean first = attempts.computeIfAbsent(to, _ -> new AtomicInteger()).incrementAndGet() == 1;
    Trap set = trap;
    if (set != null) {
      return from.startsWith(set.by)
          ? Optional.of(set.fault).filter(_ -> untilTrapped.decrementAndGet() == 0)
          : Optional.of(NOT_NOW).filter(_ -> allowance.decrementAndGet() < 0);
    }
    return first ? Optional.ofNullable(atFirst.apply(person(to))) : Optional.empty();
  }

  @Override
  public void taken(String from, String to, byte[] source) {
    LockSupport.parkNanos(perMail.toNanos());
    String text = new String(source, StandardCharsets.ISO_8859_1);
    taken.add(
        new Taken(
            from,
            to,
            text.lines()
                .filter(line -> line.startsWith("Message-ID: "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text)),
            ANSWER.matcher(text).results().map(MatchResult::group).findFirst().orElse(""),
            Instant.now()));
  }

  static int person(String address) {
    return Integer.parseInt(address.replaceAll("person([0-9]+)@.*", "$1"));
  }

  List<Taken> mails() {
    return List.copyOf(taken);
  }

  int size() {
    return taken.size();
  }

  Set<Integer> people() {
    return taken.stream().map(mail -> person(mail.to())).collect(Collectors.toSet());
  }

  long messages() {
    return taken.stream().map(Taken::messageId).distinct().count();
  }

  /** Those of one person, the first first, where there are several. */
  List<List<Taken>> repeated() {
    return taken.stream().collect(groupingBy(Taken::to)).values().stream()
        .filter(mails -> mails.size() > 1)
        .toList();
  }

  /** Whoever got it twice got the same mail, and nobody got it three times. */
  void nobodyGotMoreThanOneMore() {
    repeated().forEach(mails -> assertEquals(2, mails.size(), mails::toString));
    assertEquals(people().size(), messages(), "a repeated mail is the same mail");
  }

  /**
   * Whoever got it twice was first sent it by a process that was killed before it could have been
   * sure, and again not before that process could no longer be at it.
   */
  void onlyTheDoubtfulGotItAgain(String killed, List<Instant> kills, Duration lease) {
    long onItsWay = ON_ITS_WAY + perMail.toMillis();
    for (List<Taken> mails : repeated()) {
      Taken first = mails.getFirst();
      Taken again = mails.getLast();
      assertTrue(first.by().startsWith(killed), mails::toString);
      assertTrue(
          kills.stream()
              .map(kill -> Duration.between(first.at(), kill))
              .anyMatch(before -> before.toMillis() > -onItsWay && before.toMillis() < 1_000),
          () -> mails + " though it was killed at " + kills);
      assertTrue(Duration.between(first.at(), again.at()).compareTo(lease) >= 0, mails::toString);
    }
  }
}
