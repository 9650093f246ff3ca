package io.keypulse.response;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.account.AccountView;
import io.keypulse.account.ContactView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.CommonTime;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Page;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Selection;
import io.keypulse.platform.Today;
import io.keypulse.platform.Viewer;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class PhoneApi {
  private static final int MOST_ATTEMPTS = 50;

  @Inject PhoneAttempts attempts;
  @Inject Interviews interviews;
  @Inject Answers answers;
  @Inject PhoneConfig phone;
  @Inject Customers customers;
  @Inject Colleagues colleagues;
  @Inject WaveLog waves;
  @Inject Idempotency idempotency;
  @Inject CurrentViewer viewer;
  @Inject CommonTime common;
  @Inject InstantSource clock;
  @Inject Today today;

  @Query("phoneInterviews")
  @Description(
      "The call list of an open wave: who was drawn, has a number and no address, or whose mail did not arrive or was"
          + " not answered for some days. Without those who objected, snoozed or want no"
          + " reminders, and those whose last call settled it. first: 1 to"
          + " 100, 25 unless said.")
  @Transactional
  public PhoneInterviewView.Connection phoneInterviews(
      @Id String waveId,
      @io.smallrye.graphql.api.Nullable @Nullable Integer first,
      @io.smallrye.graphql.api.Nullable @Nullable String after) {
    viewer.require();
    int wave = GlobalId.parseInt(WaveView.TYPE, waveId, "waveId");
    Instant now = clock.instant();
    Page page = Page.of("phoneInterviews", wave, first, after);
    Page.Slice<PhoneInterviewView> slice =
        page.slice(
            attempts.waiting(wave, page, now, today.get(), phone.after()).stream()
                .map(PhoneInterviewView::of)
                .toList(),
            one -> new Page.Key(one.dueAt().toInstant().toString(), one.contactKey()));
    return new PhoneInterviewView.Connection(
        slice.edges(PhoneInterviewView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has("totalCount")
            ? Optional.of(attempts.number(wave, now, today.get(), phone.after()))
            : Optional.empty());
  }

  @Mutation("phoneAttemptRecord")
  @Description(
      "For employees who see the account, and administrators who name the interviewer. Whoever refuses, has left or is unable to"
          + " answer gets no mail of the wave any more, and no call: WRONG_STATE once that is written down, and when the wave is closed.")
  @Transactional(Transactional.TxType.NEVER)
  public PhoneAttemptView phoneAttemptRecord(PhoneAttemptRecord input) {
    Viewer current = viewer.requireToChange();
    Instant now = common.lately(clock).instant();
    PhoneAttemptRecord call = input.checked(now);
    PhoneAttemptView made = attempt(current, call, now);
    if (call.outcome().settlesIt()) {
      interviews.settled(
          GlobalId.parseInt(WaveView.TYPE, call.waveId(), "waveId"),
          GlobalId.parseInt(ContactView.TYPE, call.contactId(), "contactId"),
          now);
    }
    return made;
  }

  @Transactional
  PhoneAttemptView attempt(Viewer current, PhoneAttemptRecord call, Instant now) {
    int wave = GlobalId.parseInt(WaveView.TYPE, call.waveId(), "waveId");
    PhoneAttempts.Drawn drawn = drawn(wave, call.contactId());
    int interviewer = caller(current, call.interviewerId());
    Instant callBackAt = call.callBackAt() == null ? null : call.callBackAt().toInstant();
    long made =
        idempotency.once(
            "phoneAttemptRecord",
            call.idempotencyKey(),
            call,
            () -> {
              if (drawn.until().isBefore(now)) {
                throw Refused.wrongState("waveId", "This wave is closed.");
              }
              call.requireBefore(drawn.until());
              attempts.hold(drawn.contactId());
              if (attempts.areSettled(wave, drawn.contactId())) {
                throw Refused.wrongState(
                    "contactId",
                    "An earlier call has settled it; if they talk after all, write their answers down with responseRecord.");
              }
              return attempts.add(
                  wave,
                  drawn.contactId(),
                  call.outcome(),
                  callBackAt,
                  call.note(),
                  interviewer,
                  now);
            });
    return PhoneAttemptView.of(
        attempts.byId(made).orElseThrow(Idempotency::noLongerThere), current.seesPersons());
  }

  @Mutation("responseRecord")
  @Description(
      "Writes down an interview. For employees who see the account, and administrators who name the interviewer. The"
          + " same again is the same answer; WRONG_STATE when the person has answered otherwise, and when the wave is closed or asks by mail alone.")
  @Transactional(Transactional.TxType.NEVER)
  public AnswerView responseRecord(ResponseRecord input) {
    Viewer current = viewer.requireToChange();
    int wave = GlobalId.parseInt(WaveView.TYPE, input.waveId(), "waveId");
    int contact = drawn(wave, input.contactId()).contactId();
    int interviewer = caller(current, input.interviewerId());
    return answer(
        interviews.record(wave, contact, input, interviewer, common.lately(clock).instant()));
  }

  /** Behind the wall of whoever asks. */
  @Transactional
  PhoneAttempts.Drawn drawn(int wave, String contactId) {
    PhoneAttempts.Drawn drawn =
        attempts
            .drawn(wave, GlobalId.parseInt(ContactView.TYPE, contactId, "contactId"))
            .orElseThrow(
                () ->
                    Refused.notFound(
                        "contactId", "This person was not drawn in this wave, or is withheld."));
    drawn.requireKnown();
    if (!drawn.byPhone()) {
      throw Refused.wrongState(
          "waveId", "This wave asks by mail alone: people answer it for themselves.");
    }
    return drawn;
  }

  @Transactional
  int caller(Viewer current, @Nullable String id) {
    Integer employee =
        id == null
            ? current.employeeId()
            : (Integer) GlobalId.parseInt(EmployeeView.TYPE, id, "interviewerId");
    if (employee == null) {
      throw Refused.invalid("interviewerId", "Say which employee called.");
    }
    if (current.access() != Viewer.Access.ADMIN && !employee.equals(current.employeeId())) {
      throw Refused.forbidden("Only an administrator may say that somebody else called.");
    }
    if (!colleagues.byIds(List.of(employee)).containsKey(employee)) {
      throw Refused.notFound("interviewerId", "There is no such employee.");
    }
    return employee;
  }

  @Transactional
  AnswerView answer(long invitation) {
    return AnswerView.of(answers.said(invitation).orElseThrow(), viewer.require());
  }

  @Description("The last 50 calls for surveys, newest first.")
  @Transactional
  public List<List<@NonNull PhoneAttemptView>> phoneAttempts(@Source List<ContactView> asked) {
    boolean withNote = viewer.require().seesPersons();
    Map<Integer, List<PhoneAttemptView>> found =
        attempts.ofContacts(asked.stream().map(ContactView::key).toList(), MOST_ATTEMPTS).stream()
            .collect(
                groupingBy(
                    PhoneAttempts.Attempt::contactId,
                    mapping(attempt -> PhoneAttemptView.of(attempt, withNote), toList())));
    return Batch.lists(asked, ContactView::key, found);
  }

  @Transactional
  public List<EmployeeView> interviewer(@Source List<PhoneAttemptView> asked) {
    return Batch.each(asked, PhoneAttemptView::interviewerKey, colleagues::byIds);
  }

  @Transactional
  public List<WaveView> wave(@Source List<PhoneAttemptView> asked) {
    return Batch.each(asked, PhoneAttemptView::waveKey, waves::waves);
  }

  @Transactional
  public List<ContactView> contact(@Source List<PhoneInterviewView> asked) {
    return Batch.each(asked, PhoneInterviewView::contactKey, customers::contacts);
  }

  @Transactional
  public List<AccountView> account(@Source List<PhoneInterviewView> asked) {
    return Batch.each(asked, PhoneInterviewView::accountKey, customers::accounts);
  }
}
