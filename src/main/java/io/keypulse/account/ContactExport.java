package io.keypulse.account;

import io.keypulse.platform.Page;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

@Description("Everything that is kept about a person.")
public record ContactExport(
    OffsetDateTime exportedAt,
    @Description("One for each kind of record that mentions the person.")
        List<@NonNull Section> sections) {

  @org.eclipse.microprofile.graphql.Name("ContactExportSection")
  public record Section(
      @Description("The kind of record, for example invitation.") String name,
      @Description("At most 1,000.") List<@NonNull Row> rows,
      @Description("False when there are more.") boolean complete,
      @Description("Name it as after, and name as section, to read what follows.")
          Optional<String> endCursor) {
    private static Section of(String name, Map<String, List<Field>> rows, Page page) {
      Page.Slice<Map.Entry<String, List<Field>>> slice =
          page.slice(List.copyOf(rows.entrySet()), row -> new Page.Key(row.getKey(), 0));
      return new Section(
          name,
          slice.rows().stream().map(row -> new Row(row.getValue())).toList(),
          !slice.hasMore(),
          slice.pageInfo().endCursor().filter(_ -> slice.hasMore()));
    }
  }

  @org.eclipse.microprofile.graphql.Name("ContactExportRow")
  public record Row(List<@NonNull Field> fields) {}

  @org.eclipse.microprofile.graphql.Name("ContactExportField")
  public record Field(String name, String value) {}

  /**
   * @param tables the rows of each by their places
   * @param page of each
   */
  static ContactExport of(
      Map<String, ? extends Map<String, List<Field>>> tables,
      Function<String, Page> page,
      Instant now) {
    return new ContactExport(
        now.atOffset(ZoneOffset.UTC),
        tables.entrySet().stream()
            .map(table -> Section.of(table.getKey(), table.getValue(), page.apply(table.getKey())))
            .toList());
  }
}
