package io.keypulse.api;

import static java.util.stream.Collectors.joining;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.platform.GlobalId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Two teams with two accounts each and a row in every table that carries an account. Whatever can
 * be read of a row carries the mark of its account, so that it is recognised wherever it turns up.
 */
final class TwoTeams {
  /**
   * @param sql one row of this account; none where triggers write it
   * @param shown what of it must be seen by whoever sees the account; empty where it is only
   *     counted, or has an id
   */
  record Seed(String table, String shown, String sql) {}

  static final List<Seed> SEEDS =
      List.of(
          new Seed(
              "account",
              "{mark} legal",
              """
              insert into account (team_id, source, external_id, name, country, segment, legal_name, tax_id)
              values ({team}, '{prefix}', '{mark}', '{mark} name', 'DE', '{mark} segment', '{mark} legal', '{mark} tax')
              """),
          new Seed(
              "contact",
              "{mark} buyer",
              """
              with boss as (
                insert into contact (account_id, team_id, source, external_id, name, email, role, language)
                values ({account}, {team}, '{prefix}', 'boss of {mark}', '{person} boss', 'boss.{person}@example.com', 'EXECUTIVE', 'en')
                returning id)
              insert into contact (account_id, team_id, source, external_id, name, email, role, language, given_name,
                family_name, job_title, occupation, phone, time_zone, street, postal_code, city, region, country,
                birth_year, gender, reports_to_id)
              select {account}, {team}, '{prefix}', 'kim of {mark}', '{person}', '{person}@example.com', 'BUYER', 'en',
                '{person} given', '{person} family', '{mark} buyer', '{person} occupation', '{person} phone',
                'Europe/Berlin', '{person} street', '{person} code', '{person} city', '{person} region', 'DE', 1901,
                'DIVERSE', boss.id
              from boss
              """),
          new Seed(
              "contact_point",
              "",
              """
              insert into contact_point (contact_id, account_id, team_id, means, value, kind)
              values ({contact}, {account}, {team}, 'EMAIL', 'private.{person}@example.com', 'PRIVATE')
              """),
          new Seed(
              "former_account",
              "",
              """
              insert into former_account (contact_id, account_id, team_id, left_at, returned_at)
              values ({contact}, {account}, {team}, now(), now())
              """),
          new Seed(
              "account_external_id",
              "{mark} elsewhere",
              """
              insert into account_external_id (account_id, team_id, source, value)
              values ({account}, {team}, '{prefix}', '{mark} elsewhere')
              """),
          new Seed(
              "account_relationship",
              "",
              """
              insert into account_relationship
                (source, external_id, account_id, team_id, type, other_id, other_team_id, valid)
              select '{prefix}', '{mark}', {account}, {team}, 'SUBSIDIARY_OF', {head}, {team}, '[2020-01-01,)'
              where {account} <> {head}
              """),
          new Seed(
              "account_team",
              "1999-01-01",
              """
              insert into account_team (account_id, team_id, served_by, valid)
              values ({account}, {team}, {team}, '[1999-01-01,1999-06-01)')
              """),
          new Seed(
              "key_decision",
              "{mark} rationale",
              """
              insert into key_decision
                (account_id, team_id, source, external_id, outcome, tier, valid, decided_by, rationale)
              values ({account}, {team}, '{prefix}', '{mark}', 'DESIGNATE', upper('{mark} tier'), '[2020-01-01,2100-01-01)',
                '{mark} decider', '{mark} rationale')
              """),
          new Seed(
              "purchase",
              "{mark} category",
              """
              insert into purchase (account_id, team_id, source, external_id, purchased_on, category, net_amount,
                cost_amount, currency, type, document)
              values ({account}, {team}, '{prefix}', '{mark}', today() - 30, '{mark} category', 1000, 700, 'EUR',
                'INVOICE', '{mark} document')
              """),
          // as is done every minute
          new Seed("purchase_rhythm", "", "do $$ begin perform keep_rhythms(); end $$"),
          new Seed(
              "executive_sponsor",
              "",
              """
              insert into executive_sponsor
                (source, external_id, account_id, team_id, employee_id, contact_id, valid)
              values ('{prefix}', '{mark}', {account}, {team}, {chief}, {contact}, '[2020-01-01,)')
              """),
          new Seed(
              "executive_meeting",
              "2021-02-03",
              """
              insert into executive_meeting (sponsor_id, account_id, team_id, held_on)
              select id, account_id, team_id, '2021-02-03' from executive_sponsor where account_id = {account}
              """),
          new Seed(
              "frame_entry",
              "",
              """
              insert into frame_entry (wave_id, contact_id, account_id, team_id, stratum, draw_key, draw_rank, drawn)
              values ({wave}, {contact}, {account}, {team}, '{mark}', '\\x00', 1, true)
              """),
          // as the proof of a draw does
          new Seed(
              "account_count",
              "",
              "do $$ begin perform count_again(array[{wave}], array[{account}]); end $$"),
          new Seed(
              "confidential_part",
              "",
              """
              with settled as (
                insert into settled_wave (wave_id, settled_at) values ({wave}, now()) on conflict do nothing)
              insert into confidential_part
                (wave_id, counted_by, name, part_of_id, account_id, team_id, cluster, answers, by_themselves,
                cluster_answers)
              values ({wave}, 'ANSWER', '', {account}, {account}, {team}, 0, 1, 1, 1)
              """),
          new Seed(
              "contact_hold",
              "",
              """
              insert into contact_hold (contact_id, account_id, team_id, kind, reason, held_at)
              values ({contact}, {account}, {team}, 'MANUAL', '{person} {mark}', now())
              """),
          new Seed(
              "account_guess",
              "",
              """
              insert into account_guess (account_id, team_id, wave_id, expected, guessed_by, guessed_at)
              values ({account}, {team}, {wave}, 4, {chief}, now())
              """),
          new Seed(
              "wave_account_team",
              "",
              """
              insert into wave_account_team (wave_id, account_id, team_id, employee_id, role, function)
              values ({wave}, {account}, {team}, {chief}, 'LEAD', '{mark} FUNCTION')
              """),
          new Seed(
              "invitation",
              "",
              """
              insert into invitation (key, token_hash, wave_id, contact_id, account_id, team_id, name, email, language,
                answered_at)
              values (gen_random_uuid(), sha256('{mark}'), {wave}, {contact}, {account}, {team}, '{person}',
                '{person}@example.com', 'en', now())
              """),
          new Seed(
              "mail",
              "{mark} refused",
              """
              insert into mail (invitation_id, wave_id, contact_id, account_id, team_id, kind, number, domain, state,
                due_at, sent_at, reason)
              select i.id, i.wave_id, i.contact_id, i.account_id, i.team_id, m.kind, m.number, 'example.com', m.state,
                now(), case when m.state = 'SENT' then now() end, case when m.state = 'FAILED' then '{mark} refused' end
              from invitation i, (values ('INVITATION', 0, 'SENT'), ('REMINDER', 1, 'FAILED')) m (kind, number, state)
              where i.account_id = {account}
              """),
          new Seed(
              "mail_attempt",
              "{mark} postponed",
              """
              insert into mail_attempt (mail_id, number, wave_id, contact_id, account_id, team_id, at, outcome, reply)
              select id, 1, wave_id, contact_id, account_id, team_id, now(), 'POSTPONED', '{mark} postponed'
              from mail where account_id = {account}
              """),
          new Seed(
              "answer",
              "{mark} why",
              """
              insert into answer (invitation_id, wave_id, contact_id, account_id, team_id, overall, ratings, why, answered_at)
              select id, wave_id, contact_id, account_id, team_id, 1, '{1,2}', '{mark} why', now()
              from invitation where account_id = {account}
              """),
          new Seed(
              "answer_version",
              "{mark} former",
              """
              insert into answer_version (invitation_id, number, contact_id, account_id, team_id, ratings, why,
                call_wish, said_at, revised_at)
              select invitation_id, 1, contact_id, account_id, team_id, '{2,2}', '{mark} former', false, now(), now()
              from answer where account_id = {account}
              """),
          new Seed(
              "phone_attempt",
              "",
              """
              insert into phone_attempt (wave_id, contact_id, account_id, team_id, outcome, note, interviewer_id,
                attempted_at)
              values ({wave}, {contact}, {account}, {team}, 'NO_ANSWER', '{person} note', {chief}, now())
              """),
          new Seed(
              "follow_up",
              "",
              """
              insert into follow_up (invitation_id, wave_id, contact_id, account_id, team_id, owner_id, opened_at, cause_id)
              select id, wave_id, contact_id, account_id, team_id, {chief}, now(),
                (select id from follow_up_cause where code = 'CARRIER')
              from invitation where account_id = {account}
              """),
          new Seed(
              "follow_up_step",
              "",
              """
              insert into follow_up_step (follow_up_id, account_id, team_id, kind, round, task, level, employee_id,
                acting_id, past_id, at)
              select id, account_id, team_id, 'LINE', 1, 'ACKNOWLEDGE', 1, {chief}, {chief}, {chief}, now()
              from follow_up where account_id = {account}
              """),
          new Seed(
              "follow_up_contact",
              "",
              """
              insert into follow_up_contact (follow_up_id, account_id, team_id, at, means, reached, summary)
              select id, account_id, team_id, now(), 'TELEPHONE', true, '{person} was glad of the call'
              from follow_up where account_id = {account}
              """),
          new Seed(
              "follow_up_action",
              "",
              """
              insert into follow_up_action (follow_up_id, account_id, team_id, what, owner_id, due_on)
              select id, account_id, team_id, 'Visit {person}', {chief}, '2026-01-01'
              from follow_up where account_id = {account}
              """),
          new Seed(
              "follow_up_line",
              "",
              """
              insert into follow_up_line (follow_up_id, account_id, team_id, line, approved_at)
              select id, account_id, team_id, 'Dear {person}', now() from follow_up where account_id = {account}
              """),
          new Seed(
              "follow_up_proof",
              "",
              """
              insert into follow_up_proof (follow_up_id, account_id, team_id, contact_id, round, key, token_hash,
                asked_at, expires_at)
              select id, account_id, team_id, contact_id, 1, gen_random_uuid(), sha256('proof of {mark}'), now(),
                now() + interval '14 days'
              from follow_up where account_id = {account}
              """),
          new Seed(
              "follow_up_mail",
              "",
              """
              insert into follow_up_mail (follow_up_id, account_id, team_id, proof_id, key, state, due_at, reason)
              select follow_up_id, account_id, team_id, id, gen_random_uuid(), 'SKIPPED', now(), '{mark}'
              from follow_up_proof where account_id = {account}
              """),
          new Seed("audit_entry", "", ""));

