package io.keypulse.followup;

import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.account.ContactView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Period;
import io.keypulse.platform.Refused;
import io.keypulse.survey.Aspect;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class FollowUpRuleApi {
  private static final int MOST_SHOWN = 100;

  @Inject FollowUpRules rules;
  @Inject Customers customers;
  @Inject WaveLog waves;
  @Inject CurrentViewer viewer;

  @Input("FollowUpRuleUpdateInput")
  public record Update(
      @Id String id,
      FollowUpRuleInput rule,
      @Description("Whether it opens cases from now on.") boolean active,
      int expectedVersion) {}

  @Query("followUpRules")
  @Description("All rules, the oldest first.")
  @Transactional
  public List<@NonNull FollowUpRuleView> followUpRules() {
    viewer.require();
    return rules.all().stream().map(FollowUpRuleView::of).toList();
  }

  @Query("followUpRulePreview")
  @Description("What this rule would have opened in a period; nothing is opened.")
  @Transactional
  public FollowUpRuleView.Preview followUpRulePreview(FollowUpRuleInput input, Period period) {
    viewer.require();
    FollowUpRuleInput rule = input.checked();
    Period within = period.checked("period");
    FollowUpRules.Count count = rules.count(rule, within.begin(), within.end());
    return new FollowUpRuleView.Preview(
        count.looked(),
        count.hits(),
        count.opened(),
        count.accounts(),
        rules.hits(rule, within.begin(), within.end(), MOST_SHOWN).stream()
            .map(
                hit ->
                    new FollowUpRuleView.Hit(
                        hit.at().atOffset(ZoneOffset.UTC),
                        Optional.ofNullable(hit.aspect()).map(Aspect::valueOf),
                        hit.opened(),
                        hit.accountId(),
                        hit.contactId(),
                        hit.waveId()))
            .toList());
  }

  @Mutation("followUpRuleCreate")
  @Description(
      "For administrators. It opens cases from the next answer on; look at followUpRulePreview before. ALREADY_EXISTS when another has its name.")
  @Transactional
  public FollowUpRuleView followUpRuleCreate(FollowUpRuleInput input) {
    viewer.requireAdmin();
    return FollowUpRuleView.of(rules.create(input.checked()));
  }

  @Mutation("followUpRuleUpdate")
  @Description(
      "For administrators; replaces the whole rule. Cases that are open stay. A rule that is no longer wanted is made inactive.")
  @Transactional
  public FollowUpRuleView followUpRuleUpdate(Update input) {
    viewer.requireAdmin();
    int id = GlobalId.parseInt(FollowUpRuleView.TYPE, input.id(), "id");
    FollowUpRules.Rule present =
        rules.byId(id).orElseThrow(() -> Refused.notFound("id", "There is no such rule."));
    return rules
        .update(id, input.rule().checked(), input.active(), input.expectedVersion())
        .map(FollowUpRuleView::of)
        .orElseThrow(() -> Refused.conflict(present.version()));
  }

  @Description("The rules that opened it, as they are today.")
  @Transactional
  public List<List<@NonNull FollowUpRuleView>> openedBy(@Source List<FollowUpView> asked) {
    List<Integer> ids = asked.stream().flatMap(one -> one.ruleKeys().stream()).distinct().toList();
    Map<Integer, FollowUpRuleView> found =
        rules.byIds(ids).stream()
            .map(FollowUpRuleView::of)
            .collect(toMap(FollowUpRuleView::key, rule -> rule));
    return asked.stream()
        .map(
            one ->
                one.ruleKeys().stream().map(key -> Objects.requireNonNull(found.get(key))).toList())
        .toList();
  }

  @Transactional
  public List<AccountView> account(@Source List<FollowUpRuleView.Hit> asked) {
    return Batch.each(asked, FollowUpRuleView.Hit::accountKey, customers::accounts);
  }

  @Transactional
  public List<ContactView> contact(@Source List<FollowUpRuleView.Hit> asked) {
    return Batch.each(asked, FollowUpRuleView.Hit::contactKey, customers::contacts);
  }

  @Transactional
  public List<WaveView> wave(@Source List<FollowUpRuleView.Hit> asked) {
    return Batch.each(asked, FollowUpRuleView.Hit::waveKey, waves::waves);
  }
}
