package io.keypulse.api;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Socket;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Everybody listens to everything: each is told of what belongs to their accounts, of nothing else.
 */
@KeypulseTest
class SubscriptionMatrixTest {
  private static final int DEEP = 8;

  /** Refused to all others, as the tests of imports show. */
  private static final String FOR_ADMINISTRATORS = "importProgress";

  /**
   * How something of one account comes to be told.
   *
   * @param arguments of the subscription
   * @param sql what happens at the account {account}
   */
  private record Happening(String arguments, String sql) {}

  private static final Map<String, Happening> HAPPENINGS =
      Map.of(
          "accountChanged",
          new Happening("", "update account set legal_name = legal_name where id = {account}"));

  @Inject GraphQLSchema schema;

  @Test
  void everySubscriptionIsListenedTo() {
    Set<String> listened = new TreeSet<>(HAPPENINGS.keySet());
    listened.add(FOR_ADMINISTRATORS);
    assertEquals(
        listened,
        schema.getSubscriptionType().getFieldDefinitions().stream()
            .map(GraphQLFieldDefinition::getName)
            .collect(toCollection(TreeSet::new)));
  }

  @Test
  void whoListensIsToldOfTheirOwnAccountsAlone() throws Exception {
    TwoTeams world = new TwoTeams();
    TwoTeams.TEAMS.forEach(world::seed);
    for (Map.Entry<String, Happening> entry : HAPPENINGS.entrySet()) {
      GraphQLFieldDefinition field = schema.getSubscriptionType().getField(entry.getKey());
      Happening happening = entry.getValue();
      for (String document : Everything.behind(field, happening.arguments(), DEEP)) {
        listen(world, document, happening);
      }
    }
  }

  /** What the others have comes first: who must not hear of it would hear it before their own. */
  private static void listen(TwoTeams world, String document, Happening happening)
      throws Exception {
    Map<TwoTeams.Role, Socket> listeners = new LinkedHashMap<>();
    for (TwoTeams.Role role : world.roles) {
      String message =
          "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription %s\"}}"
              .formatted(document.replace("\"", "\\\""));
      listeners.put(role, Socket.of(role.login()).subscribedTo(message));
    }
    for (List<String> order : List.of(TwoTeams.TEAMS.reversed(), TwoTeams.TEAMS)) {
      for (String team : order) {
        Database.change(happening.sql().replace("{account}", world.account(team, 1)));
      }
      for (Map.Entry<TwoTeams.Role, Socket> listener : listeners.entrySet()) {
        for (String team : order) {
          if (listener.getKey().sees(team)) {
            told(world, listener.getKey(), team, listener.getValue().heard().prettify());
          }
        }
      }
    }
    for (Socket socket : listeners.values()) {
      assertNull(socket.silence());
      socket.close();
    }
  }

  private static void told(TwoTeams world, TwoTeams.Role role, String team, String message) {
    Answered answered = Answered.told(message);
    assertTrue(
        answered.ids().contains("Account:" + world.account(team, 1)),
        () -> role + " hears of something else than an account of " + team + ": " + message);
    TwoTeams.TEAMS.stream()
        .filter(other -> !role.sees(other))
        .flatMap(other -> world.marks(other).stream())
        .forEach(mark -> assertFalse(answered.says(mark), () -> role + " hears " + message));
  }
}
