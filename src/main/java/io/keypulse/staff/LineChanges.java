package io.keypulse.staff;

import io.keypulse.platform.Channel;
import io.keypulse.staff.ReportingLines.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the reporting line, each within its own days: what was there before goes on after
 * them.
 */
@ApplicationScoped
class LineChanges {
  private static final String TURNS =
      """
      with turn as (
        select * from unnest(cast(:employees as int[]), cast(:managers as int[]), cast(:sinces as date[]),
          cast(:untils as date[]), cast(:opens as boolean[]), cast(:formers as int[]), cast(:formerManagers as int[]),
          cast(:formerUntils as date[]), cast(:formerChannels as text[]))
          as t (employee_id, manager_id, since, until, open, former_id, former_manager_id, former_until, former_channel))
      """;

  private static final String FOLLOWS =
      """
      p.employee_id = t.employee_id and p.resumes and t.open and p.manager_id = t.former_manager_id
        and t.manager_id is distinct from t.former_manager_id and lower(p.valid) > t.since
        and not exists (
          select from reporting_line q
          where q.employee_id = t.employee_id and not q.resumes and q.manager_id = t.former_manager_id
            and lower(q.valid) > t.since and lower(q.valid) < lower(p.valid))
      """;

  @Inject Session session;

  /**
   * What it takes the place of, as it was.
   *
   * @param open without an end of its own
   * @param resumes whether a line of this employee goes on after the days of another
   */
  private record Turn(
      int employeeId,
      @Nullable Integer managerId,
      LocalDate since,
      @Nullable LocalDate until,
      boolean open,
      @Nullable Integer formerId,
      @Nullable Integer formerManagerId,
      @Nullable LocalDate formerUntil,
      @Nullable String formerChannel,
      boolean resumes) {
    /** Whether something is left of the former after it. */
    boolean leavesRest() {
      return formerId != null
          && until != null
          && (formerUntil == null || until.isBefore(formerUntil))
          && !Objects.equals(managerId, formerManagerId);
    }
  }

  /**
   * Makes it so where it is not; each employee once.
   *
   * @return those whose line has changed
   */
  Set<Integer> set(List<Wanted> wanted, Channel channel) {
    boolean byHand = channel != Channel.CRM_IMPORT;
    List<Turn> turns = wanted.isEmpty() ? List.of() : turns(wanted, byHand);
    List<Turn> resuming = turns.stream().filter(Turn::resumes).toList();
    end(turns, channel);
    makeRoom(resuming);
    goOnWithTheNewOne(resuming);
    begin(turns, channel);
    resume(turns.stream().filter(Turn::leavesRest).toList());
    return turns.stream().map(Turn::employeeId).collect(Collectors.toSet());
  }

  /** A line of the same first day is the same one, so that its end is corrected. */
  private List<Turn> turns(List<Wanted> wanted, boolean byHand) {
    return session
        .createNativeQuery(
            """
            select w.employee_id, w.manager_id, w.since, t.until, w.until is null as open, l.id as former_id,
              l.manager_id as former_manager_id, upper(l.valid) as former_until, l.channel as former_channel,
              exists (select from reporting_line p where p.employee_id = w.employee_id and p.resumes) as resumes
            from unnest(cast(:employees as int[]), cast(:managers as int[]), cast(:sinces as date[]),
              cast(:untils as date[])) as w (employee_id, manager_id, since, until)
            left join reporting_line l on l.employee_id = w.employee_id and l.valid @> w.since
            cross join lateral (
              select least(w.until, min(lower(p.valid))) as until from reporting_line p
              where p.employee_id = w.employee_id and lower(p.valid) > w.since and not p.resumes) t
            where l.manager_id is distinct from w.manager_id
              or (w.manager_id is not null and lower(l.valid) = w.since and l.resumes)
              or (w.manager_id is not null and w.until is not null and case when lower(l.valid) = w.since
                then upper(l.valid) is distinct from
                  least(t.until, case when l.channel <> 'CRM_IMPORT' and not :byHand then upper(l.valid) end)
                else upper(l.valid) < t.until and (l.channel = 'CRM_IMPORT' or :byHand) end)
              or (:byHand and w.manager_id is not null and w.until is null and exists (
                select from reporting_line p where p.employee_id = w.employee_id
                  and p.resumes and lower(p.valid) = upper(l.valid)))
            """,
            Turn.class)
        .setParameter("byHand", byHand)
        .setParameter("employees", wanted.stream().map(Wanted::employeeId).toArray(Integer[]::new))
        .setParameter("managers", wanted.stream().map(Wanted::managerId).toArray(Integer[]::new))
        .setParameter("sinces", wanted.stream().map(Wanted::since).toArray(LocalDate[]::new))
        .setParameter("untils", wanted.stream().map(Wanted::until).toArray(LocalDate[]::new))
        .getResultList();
  }

