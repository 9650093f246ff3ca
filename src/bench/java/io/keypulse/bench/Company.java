package io.keypulse.bench;

import io.keypulse.demo.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A company of whatever size a scenario needs: every account is key, ten contacts each. */
record Company(EmbeddedDatabase database) {
  static final String ADMINISTRATOR = "administrator@keypulse.example";

  /** Stands above everybody. */
  static final String CHIEF = "e1@keypulse.example";

  /** Sees a quarter of the accounts: those of seven of the twenty-eight teams. */
  static final String SALES_MANAGER = "e2@keypulse.example";

  static final String SALES_MANAGER_ID = "2";

  /** Leads one team. */
  static final String ACCOUNT_MANAGER = "e6@keypulse.example";

  /** Leads a team that serves fifty accounts in a large company. */
  static final String KEY_ACCOUNT_MANAGER = "e146@keypulse.example";

  static final int KEY_ACCOUNT_MANAGER_ID = 146;

  /** People, teams and one survey program; no account yet. */
  void found() throws SQLException {
    execute(
        """
        insert into employee (source, external_id, name, email, position, function)
        select 'bench', 'e' || n, 'Employee ' || n, 'e' || n || '@keypulse.example', 'Position', 'SALES'
        from generate_series(1, 146) n;
        insert into reporting_line (employee_id, manager_id, valid)
        select n, case when n <= 5 then 1 else 2 + n % 4 end, daterange('2020-01-01', null) from generate_series(2, 146) n;
        insert into team (source, external_id, name)
        select 'bench', 't' || n, 'Team ' || lpad(n::text, 2, '0') from generate_series(1, 29) n;
        insert into team_member (source, external_id, team_id, employee_id, function, role)
        select 'bench', 'm' || t || '-' || n, t, case when n = 0 then 5 + t else 30 + t + 28 * n end,
          (array['SALES', 'SERVICE', 'LOGISTICS', 'FINANCE'])[1 + n], case when n = 0 then 'LEAD' else 'MEMBER' end
        from generate_series(1, 28) t, generate_series(0, 3) n
        where case when n = 0 then 5 + t else 30 + t + 28 * n end <= 145;
        insert into team_member (source, external_id, team_id, employee_id, function, role)
        values ('bench', 'm29-0', 29, 146, 'SALES', 'LEAD');
        insert into survey_program (name, objective, aspects, cron, time_zone, sample_size, days_to_answer, created_at, next_at)
        values ('Bench', 'Measure', '{PRODUCT_QUALITY,PRICE,DELIVERY,SERVICE_AND_SUPPORT,COMMUNICATION,SALES_WORK,CULTURE_AND_RELATIONSHIP,BRAND}',
          '0 9 1 1 *', 'UTC', 1000, 14, now(), now() + interval '1 year');
        """);
  }

  /** Adds accounts until there are so many contacts in all. */
  void growTo(int contacts) throws SQLException {
    execute(
        """
        insert into account (team_id, source, external_id, name, country, segment)
        select 1 + n %% 28, 'bench', 'a' || n, 'Account ' || lpad(n::text, 6, '0'), 'DE', 'Industry ' || n %% 10
        from generate_series((select count(*) from account) + 1, %1$d / 10) n;
        insert into key_decision (account_id, team_id, source, external_id, outcome, tier, valid, decided_by, rationale)
        select id, team_id, 'bench', 'k' || id, 'DESIGNATE', 'GOLD',
          daterange(current_date - 30, current_date + 335), 'Employee 1', 'Strategic'
        from account a where not exists (select from key_decision d where d.account_id = a.id);
        insert into contact (account_id, team_id, source, external_id, name, email, role, language)
        select a.id, a.team_id, 'bench', 'c' || n, 'Contact ' || n, 'c' || n || '@customer.example', 'USER',
          (array['en', 'de', 'es', 'fr', 'zh'])[1 + n %% 5]
        from generate_series((select count(*) from contact) + 1, %1$d) n
        join account a on a.id = 1 + (n - 1) / 10;
        """
            .formatted(contacts));
    execute("vacuum analyze");
  }

