package io.keypulse.architecture;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each table is written by the one room that docs/architecture.md names. */
class TablesOfRoomsTest {
  private static final Path ROOMS = Path.of("src/main/java/io/keypulse");
  private static final Pattern ROOM = Pattern.compile("(?m)^\\| `([a-z]+)` \\|[^|]*\\|([^|]*)\\|$");
  private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");
  private static final Pattern WRITES =
      Pattern.compile(
          "(?:insert\\s+into|delete\\s+from|(?<!for |do )update)\\s+(?!set\\b|of\\b|skip\\b)([a-z_]+)\\s"
              + "|@Table\\(name = \"([a-z_]+)\"");

  @Test
  void eachRoomWritesOnlyItsOwnTables() throws IOException {
    Map<String, Set<String>> own = tables();
    for (Map.Entry<String, Set<String>> room : own.entrySet()) {
      Path sources = ROOMS.resolve(room.getKey());
      if (Files.isDirectory(sources)) {
        Set<String> foreign = written(sources);
        foreign.removeAll(room.getValue());
        assertEquals(Set.of(), foreign, room.getKey());
      }
    }
  }

  @Test
  void noTableBelongsToTwoRooms() throws IOException {
    Map<String, String> rooms = new TreeMap<>();
    tables()
        .forEach(
            (room, tables) ->
                tables.forEach(
                    table -> assertEquals(null, rooms.put(table, room), table + " of " + room)));
    assertFalse(rooms.isEmpty());
  }

  private static Map<String, Set<String>> tables() throws IOException {
    Map<String, Set<String>> tables = new TreeMap<>();
    ROOM.matcher(Files.readString(Path.of("docs/architecture.md")))
        .results()
        .forEach(row -> tables.put(row.group(1), names(row.group(2))));
    return tables;
  }

  private static Set<String> names(String cell) {
    return NAME.matcher(cell)
        .results()
        .map(found -> found.group(1))
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> written(Path room) throws IOException {
    try (Stream<Path> files = Files.walk(room)) {
      String sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(TablesOfRoomsTest::read)
              .collect(joining("\n"));
      return WRITES
          .matcher(sources)
          .results()
          .map(TablesOfRoomsTest::table)
          .collect(toCollection(TreeSet::new));
    }
  }

  private static String table(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
