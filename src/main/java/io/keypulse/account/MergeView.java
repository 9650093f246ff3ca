package io.keypulse.account;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("AccountMerge")
@Description("One account taken into another, with all that belonged to it.")
public record MergeView(
    @Id String id,
    OffsetDateTime mergedAt,
    @Description("When everything was put back; absent while the merge holds.")
        Optional<OffsetDateTime> undoneAt,
    @Ignore int key,
    @Ignore int winnerKey,
    @Ignore int loserKey)
    implements Node {
  public static final String TYPE = "AccountMerge";

  @Name("AccountMergePart")
  @Description("What became of one kind of records.")
  public record Part(
      @Description("For example contact, purchase, key_decision.") String of,
      int moved,
      @Description(
              "Left with the archived account, because the other one has such a record already: for example a key decision for the same days.")
          int kept) {}

  static MergeView of(Merges.Merge merge) {
    return new MergeView(
        GlobalId.of(TYPE, merge.id()),
        merge.mergedAt().atOffset(ZoneOffset.UTC),
        Optional.ofNullable(merge.undoneAt()).map(at -> at.atOffset(ZoneOffset.UTC)),
        merge.id(),
        merge.winnerId(),
        merge.loserId());
  }
}
