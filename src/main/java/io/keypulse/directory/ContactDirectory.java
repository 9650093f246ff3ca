package io.keypulse.directory;

import io.keypulse.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;

/** The statements that find contacts. */
@ApplicationScoped
class ContactDirectory {
  private static final Keyset BY_NAME =
      new Keyset(List.of(new Keyset.Column("c.name", "text")), "c.id", false);

  /** Neither the order nor a cursor may tell analysts a name. */
  private static final Keyset BY_ID =
      new Keyset(List.of(new Keyset.Column("''::text", "text")), "c.id", false);

  @Inject FoundIds found;

  /**
   * What is looked for.
   *
   * @param seesPersons whether names may be looked at
   */
  record Question(ContactFilter filter, LocalDate today, boolean seesPersons) {
    private Conditions conditions() {
      return filter.conditions(today, seesPersons);
    }

    /** Who is searched for comes before those who have a part of the name. */
    private Keyset order(Conditions conditions) {
      if (!seesPersons) {
        return BY_ID;
      }
      return filter
          .searched()
          .map(
              term ->
                  "similarity(searchable(c.name), searchable(%s))"
                      .formatted(conditions.value(term)))
          .map(likeness -> new Keyset(List.of(new Keyset.Column(likeness, "real")), "c.id", true))
          .orElse(BY_NAME);
    }
  }

  List<FoundIds.Found> page(Question question, Page page) {
    Conditions conditions = question.conditions();
    Keyset keyset = question.order(conditions);
    if (page.after() != null) {
      conditions.add(keyset.after(page.after(), conditions));
    }
    return found.by(
        "select c.id, %s from contact c where %s order by %s limit %d"
            .formatted(keyset.place(), conditions.where(), keyset.orderBy(), page.limit()),
        conditions);
  }

  int number(Question question) {
    Conditions conditions = question.conditions();
    return found.number("contact c where " + conditions.where(), conditions);
  }
}