  private void end(List<Turn> turns, Channel channel) {
    change(
        turns,
        "delete from reporting_line l using turn t where l.id = t.former_id and lower(l.valid) = t.since");
    change(
        turns,
        """
        update reporting_line l set valid = daterange(lower(l.valid), t.since), channel = '%s'
        from turn t where l.id = t.former_id
        """
            .formatted(channel));
  }

  /** What resumes begins where these end: later, or sooner where one of them is shortened. */
  private void makeRoom(List<Turn> turns) {
    change(
        turns,
        """
        delete from reporting_line p using turn t
        where p.employee_id = t.employee_id and p.resumes and lower(p.valid) >= t.since
          and (t.until is null or upper(p.valid) <= t.until)
        """);
    change(
        turns,
        """
        update reporting_line p set valid = daterange(t.until, upper(p.valid)) from turn t
        where p.employee_id = t.employee_id and p.resumes and lower(p.valid) >= t.since
          and (lower(p.valid) < t.until
            or (lower(p.valid) = t.former_until and t.until < t.former_until and t.manager_id = t.former_manager_id))
        """);
  }

  /** After the days of others the line resumes as it is by then. */
  private void goOnWithTheNewOne(List<Turn> turns) {
    change(
        turns,
        "delete from reporting_line p using turn t where t.manager_id is null and " + FOLLOWS);
    change(
        turns,
        "update reporting_line p set manager_id = t.manager_id from turn t where " + FOLLOWS);
  }

  private void begin(List<Turn> turns, Channel channel) {
    change(
        turns,
        """
        insert into reporting_line (employee_id, manager_id, valid, channel)
        select employee_id, manager_id, daterange(since, until), '%s' from turn where manager_id is not null
        """
            .formatted(channel));
  }

  /** Where nobody stood above for some days, the end of them is a change like any other. */
  private void resume(List<Turn> turns) {
    change(
        turns,
        """
        insert into reporting_line (employee_id, manager_id, valid, channel, resumes)
        select employee_id, former_manager_id, daterange(until, former_until), former_channel, manager_id is not null
        from turn
        """);
  }

  private void change(List<Turn> turns, String sql) {
    if (!turns.isEmpty()) {
      session
          .createNativeMutationQuery(TURNS + sql)
          .setParameter("employees", numbers(turns, Turn::employeeId))
          .setParameter("managers", numbers(turns, Turn::managerId))
          .setParameter("sinces", turns.stream().map(Turn::since).toArray(LocalDate[]::new))
          .setParameter("untils", turns.stream().map(Turn::until).toArray(LocalDate[]::new))
          .setParameter("opens", turns.stream().map(Turn::open).toArray(Boolean[]::new))
          .setParameter("formers", numbers(turns, Turn::formerId))
          .setParameter("formerManagers", numbers(turns, Turn::formerManagerId))
          .setParameter(
              "formerUntils", turns.stream().map(Turn::formerUntil).toArray(LocalDate[]::new))
          .setParameter(
              "formerChannels", turns.stream().map(Turn::formerChannel).toArray(String[]::new))
          .executeUpdate();
    }
  }

  private static @Nullable Integer[] numbers(
      List<Turn> turns, Function<Turn, @Nullable Integer> number) {
    return turns.stream().map(number).toArray(Integer[]::new);
  }
}
