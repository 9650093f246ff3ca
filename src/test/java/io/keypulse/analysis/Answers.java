package io.keypulse.analysis;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Map;
import java.util.stream.IntStream;

/** A company of one test whose people have answered, written straight into the books. */
public final class Answers {
  public final Company company = new Company();

  /** So many contacts in each of so many key accounts of a team and a segment. */
  public Answers accounts(String team, String id, int accounts, int contacts, String segment) {
    company.put(
        "accounts",
        "source,external_id,name,country,segment,team_external_id",
        IntStream.rangeClosed(1, accounts)
            .mapToObj(
                i -> "%%1$s,%s%d,%%1$s %s%d,DE,%s,%%1$s %s".formatted(id, i, id, i, segment, team))
            .toArray(String[]::new));
    company.put(
        "key-decisions",
        "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale",
        IntStream.rangeClosed(1, accounts)
            .mapToObj(
                i ->
                    "%%1$s,d-%s%d,%s%d,DESIGNATE,%%1$s,2020-01-01,2100-01-01,Cleo Chief,Strategic"
                        .formatted(id, i, id, i))
            .toArray(String[]::new));
    String[] roles = {"BUYER", "USER", "DECISION_MAKER"};
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        IntStream.range(0, accounts * contacts)
            .mapToObj(
                i ->
                    "%%1$s,%s%d-%d,%s%d,Kim %d,kim%d@%s%d.%%1$s.example,%s,en"
                        .formatted(
                            id,
                            i / contacts + 1,
                            i % contacts + 1,
                            id,
                            i / contacts + 1,
                            i % contacts + 1,
                            i % contacts + 1,
                            id,
                            i / contacts + 1,
                            roles[i % contacts % roles.length]))
            .toArray(String[]::new));
    return this;
  }

  /** A wave of everybody there is, so many days ago; its number. */
  public String wave(String program, int daysAgo) {
    String number = Integer.toString(GlobalId.parseInt("Wave", company.openWave(program), "id"));
    company.closeWaveInTime(GlobalId.of("Wave", Long.parseLong(number)));
    Database.change(
        "update wave set opened_at = now() - make_interval(days => ?) where id = ?::int",
        daysAgo,
        number);
    return number;
  }

  /**
   * What contact number {@code contact} of each of these accounts says.
   *
   * @param overall as SQL over the account's number {@code i}
   * @param ratings likewise, of quality, price and delivery
   */
  public void say(
      String wave,
      String id,
      int from,
      int to,
      int contact,
      String overall,
      String ratings,
      String why) {
    Database.change(
        """
        with who as (
          select v.id as invitation, v.wave_id, v.contact_id, v.account_id, v.team_id, i
          from generate_series(%d, %d) as i
          join contact c on c.source = '%s' and c.external_id = '%s' || i || '-%d'
          join invitation v on v.contact_id = c.id and v.wave_id = %s),
        answered as (
          update invitation v set answered_at = now() from who where v.id = who.invitation),
        sent as (
          update mail m set state = 'SENT', reason = null, sent_at = now(), lease_until = null
          from who where m.invitation_id = who.invitation and m.kind = 'INVITATION' returning m.id)
        insert into answer (invitation_id, wave_id, contact_id, account_id, team_id, overall, ratings, why, answered_at)
        select invitation, wave_id, contact_id, account_id, team_id, %s, cast(%s as smallint[]), %s,
          (select opened_at from wave where id = %s) + interval '1 hour'
        from who where exists (select from sent)
        """
            .formatted(from, to, company.prefix, id, contact, wave, overall, ratings, why, wave));
  }

  /** Promises confidence to those who answered this closed wave so far, and settles it. */
  public void confidential(String wave) {
    Database.change("delete from confidential_part where wave_id = ?::int", wave);
    Database.change("delete from settled_wave where wave_id = ?::int", wave);
    Database.change(
        "update wave set confidentiality = 'AGGREGATE', aggregate_from = 5, closed_at = closed_at - interval '1 hour' where id = ?::int",
        wave);
    CDI.current().select(Settlement.class).get().tick();
  }

  public Client chief() {
    return Client.as(company.login("chief"));
  }

  public Client ana() {
    return Client.as(company.login("ana"));
  }

  public String employee(String id) {
    return GlobalId.of(
        "Employee",
        Long.parseLong(
            Database.value(
                "select id from employee where source = ? and external_id = ?",
                company.prefix,
                id)));
  }

  /** The file of figures of a wave. */
  public static String csv(Client client, String wave) {
    return client
        .http()
        .queryParam("waveId", GlobalId.of("Wave", Long.parseLong(wave)))
        .get("/dissatisfaction.csv")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  public JsonPath ask(Client client, String wave, String arguments, String fields) {
    JsonPath answer =
        client.data(
            "query ($wave: ID!) { dissatisfaction(waveId: $wave%s) { %s } }"
                .formatted(arguments.isEmpty() ? "" : ", " + arguments, fields),
            Map.of("wave", GlobalId.of("Wave", Long.parseLong(wave))));
    answer.setRootPath("data.dissatisfaction");
    return answer;
  }
}
