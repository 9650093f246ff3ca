package io.keypulse.api;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Socket;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

  /** What a subscription tells of, and the channel on which the database rings for it. */
  private record Happening(String type, String channel) {}

  private static final Map<String, Happening> HAPPENINGS =
      Map.of(
          "accountChanged", new Happening("Account", "keypulse_account"),
          "followUpOpened", new Happening("FollowUp", "keypulse_follow_up_opened"),
          "followUpEscalated", new Happening("FollowUp", "keypulse_follow_up_escalated"));

  /** Of imports and waves, which belong to no account; tests of their own show who is told. */
  private static final Set<String> OF_NO_ACCOUNT = Set.of("importProgress", "waveProgress");

  @Inject GraphQLSchema schema;

  @Test
  void everySubscriptionIsListenedTo() {
    Set<String> listened = new TreeSet<>(HAPPENINGS.keySet());
    listened.addAll(OF_NO_ACCOUNT);
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
      for (String document : Everything.behind(field, "", DEEP)) {
        Map<TwoTeams.Role, Socket> listeners = new LinkedHashMap<>();
        try {
          listen(world, document, entry.getValue(), listeners);
        } finally {
          listeners.values().forEach(Socket::close);
        }
      }
    }
  }

  private static void listen(
      TwoTeams world, String document, Happening happening, Map<TwoTeams.Role, Socket> listeners)
      throws Exception {
    for (TwoTeams.Role role : world.roles) {
      String message =
          "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription %s\"}}"
              .formatted(document.replace("\"", "\\\""));
      Socket socket = Socket.of(role.login());
      listeners.put(role, socket);
      socket.subscribedTo(message);
    }
    for (List<String> order : List.of(TwoTeams.TEAMS.reversed(), TwoTeams.TEAMS)) {
      for (String team : order) {
        Database.change(
            "do $$ begin perform pg_notify('%s', '%s'); end $$"
                .formatted(happening.channel(), key(world, team, happening.type())));
      }
      for (Map.Entry<TwoTeams.Role, Socket> listener : listeners.entrySet()) {
        told(world, listener.getKey(), happening.type(), listener.getValue());
      }
    }
    for (Socket socket : listeners.values()) {
      assertNull(socket.silence());
    }
  }

  private static void told(TwoTeams world, TwoTeams.Role role, String type, Socket socket)
      throws Exception {
    Set<String> heard = new LinkedHashSet<>();
    for (int number = 0; number < role.teams().size(); number++) {
      String message = socket.heard().prettify();
      Answered answered = Answered.told(message);
      answered.ids().stream().filter(id -> id.startsWith(type + ":")).forEach(heard::add);
      TwoTeams.TEAMS.stream()
          .filter(team -> !role.sees(team))
          .flatMap(team -> world.marks(team).stream())
          .forEach(mark -> assertFalse(answered.says(mark), () -> role + " hears " + message));
    }
    Set<String> expected =
        role.teams().stream().map(team -> type + ":" + key(world, team, type)).collect(toSet());
    heard.retainAll(
        TwoTeams.TEAMS.stream().map(team -> type + ":" + key(world, team, type)).toList());
    assertEquals(expected, heard, role::title);
  }

  private static String key(TwoTeams world, String team, String type) {
    String account = world.account(team, 1);
    return type.equals("Account")
        ? account
        : Database.value("select min(id) from follow_up where account_id = ?::int", account);
  }
}
