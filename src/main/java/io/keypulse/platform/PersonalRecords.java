package io.keypulse.platform;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.jspecify.annotations.Nullable;

/** Everything that is kept about a person, in whatever room. */
@ApplicationScoped
public class PersonalRecords {
  private static final String OWN = "1 ";
  private static final String OF_OTHERS = "2 ";

  private final List<PersonalData> all;
  private final WrittenTexts texts;
  private final Session session;

  @Inject
  PersonalRecords(@All List<PersonalData.Of> rooms, WrittenTexts texts, Session session) {
    this.texts = texts;
    this.session = session;
    all =
        rooms.stream()
            .sorted(Comparator.comparing(PersonalData.Of::turn))
            .flatMap(room -> room.personalData().stream())
            .toList();
  }

  /**
   * One field of a row.
   *
   * @param place of the row in its table, in the order of the characters' numbers: what is about
   *     the person comes before what is written of others
   */
  public record Field(String table, String place, String name, String value) {}

  private record Key(String table, String columns) {}

  /** Rows of a table, and what their places begin with. */
  private record Part(PersonalData data, String before) {}

  /** Every table that mentions people. */
  public List<String> tables() {
    return Stream.concat(
            all.stream().map(PersonalData::table), texts.all().stream().map(WrittenText::table))
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Table by table; of each the first rows after a place.
   *
   * @param table of this alone where it is named
   */
  public List<Field> of(Person person, @Nullable String table, String after, int rows) {
    Map<String, String> keys = keys();
    return Stream.concat(
            all.stream().map(data -> new Part(data, OWN)),
            texts.all().stream().map(text -> new Part(ofOthers(text), OF_OTHERS)))
        .filter(part -> table == null || part.data().table().equals(table))
        .flatMap(part -> told(part, keys, person, after, rows))
        .toList();
  }

  /** By table, the text that tells its rows apart, in SQL. */
  private Map<String, String> keys() {
    return session
        .createNativeQuery(
            """
            select cast(cast(i.indrelid as regclass) as text) as table_name,
              string_agg(format('cast(t.%I as text)', a.attname), ' || '' '' || ' order by k.place) as columns
            from pg_index i
            cross join lateral unnest(cast(i.indkey as smallint[])) with ordinality as k (number, place)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
            where i.indisprimary and i.indrelid in (select oid from pg_class where relnamespace = cast('keypulse' as regnamespace))
            group by i.indrelid
            """,
            Key.class)
        .getResultList()
        .stream()
        .collect(Collectors.toMap(Key::table, Key::columns));
  }

  /** Of what is written of others the person reads the words that mention them, and not of whom. */
  private PersonalData ofOthers(WrittenText text) {
    String rows =
        all.stream()
            .filter(own -> own.table().equals(text.table()))
            .map(own -> " and not coalesce((" + own.rows() + "), false)")
            .collect(Collectors.joining("", text.rows(), ""));
    return new PersonalData(text.table(), rows, text.told(), null);
  }

  private Stream<Field> told(
      Part part, Map<String, String> keys, Person person, String after, int rows) {
    PersonalData data = part.data();
    if (data.told() == null) {
      return Stream.empty();
    }
    String sql =
        """
        select cast('%1$s' as text) as table_name, r.place, f.key, f.value
        from (
          select o.place, o.told
          from (select ('%2$s' || %3$s) collate "C" as place, %4$s as told from %1$s t where %5$s) o
          where o.place > :after order by o.place limit :rows) r
        cross join jsonb_each_text(r.told) f where f.value is not null order by r.place, f.key
        """
            .formatted(
                data.table(),
                part.before(),
                Objects.requireNonNull(keys.get(data.table()), data.table()),
                data.told(),
                data.rows());
    return given(
        session
            .createNativeQuery(sql, Field.class)
            .setParameter("after", after)
            .setParameter("rows", rows),
        sql,
        person)
        .getResultList()
        .stream();
  }

  public void erase(Person person, Instant now) {
    for (PersonalData data : all) {
      if (data.erasure() != null) {
        String sql = data.erasure().replace("{rows}", data.rows());
        if (sql.startsWith("select")) {
          given(session.createNativeQuery(sql, Object.class), sql, person).getResultList();
        } else {
          var statement = given(session.createNativeMutationQuery(sql), sql, person);
          if (sql.contains(":now")) {
            statement.setParameter("now", now);
          }
          statement.executeUpdate();
        }
      }
    }
  }

  private <Q extends CommonQueryContract> Q given(Q query, String sql, Person person) {
    if (sql.contains(":contact")) {
      query.setParameter("contact", person.contactId());
    }
    if (sql.contains(":source")) {
      query.setParameter("source", person.externalId().source());
      query.setParameter("externalId", person.externalId().value());
    }
    if (sql.contains(":marks")) {
      query.setParameter("marks", person.marks());
    }
    Map.of(
            "addresses", person.addresses(),
            "spellings", person.spellings(),
            "phones", person.phones(),
            "texts", person.texts(),
            "columns", texts.columns(),
            "fields", texts.fields())
        .forEach(
            (name, values) -> {
              if (sql.contains(":" + name)) {
                query.setParameter(name, values.toArray(String[]::new));
              }
            });
    return query;
  }
}
