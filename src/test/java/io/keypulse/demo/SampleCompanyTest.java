package io.keypulse.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleCompanyTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Map<String, Table> TABLES =
      new SampleCompany(TODAY)
          .tables().stream().collect(Collectors.toMap(Table::kind, Function.identity()));

  @Test
  void itIsTheSameAtEveryStart() {
    new SampleCompany(TODAY)
        .tables()
        .forEach(table -> assertEquals(csv(table.kind()), table.csv()));
  }

  @Test
  void itHasTwoHundredAndFiftyKeyAccountsAndThreeThousandOthers() {
    assertEquals(3250, rows("accounts").size());
    assertEquals(250, rows("accounts").stream().filter(SampleCompanyTest::isKey).count());
    long keyToday =
        rows("key-decisions").stream()
            .filter(row -> List.of("DESIGNATE", "RENEW").contains(row.get(3)))
            .filter(row -> !LocalDate.parse(row.get(5)).isAfter(TODAY))
            .filter(row -> LocalDate.parse(row.get(6)).isAfter(TODAY))
            .count();
    assertEquals(250, keyToday);
  }

  @Test
  void twentyEightManagersServeAboutNineKeyAccountsEach() {
    Map<String, Long> accounts =
        rows("accounts").stream()
            .filter(SampleCompanyTest::isKey)
            .collect(Collectors.groupingBy(row -> row.get(5), Collectors.counting()));
    assertEquals(28, accounts.size());
    assertTrue(accounts.values().stream().allMatch(number -> number == 8 || number == 9));
    assertEquals(9, accounts.get("Team Ana Torres"));
  }

  @Test
  void threeToTwentyPeopleAreKnownAtAKeyAccountAndFewElsewhere() {
    List<String> key =
        rows("accounts").stream().filter(SampleCompanyTest::isKey).map(row -> row.get(1)).toList();
    Map<String, Long> contacts =
        rows("contacts").stream()
            .collect(Collectors.groupingBy(row -> row.get(2), Collectors.counting()));
    assertEquals(3250, contacts.size());
    contacts.forEach(
        (account, number) ->
            assertTrue(
                key.contains(account) ? number >= 3 && number <= 20 : number <= 4,
                account + " has " + number));
  }

  @Test
  void everyAddressIsUniqueAndInTheReservedDomain() {
    List<String> addresses =
        rows("contacts").stream().map(row -> row.get(4)).filter(cell -> !cell.isEmpty()).toList();
    assertEquals(addresses.size(), addresses.stream().distinct().count());
    assertTrue(addresses.stream().allMatch(address -> address.endsWith(".example")));
  }

  @Test
  void aboutHalfOfThePeopleHaveANumberOfTheirOwnAndSomeNothingElse() {
    List<List<String>> contacts = rows("contacts");
    List<String> numbers =
        contacts.stream().map(row -> row.get(9)).filter(cell -> !cell.isEmpty()).toList();
    assertEquals(0.5, (double) numbers.size() / contacts.size(), 0.03);
    assertEquals(numbers.size(), numbers.stream().distinct().count());
    assertTrue(numbers.stream().allMatch(number -> number.matches("[+][1-9][0-9]{7,12}")));
    List<List<String>> unmailed = contacts.stream().filter(row -> row.get(4).isEmpty()).toList();
    assertTrue(unmailed.size() > 100, "without an address: " + unmailed.size());
    assertTrue(unmailed.stream().noneMatch(row -> row.get(9).isEmpty()));
  }

  @Test
  void everyForeignCurrencyHasARateForEveryWeekOfItsPurchases() {
    LocalDate first =
        rows("purchases").stream()
            .map(row -> LocalDate.parse(row.get(3)))
            .min(LocalDate::compareTo)
            .orElseThrow();
    rows("purchases").stream()
        .map(row -> row.get(7))
        .distinct()
        .filter(currency -> !currency.equals("EUR"))
        .forEach(
            currency -> {
              List<LocalDate> days =
                  rows("exchange-rates").stream()
                      .filter(row -> row.get(3).equals(currency))
                      .map(row -> LocalDate.parse(row.get(2)))
                      .sorted()
                      .toList();
              assertTrue(days.getFirst().isBefore(first), currency);
              assertEquals(TODAY, days.getLast(), currency);
              assertEquals(days.getFirst().plusWeeks(days.size() - 1), days.getLast(), currency);
            });
  }

  @Test
  void mostKeyAccountsHaveAnExecutiveSponsorAndSomeAreVacant() {
    int sponsored = rows("executive-sponsors").size();
    assertTrue(sponsored > 150 && sponsored < 190, "sponsors: " + sponsored);
  }

  @Test
  void companiesOwnEachOtherWithinATeamAndSomeBuyThroughDealers() {
    Map<String, String> teams =
        rows("accounts").stream().collect(Collectors.toMap(row -> row.get(1), row -> row.get(5)));
    List<List<String>> owned =
        rows("account-relationships").stream()
            .filter(row -> !row.get(3).equals("SERVED_THROUGH_DEALER"))
            .toList();
    assertEquals(28, owned.size());
    assertTrue(
        owned.stream()
            .allMatch(
                row ->
                    Objects.requireNonNull(teams.get(row.get(2))).equals(teams.get(row.get(4)))));
    assertEquals(56, rows("account-relationships").size());
  }

  @Test
  void thePastWavesAreQuarterlyAndClosed() {
    Instant now = TODAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Instant> openings = PastWaves.before(now, ZoneOffset.UTC);
    assertEquals(8, openings.size());
    assertEquals("2025-01-05T09:00:00Z", openings.getFirst().toString());
    assertEquals("2026-10-05T09:00:00Z", openings.getLast().toString());
  }

  private static boolean isKey(List<String> account) {
    return account.get(5).startsWith("Team ");
  }

  private static List<List<String>> rows(String kind) {
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(csv(kind))) {
      return csv.stream().skip(1).map(CsvRecord::getFields).toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static String csv(String kind) {
    return Objects.requireNonNull(TABLES.get(kind)).csv();
  }
}