  /**
   * Of every hundred contacts one has left, one has no address, and two share one; every program
   * draws 5,000 from ten segments and lets those rest whom it asked within half a year.
   */
  void tellApart() throws SQLException {
    execute(
        """
        update contact set
          left_on = case when id % 100 = 1 then current_date - 1 end,
          email = case when id % 100 = 2 then null when id % 100 in (3, 4) then 'c' || id / 100 || '@shared.example' else email end
        where id % 100 in (1, 2, 3, 4);
        update survey_program set strata_by = 'SEGMENT', sample_size = 5000, quarantine_days = 182;
        """);
    execute("vacuum analyze");
  }

  /**
   * So many accounts, every tenth of them key, with three contacts and an answer in each of ten
   * waves, and nothing else. Fifty are served by {@link #KEY_ACCOUNT_MANAGER}, and all their
   * contacts answer; the others are served by large teams.
   */
  void foundLarge(int accounts) throws SQLException {
    execute("truncate account, wave, frame_entry, purchase_rhythm cascade");
    execute(
        """
        set session_replication_role = replica;
        insert into wave (program_id, scheduled_for, state, aspects, opened_at, closes_at, closed_at, algorithm, seed,
          fingerprint, frame_size, excluded, drawn)
        select id, now() - interval '1 day' * n, 'CLOSED', aspects, now() - interval '1 day' * n, now(), now(), 'bench', '', '', 0, 0, 0
        from survey_program, generate_series(1, 10) n;
        insert into account (team_id, source, external_id, name, country, segment)
        select case when n %% 100 = 1 and n < 5000 then 29 else 1 + n %% 28 end, 'bench', 'a' || n, 'Account ' || lpad(n::text, 7, '0'),
          (array['DE', 'FR', 'ES', 'CN', 'US'])[1 + n %% 5], (array['FOOD', 'PACKAGING', 'ENERGY'])[1 + n %% 3]
        from generate_series(1, %1$d) n;
        insert into key_decision (account_id, team_id, source, external_id, outcome, tier, valid, decided_by, rationale)
        select id, team_id, 'bench', 'k' || id, 'DESIGNATE', 'GOLD',
          daterange(current_date - 30, current_date + 335), 'Employee 1', 'Strategic'
        from account a where id %% 10 = 0;
        insert into contact (account_id, team_id, source, external_id, name, email, role, language)
        select a.id, a.team_id, 'bench', 'c' || a.id || '-' || n, 'Contact ' || a.id || ' ' || n,
          'c' || n || '@a' || a.id || '.example', 'USER', (array['en', 'de', 'es', 'fr', 'zh'])[1 + n %% 5]
        from account a, generate_series(1, 3) n;
        analyze account, contact, wave;
        insert into answer (invitation_id, wave_id, contact_id, account_id, team_id, overall, ratings, why, answered_at)
        select c.id * 10 + n, w.id, c.id, c.account_id, c.team_id, 1 + abs(hashint8(c.id * 10 + n)) %% 5,
          (array['{4,2,4,4,5,5,4,4}', '{2,4,3,4,5,1,4,4}', '{5,5,4,2,4,4,1,3}', '{4,4,4,4,4,4,4,2}']::text[])[1 + (c.id + n) %% 4]::smallint[],
          case when abs(hashint8(c.id * 10 + n)) %% 5 < 2 then 'Deliveries were late twice.' end, now() - interval '1 day' * n
        from (select *, row_number() over (partition by account_id order by id) as place from contact) c
        join (select id, row_number() over (order by id) - 1 as n from wave) w on c.place = 1 or c.team_id = 29;
        set session_replication_role = origin;
        """
            .formatted(accounts));
    execute("vacuum analyze");
  }

  /** Ten lines of each account. */
  void buy() throws SQLException {
    execute(
        """
        set session_replication_role = replica;
        insert into purchase (account_id, team_id, source, external_id, type, document, purchased_on, category,
          net_amount, cost_amount, currency)
        select a.id, a.team_id, 'bench', 'p' || a.id || '-' || n, 'INVOICE', 'i' || n, current_date - n * 40,
          'Category ' || n % 4, 1000 + n, 700, 'EUR'
        from account a, generate_series(1, 10) n;
        set session_replication_role = origin;
        """);
    execute("vacuum analyze purchase");
  }

