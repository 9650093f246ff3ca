package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoadsTest {
  /** All have the same hash, as entities often do, and some are equal too. */
  private record Account(int id) {
    @Override
    public int hashCode() {
      return 7;
    }
  }

  private final Loads loads = new Loads(new AnswerBounds(1000, Duration.ofMinutes(1)));
  private final List<List<Object>> asked = new ArrayList<>();

  @Test
  void siblingsAreAskedAtOnceAndEachGetsItsOwnAnswer() {
    List<Account> accounts = List.of(new Account(1), new Account(2), new Account(3));
    loads.cameTogether(accounts);
    for (Account account : accounts) {
      assertEquals("of " + account.id(), secret(account, List.of()));
    }
    assertEquals(List.of(accounts), asked);
  }

  @Test
  void argumentsWithTheSameHashAreDifferentQuestions() {
    assertEquals("Aa".hashCode(), "BB".hashCode());
    Account account = new Account(1);
    assertEquals("Aa of 1", secret(account, List.of("Aa")));
    assertEquals("BB of 1", secret(account, List.of("BB")));
    assertEquals(List.of(1, 32).hashCode(), List.of(2, 1).hashCode());
    assertEquals("1 32 of 1", secret(account, List.of(1, 32)));
    assertEquals("2 1 of 1", secret(account, List.of(2, 1)));
    assertEquals("Aa of 1", secret(account, List.of("Aa")));
    assertEquals(4, asked.size());
  }

  @Test
  void equalObjectsOfDifferentPlacesKeepTheirSiblings() {
    Account here = new Account(1);
    Account there = new Account(1);
    loads.cameTogether(List.of(here, new Account(2)));
    loads.cameTogether(List.of(there, new Account(3)));
    assertEquals("of 1", secret(here, List.of()));
    assertEquals("of 1", secret(there, List.of()));
    assertEquals(2, asked.size());
  }

  @Test
  void whatListsHoldAreSiblingsAcrossTheLists() {
    Account one = new Account(1);
    Account two = new Account(2);
    loads.cameTogether(List.of(List.of(one), List.of(two)));
    secret(one, List.of());
    assertEquals(List.of(List.of(one, two)), asked);
  }

  @Test
  void membersOfAUnionAreNotAskedForEachOthersFields() {
    Account account = new Account(1);
    loads.cameTogether(List.of("too few answers", account, new Account(2)));
    secret(account, List.of());
    assertEquals(List.of(List.of(account, new Account(2))), asked);
  }

  @Test
  void aBatchThatFailsIsAskedAgain() {
    Account account = new Account(1);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            loads.ask(
                "field",
                List.of(),
                account,
                _ -> {
                  throw new IllegalArgumentException("once");
                }));
    assertEquals("now", loads.ask("field", List.of(), account, sources -> List.of("now")));
    assertThrows(
        IllegalStateException.class,
        () -> loads.ask("other", List.of(), account, sources -> List.of("too", "many")));
  }

  private @Nullable Object secret(Account account, List<Object> arguments) {
    Function<List<Object>, List<?>> load =
        sources -> {
          asked.add(sources);
          return sources.stream()
              .map(source -> answer(arguments) + "of " + ((Account) source).id())
              .toList();
        };
    return loads.ask("secret", arguments, account, load);
  }

  private static String answer(List<Object> arguments) {
    StringBuilder text = new StringBuilder();
    arguments.forEach(argument -> text.append(argument).append(' '));
    return text.toString();
  }
}
