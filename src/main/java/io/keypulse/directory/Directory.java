package io.keypulse.directory;

import io.keypulse.account.Customers;
import io.keypulse.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The statements that find accounts. */
@ApplicationScoped
class Directory {
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
    question.filter().narrow(conditions, "filter", question.today());
    return customers.number(
        "select null::account, count(*)::text from " + from + " where " + conditions.where(),
        conditions.given());
  }

  static Statement pageOf(Question question, Page page) {
    Keyset keyset = question.order().keyset();
    Conditions conditions = new Conditions();
    String from = from(question, conditions);
    question.filter().narrow(conditions, "filter", question.today());
    if (page.after() != null) {
      conditions.add(keyset.after(page.after(), conditions));
    }
    String sql =
        "select a, %s from %s where %s order by %s limit %d"
            .formatted(keyset.place(), from, conditions.where(), keyset.orderBy(), page.limit());
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
}
