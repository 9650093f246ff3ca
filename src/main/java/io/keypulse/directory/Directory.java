package io.keypulse.directory;

import static java.util.stream.Collectors.joining;

import io.keypulse.account.Customers;
import io.keypulse.platform.Page;
import io.keypulse.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The statements that find accounts. */
@ApplicationScoped
class Directory {
  private static final String SEPARATOR = "\u001f";

  @Inject Customers customers;

  /**
   * What is looked for.
   *
   * @param today decides what a key status is
   * @param seesPersons whether a contact's address may be searched for
   */
  record Question(AccountFilter filter, AccountOrder order, LocalDate today, boolean seesPersons) {}

  /** SQL over the one parameter {@code $1}, an array of texts. */
  record Statement(String sql, List<String> given, boolean alongTheIndex) {}

  List<Customers.Found> page(Question question, Page page) {
    Statement statement = pageOf(question, page);
    return customers.found(statement.sql(), statement.given(), statement.alongTheIndex());
  }

  int number(Question question) {
    Conditions conditions = new Conditions();
    String from = from(question, conditions);
    question.filter().narrow(conditions, question.today());
    return customers.number(
        "select null::account, count(*)::text from " + from + " where " + conditions.where(),
        conditions.given());
  }

  static Statement pageOf(Question question, Page page) {
    AccountOrder order = question.order();
    List<AccountOrder.Column> columns = order.field().columns();
    Conditions conditions = new Conditions();
    String from = from(question, conditions);
    question.filter().narrow(conditions, question.today());
    if (page.after() != null) {
      conditions.add(after(order, page.after(), conditions));
    }
    String direction = order.descends() ? " desc, " : ", ";
    String sql =
        "select a, "
            + columns.stream()
                .map(column -> column.sql() + "::text")
                .collect(joining(" || E'\\x1f' || "))
            + " from "
            + from
            + " where "
            + conditions.where()
            + " order by "
            + columns.stream().map(column -> column.sql() + direction).collect(joining())
            + "a.id"
            + (order.descends() ? " desc" : "")
            + " limit "
            + page.limit();
    return new Statement(sql, conditions.given(), question.filter().leavesMany());
  }

  private static String from(Question question, Conditions conditions) {
    Optional<String> searched = question.filter().searched();
    if (searched.isEmpty()) {
      return "account a";
    }
    String term = conditions.value(searched.get());
    return """
    (select hit.id, max(hit.relevance) as relevance from (
        select l.id, l.relevance from accounts_like(%1$s) l
        union all
        select x.account_id, 3::real from account_external_id x where x.value = %1$s%2$s) hit
      group by hit.id) h
    join account a on a.id = h.id
    """
        .formatted(term, question.seesPersons() ? contactsWith(term) : "");
  }

  private static String contactsWith(String term) {
    return " union all select p.account_id, 3::real from contact_point p where p.means = 'EMAIL' and p.value = lower(%s)"
        .formatted(term);
  }

  private static String after(AccountOrder order, Page.Key key, Conditions conditions) {
    List<AccountOrder.Column> columns = order.field().columns();
    String[] values = key.value().split(SEPARATOR, columns.size());
    if (values.length < columns.size() || !isReadable(order.field(), values[0])) {
      throw notOurs();
    }
    String row =
        columns.stream().map(AccountOrder.Column::sql).collect(joining(", ", "(", ", a.id)"));
    String last =
        IntStream.range(0, values.length)
            .mapToObj(i -> conditions.value(values[i]) + "::" + columns.get(i).type())
            .collect(joining(", ", "(", ", "));
    return row
        + (order.descends() ? " < " : " > ")
        + last
        + conditions.value(Long.toString(key.id()))
        + "::bigint)";
  }

  private static boolean isReadable(AccountOrder.Field field, String value) {
    try {
      return switch (field) {
        case NAME, COUNTRY, SEGMENT -> true;
        case RECORDED_AT ->
            OffsetDateTime.parse(value.replace(' ', 'T') + ":00").getYear() < 10_000;
        case RELEVANCE -> Float.isFinite(Float.parseFloat(value));
      };
    } catch (DateTimeParseException | NumberFormatException notOurs) {
      return false;
    }
  }

  private static Refused notOurs() {
    return Refused.invalid("after", "This is not a cursor of this list in this order.");
  }
}
