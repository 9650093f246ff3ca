package io.keypulse.account;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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
      @Description("False when there are more.") boolean complete) {}

  @org.eclipse.microprofile.graphql.Name("ContactExportRow")
  public record Row(List<@NonNull Field> fields) {}

  @org.eclipse.microprofile.graphql.Name("ContactExportField")
  public record Field(String name, String value) {}

  static ContactExport of(
      Map<String, ? extends Map<Integer, List<Field>>> tables, int mostRows, Instant now) {
    return new ContactExport(
        now.atOffset(ZoneOffset.UTC),
        tables.entrySet().stream()
            .map(
                table ->
                    new Section(
                        table.getKey(),
                        table.getValue().values().stream().limit(mostRows).map(Row::new).toList(),
                        table.getValue().size() <= mostRows))
            .toList());
  }
}