  /** The frames in which everybody who answered was drawn; returns the waves, oldest first. */
  List<Integer> frameAnswers() throws SQLException {
    execute(
        """
        set session_replication_role = replica;
        truncate account_count, people_count, account_spread;
        insert into frame_entry (wave_id, contact_id, account_id, team_id, stratum, draw_key, draw_rank, drawn)
        select wave_id, contact_id, account_id, team_id, 'ALL', '', contact_id, true from answer;
        set session_replication_role = origin;
        """);
    execute("vacuum analyze frame_entry, answer");
    return ids("select id from keypulse.wave order by opened_at");
  }

  /** How long it takes to count all answers of these waves, in milliseconds. */
  double countAgain(List<Integer> waves) throws SQLException {
    double taken = 0;
    for (int wave : waves) {
      taken +=
          milliseconds(
              """
              select count_again(array_agg(wave_id), array_agg(account_id))
              from (select distinct wave_id, account_id from frame_entry where wave_id = %d) p
              """
                  .formatted(wave));
    }
    execute("vacuum analyze account_count, people_count, account_spread");
    return taken;
  }

  /**
   * So many accounts under names of several words, every tenth of them key, with a contact each;
   * one in fifty is overdue.
   */
  void foundNamed(int accounts) throws SQLException {
    execute("truncate account, wave, frame_entry cascade");
    execute(
        """
        set session_replication_role = replica;
        insert into account (team_id, source, external_id, name, country, segment, recorded_at)
        select 1 + n %% 28, 'bench', 'a' || n,
          (array['Müller', 'Northern', 'Vosges', 'Bajío', 'Albion', 'Carnac', 'Lindqvist', 'Harbour', 'Sierra', 'Jade'])[1 + n / 7 %% 10]
            || ' ' || (array['Packaging', 'Foods', 'Energy', 'Chemicals', 'Machines', 'Logistics', 'Optics'])[1 + n / 3 %% 7]
            || ' ' || initcap(substr(md5(n::text), 1, 7)),
          (array['DE', 'FR', 'ES', 'CN', 'US'])[1 + n %% 5], 'Segment ' || n %% 20, now() - interval '1 second' * n
        from generate_series(1, %1$d) n;
        insert into account_external_id (account_id, team_id, source, value)
        select id, team_id, source, external_id from account;
        insert into purchase_rhythm (account_id, team_id, last_order, overdue_from)
        select id, team_id, current_date - 10, current_date + case when id %% 50 = 1 then -5 else 20 end from account;
        insert into account_team (account_id, team_id, served_by, valid)
        select id, team_id, team_id, daterange('2020-01-01', null) from account;
        insert into key_decision (account_id, team_id, source, external_id, outcome, tier, valid, decided_by, rationale)
        select id, team_id, 'bench', 'k' || id, 'DESIGNATE', (array['A', 'B', 'C'])[1 + id / 10 %% 3],
          daterange(current_date - 30, current_date + 335), 'Employee 1', 'Strategic'
        from account a where id %% 10 = 0;
        insert into contact (account_id, team_id, source, external_id, name, email, role, language)
        select id, team_id, 'bench', 'c' || id, 'Contact ' || id, 'c@a' || id || '.example', 'USER', 'en' from account;
        set session_replication_role = origin;
        """
            .formatted(accounts));
    execute("vacuum analyze");
  }

  /** Whether what answers say is counted as they arrive. */
  void countAnswers(boolean counted) throws SQLException {
    execute(
        "alter table answer %1$s trigger answer_is_counted, %1$s trigger changed_answer_is_counted"
            .formatted(counted ? "enable" : "disable"));
  }

