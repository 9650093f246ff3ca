package io.keypulse.platform;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;

/** Everything that people write freely, in whatever room, and whom it mentions. */
@ApplicationScoped
public class WrittenTexts {
  private final List<WrittenText> all;
  private final Session session;

  @Inject
  WrittenTexts(@All List<PersonalData.Of> rooms, Session session) {
    this.session = session;
    all =
        rooms.stream()
            .sorted(Comparator.comparing(PersonalData.Of::turn))
            .flatMap(room -> room.writtenTexts().stream())
            .toList();
  }

  /** The rows that mention somebody of these, by their keys. */
  public record Found(Marks marks, Map<WrittenText, Long[]> keys) {}

  record Key(long key) {}

  List<WrittenText> all() {
    return all;
  }

  /** As {@code table.column}. */
  public List<String> columns() {
    return all.stream().flatMap(WrittenText::names).sorted().toList();
  }

  /** What the columns are called, in whatever table. */
  List<String> fields() {
    return all.stream().flatMap(text -> text.columns().stream()).distinct().toList();
  }

  /** Reads every text, each table once, and keeps nobody waiting. */
  public Found mentioning(Marks marks) {
    Map<WrittenText, Long[]> keys = new LinkedHashMap<>();
    for (WrittenText text : all) {
      String sql =
          "select distinct cast(t.%s as bigint) as key from %s t where %s"
              .formatted(text.key(), text.table(), text.rows());
      keys.put(
          text,
          given(session.createNativeQuery(sql, Key.class), sql, marks).getResultList().stream()
              .map(Key::key)
              .toArray(Long[]::new));
    }
    return new Found(marks, keys);
  }

  /** While these people still are who they were. */
  public void forget(Found found) {
    if (found.keys().values().stream().allMatch(keys -> keys.length == 0)) {
      return;
    }
    found
        .keys()
        .forEach(
            (text, keys) -> {
              String sql =
                  text.erasure()
                      .replace(
                          "{rows}",
                          "t.%s = any (cast(:keys as bigint[])) and %s"
                              .formatted(text.key(), text.rows()));
              if (sql.startsWith("select")) {
                given(session.createNativeQuery(sql, Object.class), sql, found.marks())
                    .setParameter("keys", keys)
                    .getResultList();
              } else {
                given(session.createNativeMutationQuery(sql), sql, found.marks())
                    .setParameter("keys", keys)
                    .executeUpdate();
              }
            });
  }

  private <Q extends CommonQueryContract> Q given(Q query, String sql, Marks marks) {
    Map.of(
            "marks", marks.patterns(),
            "people", marks.people().toArray(Integer[]::new),
            "spellings", marks.spellings().toArray(String[]::new),
            "columns", columns().toArray(String[]::new),
            "fields", fields().toArray(String[]::new))
        .forEach(
            (name, value) -> {
              if (sql.contains(":" + name)) {
                query.setParameter(name, value);
              }
            });
    return query;
  }
}
