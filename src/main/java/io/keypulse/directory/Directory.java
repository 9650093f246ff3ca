package io.keypulse.directory;

import io.keypulse.account.Customers;
import io.keypulse.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /**
   * SQL over the one parameter {@code $1}, an array of texts.
   *
   * @param byTeam the same for viewers of few teams, as a page of each
   */
  record Statement(
      String sql, @Nullable String byTeam, List<String> given, boolean alongTheIndex) {}

  List<Customers.Found> page(Question question, Page page) {
    Statement statement = pageOf(question, page);
    return customers.found(
        statement.sql(), statement.byTeam(), statement.given(), statement.alongTheIndex());
  }

  int number(Question question) {
    Conditions conditions = new Conditions();
    String from = from(question, conditions);
    question.filter().narrow(conditions, "filter", question.today());
    return customers.number(
        "select null::int, count(*)::text from %s where %s and %s"
            .formatted(from, conditions.where(), teams(question, conditions, "a.team_id")),
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
    String inOrder = " order by %s limit %d".formatted(keyset.orderBy(), page.limit());
    String all =
        "select a.id, %s from %s where %s and %s%s"
            .formatted(
                keyset.place(),
                from,
                conditions.where(),
                teams(question, conditions, "a.team_id"),
                inOrder);
    @Nullable String byTeam =
        question.filter().isOfAnyTeam() ? byTeam(question, keyset, conditions, inOrder) : null;
    return new Statement(all, byTeam, conditions.given(), question.filter().leavesMany());
  }

  /** An index that begins with the team tells a page of each, whatever its accounts are. */
  private static String byTeam(
      Question question, Keyset keyset, Conditions conditions, String inOrder) {
    return """
    select a.id, %1$s as place
    from (select * from unnest((select visible_teams())) as v (team) where %2$s) t
    cross join lateral (
      select a.id, %3$s from account a where a.team_id = t.team and %4$s%5$s) a%5$s"""
        .formatted(
            keyset.place(),
            teams(question, conditions, "v.team"),
            keyset.named(),
            conditions.where(),
            inOrder);
  }

  private static String teams(Question question, Conditions conditions, String team) {
    Conditions ofTeams = conditions.ofAnotherRow();
    question.filter().narrowTeams(ofTeams, team, "filter", question.today());
    return ofTeams.where();
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