  /** How often the table was read from end to end. */
  long sequentialScans(String table) throws SQLException {
    try (Connection connection = database.asAdministrator();
        PreparedStatement scans =
            connection.prepareStatement(
                "select seq_scan from pg_stat_user_tables where relname = ?")) {
      scans.setString(1, table);
      try (ResultSet row = scans.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The first accounts that this employee sees. */
  List<Integer> accountsOf(String employee, int most) throws SQLException {
    return ids(
        """
        select a.id from keypulse.account a join keypulse.viewer_team v on v.team_id = a.team_id
        where v.viewer_id = %s order by a.id limit %d
        """
            .formatted(employee, most));
  }

  private List<Integer> ids(String query) throws SQLException {
    try (Connection connection = database.asAdministrator();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<Integer> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
      return ids;
    }
  }

  /** Takes back all that waves have left. */
  void forgetWaves() throws SQLException {
    execute("truncate wave, frame_entry, account_count, people_count, account_spread cascade");
  }

  /**
   * One open wave that has drawn the first contacts; the token of invitation {@code id} is {@code
   * sha256("bench" + id)}.
   *
   * @param state DUE or SENT
   * @return the id of the first of its invitations, which are numbered without gaps
   */
  long invite(int contacts, String state) throws SQLException {
    try (Connection connection = database.asAdministrator();
        Statement schema = connection.createStatement();
        PreparedStatement draw =
            connection.prepareStatement(
                """
                with opened as (
                  insert into wave (program_id, scheduled_for, state, aspects, opened_at, closes_at, algorithm, seed,
                    fingerprint, frame_size, excluded, drawn)
                  select id, clock_timestamp(), 'OPEN', aspects, now(), now() + interval '14 days', 'bench', '', '', ?,
                    0, ?
                  from survey_program
                  returning id)
                insert into frame_entry (wave_id, contact_id, account_id, team_id, stratum, draw_key, draw_rank, drawn)
                select opened.id, c.id, c.account_id, c.team_id, 'ALL', '', c.id, true
                from opened, contact c where c.id <= ?
                """);
        PreparedStatement invite =
            connection.prepareStatement(
                """
                with numbered as (
                  select e.wave_id, e.contact_id, e.account_id, e.team_id, c.name, c.email, c.language,
                    (select coalesce(max(id), 0) from invitation) + row_number() over (order by c.id) as id
                  from wave w join frame_entry e on e.wave_id = w.id join contact c on c.id = e.contact_id
                  where w.fingerprint = ''),
                invited as (
                  insert into invitation (id, key, token_hash, wave_id, contact_id, account_id, team_id, name, email,
                    language)
                  overriding system value
                  select id, gen_random_uuid(), sha256(sha256(convert_to('bench' || id, 'UTF8'))), wave_id, contact_id,
                    account_id, team_id, name, email, language
                  from numbered
                  returning *),
                mailed as (
                  insert into mail (invitation_id, wave_id, contact_id, account_id, team_id, kind, domain, state, due_at,
                    sent_at)
                  select id, wave_id, contact_id, account_id, team_id, 'INVITATION', split_part(email, '@', 2), m.state,
                    now(), case when m.state = 'SENT' then now() end
                  from invited, (select cast(? as text) as state) m
                  returning domain),
                opened_lanes as (
                  insert into mail_lane (domain, of_one_account, look_at) select distinct domain, false, now() from mailed
                  on conflict (domain) do update set look_at = now())
                select min(id) from invited
                """)) {
      connection.setAutoCommit(false);
      schema.execute("set search_path = keypulse, public");
      draw.setInt(1, contacts);
      draw.setInt(2, contacts);
      draw.setInt(3, contacts);
      draw.executeUpdate();
      // Foreign keys of the invitations would walk through an index of a table counted empty.
      schema.execute("analyze wave, frame_entry");
      invite.setString(1, state);
      try (ResultSet first = invite.executeQuery()) {
        first.next();
        long id = first.getLong(1);
        schema.execute("update wave set fingerprint = 'bench' where fingerprint = ''");
        schema.execute("analyze invitation, mail, mail_lane");
        connection.commit();
        return id;
      }
    }
  }

  /**
   * How long the database works on this, on a connection of its own and without parallel workers.
   */
  double milliseconds(String statement) throws SQLException {
    try (Connection connection = database.asAdministrator();
        Statement session = connection.createStatement()) {
      session.execute("set search_path = keypulse, public");
      session.execute("set max_parallel_workers_per_gather = 0");
      long start = System.nanoTime();
      session.execute(statement);
      return (System.nanoTime() - start) / 1e6;
    }
  }

  private void execute(String statements) throws SQLException {
    try (Connection connection = database.asAdministrator();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = keypulse, public");
      statement.execute(statements);
    }
  }
}
