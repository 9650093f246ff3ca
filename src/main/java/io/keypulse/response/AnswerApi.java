package io.keypulse.response;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.account.ContactView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Viewer;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class AnswerApi {
  private static final int MOST = 100;

  @Inject Answers answers;
  @Inject AnswerVersions versions;
  @Inject Customers customers;
  @Inject WaveLog waves;
  @Inject Colleagues colleagues;
  @Inject CurrentViewer viewer;

  @Description("What its people said, newest first. first: 1 to 100.")
  @Transactional
  public List<List<@NonNull AnswerView>> answers(
      @Source List<AccountView> accounts, @DefaultValue("10") int first) {
    if (first < 1 || first > MOST) {
      throw Refused.invalid("first", "Ask for 1 to " + MOST + " answers.");
    }
    return Batch.lists(accounts, AccountView::key, newest(accounts, first));
  }

  @Description("The newest answer of any of its people; null before the first.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable AnswerView> latestAnswer(
      @Source List<AccountView> accounts) {
    Map<Integer, List<AnswerView>> newest = newest(accounts, 1);
    return accounts.stream()
        .<@Nullable AnswerView>map(
            account -> {
              List<AnswerView> one = newest.get(account.key());
              return one == null ? null : one.getFirst();
            })
        .toList();
  }

  @Transactional
  public List<AccountView> account(@Source List<AnswerView> asked) {
    return Batch.each(asked, AnswerView::accountKey, customers::accounts);
  }

  @Description("Null once they have moved to an account that this viewer does not see.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable ContactView> contact(
      @Source List<AnswerView> asked) {
    return Batch.eachOrNull(asked, AnswerView::contactKey, customers::contacts);
  }

  @Transactional
  public List<WaveView> wave(@Source List<AnswerView> asked) {
    return Batch.each(asked, AnswerView::waveKey, waves::waves);
  }

  @Description("Who asked on the telephone; null for answers through the link.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> interviewer(
      @Source List<AnswerView> asked) {
    return Batch.eachOrNull(asked, AnswerView::interviewerKey, colleagues::byIds);
  }

  @Transactional
  public List<QualityView> quality(@Source List<AnswerView> asked) {
    Map<Integer, Double> medians =
        answers.medianSeconds(asked.stream().map(AnswerView::waveKey).distinct().toList()).stream()
            .collect(toMap(Answers.Median::waveId, Answers.Median::seconds));
    return asked.stream()
        .map(answer -> QualityView.of(answer, Optional.ofNullable(medians.get(answer.waveKey()))))
        .toList();
  }

  @Description("What it said before it was added to or corrected, newest first.")
  @Transactional
  public List<List<AnswerView.@NonNull Version>> versions(@Source List<AnswerView> asked) {
    Viewer current = viewer.require();
    Map<Long, List<AnswerView.Version>> former =
        versions.of(asked.stream().map(AnswerView::key).toList()).stream()
            .collect(
                groupingBy(
                    AnswerVersions.Former::invitationId,
                    mapping(one -> AnswerView.Version.of(one, current), toList())));
    return Batch.lists(asked, AnswerView::key, former);
  }

  private Map<Integer, List<AnswerView>> newest(List<AccountView> accounts, int most) {
    Viewer current = viewer.require();
    return answers.newest(accounts.stream().map(AccountView::key).toList(), most).stream()
        .collect(
            groupingBy(
                Answers.Said::accountId, mapping(said -> AnswerView.of(said, current), toList())));
  }
}
