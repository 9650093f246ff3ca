package io.keypulse.platform;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people write freely into a table, and what may therefore mention anybody. Statements are
 * about the table as {@code t}.
 *
 * @param key an indexed number of its rows
 * @param account that a row is written of, in SQL: there a family name says who somebody is
 * @param columns that are written so
 * @param spoken all the texts of a row, in SQL
 * @param told those that mention the person, as a JSON object in SQL
 * @param erasure a statement in which {rows} stands for the rows that mention somebody; it may use
 *     {@code :keys}, {@code :people} and {@code :spellings}
 */
public record WrittenText(
    String table,
    String key,
    String account,
    List<String> columns,
    String spoken,
    String told,
    String erasure) {
  /** Of no account: texts may mention somebody by more than a family name only. */
  public static final String NOWHERE = "cast(null as int)";

  /** Columns that become {@code blank}, a literal in SQL, where they mention somebody. */
  public static WrittenText of(
      String table, String key, String account, String blank, String... columns) {
    return new WrittenText(
        table,
        key,
        account,
        List.of(columns),
        each(columns, "t.%1$s", "concat_ws(' | ', ", account),
        each(
            columns,
            "'%1$s', case when %2$s then t.%1$s end",
            "jsonb_strip_nulls(jsonb_build_object(",
            account),
        "update "
            + table
            + " t set "
            + each(columns, "%1$s = case when %2$s then " + blank + " else t.%1$s end", "", account)
            + " where {rows}");
  }

  private static String each(String[] columns, String format, String within, String account) {
    return Arrays.stream(columns)
        .map(column -> format.formatted(column, saysWho("t." + column, account)))
        .collect(
            Collectors.joining(
                ", ", within, ")".repeat((int) within.chars().filter(c -> c == '(').count())));
  }

  /** Whether that text is about the person, in SQL. */
  public static String saysWho(String text, String account) {
    return "says_who(%s, %s, cast(:marks as jsonb))".formatted(text, account);
  }

  public WrittenText erasedBy(String statement) {
    return new WrittenText(table, key, account, columns, spoken, told, statement);
  }

  String rows() {
    return saysWho(spoken, account);
  }

  Stream<String> names() {
    return columns.stream().map(column -> table + "." + column);
  }
}
