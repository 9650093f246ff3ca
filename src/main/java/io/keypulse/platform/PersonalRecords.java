package io.keypulse.platform;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;

/** Everything that is kept about a person, in whatever room. */
@ApplicationScoped
public class PersonalRecords {
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

  public record Field(String table, int row, String name, String value) {}

  /** Every table that mentions people. */
  public List<String> tables() {
    return Stream.concat(
            all.stream().map(PersonalData::table), texts.all().stream().map(WrittenText::table))
        .distinct()
        .sorted()
        .toList();
  }

  /** Table by table, row by row; no table with more than this many rows and one. */
  public List<Field> of(Person person, int mostRows) {
    return Stream.concat(
            all.stream().flatMap(data -> told(data, 0, person, mostRows + 1)),
            texts.all().stream()
                .map(this::ofOthers)
                .flatMap(data -> told(data, mostRows + 1, person, mostRows + 1)))
        .toList();
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

  /** Its rows are numbered from the one after that. */
  private Stream<Field> told(PersonalData data, int before, Person person, int most) {
    if (data.told() == null) {
      return Stream.empty();
    }
    String sql =
        """
        select cast('%s' as text) as table_name, cast(r.number as int) as row_number, f.key, f.value
        from (select %d + row_number() over () as number, told from (select %s as told from %s t where %s limit %d) one) r
        cross join jsonb_each_text(r.told) f where f.value is not null order by r.number, f.key
        """
            .formatted(data.table(), before, data.told(), data.table(), data.rows(), most);
    return given(session.createNativeQuery(sql, Field.class), sql, person).getResultList().stream();
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
