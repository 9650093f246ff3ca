package io.keypulse.followup;

import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** The tree of causes, and which of them a case had. */
@GraphQLApi
public class FollowUpCauseApi {
  private static final int LONGEST_CODE = 60;
  private static final int LONGEST_NAME = 200;

  @Inject CaseKeeper cases;
  @Inject WorkLog work;
  @Inject CurrentViewer viewer;

  @Input("FollowUpCauseSetInput")
  public record CauseSet(@Id String followUpId, @Id String causeId, int expectedVersion) {}

  @Input("FollowUpCauseAddInput")
  public record CauseAdd(
      @Description("Capitals, digits and underscores; never changes.") String code,
      @Id String parentId,
      @Description("Names a process or a circumstance, never a person.") String name) {}

  @Query("followUpCauses")
  @Description("The tree of causes, each below the one it belongs to.")
  @Transactional
  public List<FollowUpWorkView.@NonNull Cause> followUpCauses() {
    viewer.require();
    return work.causes().stream().map(FollowUpWorkView.Cause::of).toList();
  }

  @Mutation("followUpCauseAdd")
  @Description("For administrators. ALREADY_EXISTS when another cause has the code.")
  @Transactional
  public FollowUpWorkView.Cause followUpCauseAdd(CauseAdd input) {
    viewer.requireAdmin();
    String code = Text.line("code", input.code(), LONGEST_CODE);
    if (!code.matches("[A-Z][A-Z0-9_]*")) {
      throw Refused.invalid("code", "Write capitals, digits and underscores.");
    }
    int parent = cause("parentId", input.parentId()).id();
    int id = work.addCause(code, parent, Text.line("name", input.name(), LONGEST_NAME));
    return work.cause(id).map(FollowUpWorkView.Cause::of).orElseThrow();
  }

  @Mutation("followUpCauseSet")
  @Description("Says what was the cause, from the tree of causes.")
  @Transactional
  public FollowUpView followUpCauseSet(CauseSet input) {
    viewer.requireToChange();
    FollowUp followUp = cases.locked(input.followUpId(), input.expectedVersion());
    WorkLog.Cause cause = cause("causeId", input.causeId());
    if (!cause.active() || cause.parentCode() == null) {
      throw Refused.invalid("causeId", "Choose a cause below the two roots that is in use.");
    }
    followUp.causedBy(cause.id());
    return cases.saved(followUp);
  }

  private WorkLog.Cause cause(String field, String id) {
    return work.cause(GlobalId.parseInt(FollowUpWorkView.Cause.TYPE, id, field))
        .orElseThrow(() -> Refused.notFound(field, "There is no such cause."));
  }

  @Description("What was the cause; absent until somebody says.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<FollowUpWorkView.@Nullable Cause> cause(
      @Source List<FollowUpView> asked) {
    Map<Integer, FollowUpWorkView.Cause> found =
        work.causes().stream().collect(toMap(WorkLog.Cause::id, FollowUpWorkView.Cause::of));
    return Batch.eachOrNull(asked, FollowUpView::causeKey, found);
  }
}