  /** Somebody who asks, and whose accounts they see. */
  record Role(String title, String login, Set<String> teams) {
    Client client() {
      return Client.as(login);
    }

    boolean seesAll() {
      return login.equals("admin") || login.equals("analyst");
    }

    boolean isAdmin() {
      return login.equals("admin");
    }

    boolean isAnalyst() {
      return login.equals("analyst");
    }

    boolean sees(String team) {
      return teams.contains(team);
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static final List<String> TEAMS = List.of("north", "south");

  final Company company = Company.imported();
  final String wave;
  final List<Role> roles;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  /** Staff, a wave, and two teams without a single account. */
  TwoTeams() {
    company.put(
        "employees",
        "source,external_id,name,email,position,function,manager_external_id",
        "%1$s,mia,Mia Middle,mia.%1$s@keypulse.example,Sales manager,SALES,chief",
        "%1$s,ana,Ana Alvarez,ana.%1$s@keypulse.example,Key account manager,SALES,mia",
        "%1$s,dot,Dot Deputy,dot.%1$s@keypulse.example,Key account manager,SALES,chief",
        "%1$s,sam,Sam Standin,sam.%1$s@keypulse.example,Key account manager,SALES,chief");
    change(
        """
        insert into team_member (source, external_id, team_id, employee_id, function, role)
        values ('{prefix}', 'm-dot', %s, %s, 'SALES', 'DEPUTY')
        """
            .formatted(team("north"), employee("dot")));
    change(
        "insert into employee_deputy (employee_id, deputy_id, valid) values (%s, %s, '[2020-01-01,)')"
            .formatted(employee("ana"), employee("sam")));
    change(
        """
        insert into survey_program (name, objective, aspects, cron, time_zone, sample_size, days_to_answer, next_at, created_at)
        values ('{prefix}', 'Learn', '{PRICE,DELIVERY}', '0 9 1 1 *', 'UTC', 10, 14, now(), now())
        """);
    change(
        """
        insert into wave (program_id, scheduled_for, state, aspects, opened_at, closes_at, algorithm, seed, fingerprint,
          frame_size, excluded, drawn)
        select id, now(), 'OPEN', aspects, now(), now() + interval '14 days', 'none', 'none', 'none', 4, 0, 4
        from survey_program where name = '{prefix}'
        """);
    wave =
        value(
            "select w.id from wave w join survey_program p on p.id = w.program_id where p.name = '{prefix}'");
    Set<String> both = Set.copyOf(TEAMS);
    roles =
        List.of(
            new Role("the lead of north", company.login("ana"), Set.of("north")),
            new Role("a member of north", company.login("lou"), Set.of("north")),
            new Role("the deputy of north", company.login("dot"), Set.of("north")),
            new Role("the manager above north's lead", company.login("mia"), Set.of("north")),
            new Role("the lead of south", company.login("ben"), Set.of("south")),
            new Role("who stands in for north's lead", company.login("sam"), Set.of()),
            new Role("the chief", company.login("chief"), both),
            new Role("an analyst", "analyst", both),
            new Role("an administrator", "admin", both));
  }

  Role role(String title) {
    return roles.stream().filter(role -> role.title().equals(title)).findFirst().orElseThrow();
  }

  void seed(String team) {
    for (int number = 1; number <= 2; number++) {
      for (Seed seed : SEEDS) {
        if (!seed.sql().isEmpty()) {
          change(filled(seed.sql(), team, number));
        }
      }
    }
  }

  /** Somebody who worked for an account that nobody here sees before. */
  void comeFromElsewhere(String team) {
    change(
        """
        insert into account (team_id, source, external_id, name, country, segment)
        values (0, 'elsewhere {prefix}', '{prefix}', 'Elsewhere', 'DE', '')
        """);
    change(
        """
        insert into contact (account_id, team_id, source, external_id, name, role, language)
        select id, team_id, '{prefix}', 'elsewhere', 'kim- elsewhere', 'USER', 'en'
        from account where source = 'elsewhere {prefix}'
        """);
    change(
        "update contact set account_id = %s, team_id = %s where source = '{prefix}' and external_id = 'elsewhere'"
            .formatted(account(team, 1), team(team)));
  }

  /** One company of each team, known to whoever sees both. */
  void relate() {
    change(
        """
        insert into account_relationship
          (source, external_id, account_id, team_id, type, other_id, other_team_id, valid)
        values ('{prefix}', 'across', %s, %s, 'BILLED_TO', %s, %s, '[2020-01-01,)')
        """
            .formatted(account("north", 1), team("north"), account("south", 1), team("south")));
  }

  /** Two accounts that no team serves; a merge of them is as foreign as any. */
  void merge() {
    change(
        """
        insert into account (team_id, source, external_id, name, country, segment)
        values (0, 'merged {prefix}', '1', 'One', 'DE', ''), (0, 'merged {prefix}', '2', 'Two', 'DE', '')
        """);
    value(
        "select merge_accounts(min(id), max(id), now()) from account where source = 'merged {prefix}'");
  }

  /** What a customer wrote, which analysts do not read. */
  static boolean isInWordsOfAPerson(String shown) {
    return shown.endsWith(" why") || shown.endsWith(" former");
  }

  /**
   * What of these rows whoever sees the team must be shown, but for {@link #isInWordsOfAPerson}.
   */
  List<String> shown(String team) {
    return SEEDS.stream()
        .filter(seed -> !seed.shown().isEmpty())
        .flatMap(
            seed ->
                Stream.of(1, 2).map(number -> seed.shown().replace("{mark}", mark(team, number))))
        .toList();
  }

  List<String> marks(String team) {
    return List.of(mark(team, 1), mark(team, 2));
  }

  String mark(String team, int number) {
    return team + number + "x" + company.prefix;
  }

  /** Stands in everything that is personal. */
  String person() {
    return "kim-";
  }

  /** The global ids of all rows that viewers of exactly these teams see, in tables with an id. */
  Set<String> ids(Set<String> teams) {
    Set<String> ids = new LinkedHashSet<>();
    for (Seed seed : SEEDS) {
      String sees =
          Arrays.stream(
                  value(
                          """
                          select string_agg(column_name, ',') from information_schema.columns
                          where table_schema = 'keypulse' and table_name = ? and column_name like '%team_id'
                          """,
                          seed.table())
                      .split(",", -1))
              .map(
                  column ->
                      "(%s is null or %s in (%s))"
                          .formatted(
                              column,
                              column,
                              Stream.concat(Stream.of("-1"), teams.stream().map(this::team))
                                  .collect(joining(","))))
              .collect(joining(" and "));
      Database.column(
              "select "
                  + key(seed.table())
                  + " from "
                  + seed.table()
                  + " where "
                  + belongs(seed.table())
                  + " and "
                  + sees)
          .forEach(id -> ids.add(type(seed.table()) + ":" + id));
    }
    return ids;
  }

  /** Every row of both teams, in one number. */
  String checksum() {
    return SEEDS.stream()
        .map(
            seed ->
                value(
                    "select md5(string_agg(t::text, '|' order by t::text)) from "
                        + seed.table()
                        + " t where "
                        + belongs(seed.table())))
        .collect(joining());
  }

  private String belongs(String table) {
    return (table.equals("account") ? "id" : "account_id")
        + " in (select id from account where source = '"
        + company.prefix
        + "')";
  }

  private static String key(String table) {
    return value(
        """
        select a.attname from pg_index x join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0]
        where x.indrelid = ?::regclass and x.indisprimary
        """,
        table);
  }

  /** The global id of the first such object of the team. */
  String id(String type, String team) {
    return known.computeIfAbsent(type + " of " + team, _ -> firstId(type, team));
  }

  private String firstId(String type, String team) {
    return switch (type) {
      case "Team" -> GlobalId.of(type, Long.parseLong(team(team)));
      case "Employee" -> GlobalId.of(type, Long.parseLong(employee("ana")));
      case "TeamMember" ->
          GlobalId.of(
              type,
              Long.parseLong(
                  value("select min(id) from team_member where team_id = " + team(team))));
      case "Wave" -> GlobalId.of(type, Long.parseLong(wave));
      case String other when !carriesAccount(other) ->
          GlobalId.of(
              type, Long.parseLong(value("select coalesce(min(id), 1) from " + table(type))));
      default ->
          GlobalId.of(
              type,
              Long.parseLong(
                  value(
                      "select min(%s) from %s where %s and team_id = %s"
                          .formatted(
                              key(table(type)), table(type), belongs(table(type)), team(team)))));
    };
  }

  String account(String team, int number) {
    return value("select id from account where external_id = '" + mark(team, number) + "'");
  }

  String team(String team) {
    return value("select id from team where external_id = '" + company.prefix + " " + team + "'");
  }

  String employee(String who) {
    return value(
        "select id from employee where source = '{prefix}' and external_id = '" + who + "'");
  }

  /** Whether objects of this type belong to an account. */
  static boolean carriesAccount(String type) {
    return SEEDS.stream().anyMatch(seed -> type(seed.table()).equals(type));
  }

  static String type(String table) {
    if (table.equals("purchase")) {
      return "PurchaseLine";
    }
    return Arrays.stream(table.split("_", -1))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(joining());
  }

  static String table(String type) {
    if (type.equals("PurchaseLine")) {
      return "purchase";
    }
    return type.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private String filled(String sql, String team, int number) {
    String mark = mark(team, number);
    Map<String, String> places =
        Map.of(
            "{account}",
            "(select id from account where external_id = '" + mark + "')",
            "{head}",
            "(select id from account where external_id = '" + mark(team, 1) + "')",
            "{contact}",
            "(select id from contact where external_id = 'kim of " + mark + "')",
            "{team}",
            team(team),
            "{chief}",
            employee("chief"),
            "{wave}",
            wave,
            "{person}",
            person() + mark,
            "{mark}",
            mark);
    String filled = sql;
    for (Map.Entry<String, String> place : places.entrySet()) {
      filled = filled.replace(place.getKey(), place.getValue());
    }
    return filled;
  }

  private void change(String sql) {
    Database.change(sql.replace("{prefix}", company.prefix));
  }

  private String value(String sql) {
    return Database.value(sql.replace("{prefix}", company.prefix));
  }

  private static String value(String sql, String parameter) {
    return Database.value(sql, parameter);
  }
}
