package io.keypulse.response;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Customers answer by thousands on the morning after a draw: the database is asked little each. */
@KeypulseTest
class AnswerStatementsTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;
  @Inject SessionFactory sessions;

  @Test
  void aLookTakesNothingButItsOneStatementAndAnAnswerThreeMore() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    String page = page(company, 1);
    given().get(page);
    assertEquals(0, statements(() -> given().get(page).then().statusCode(200)));
    assertEquals(3, answering(page, 5));
    assertEquals(1, statements(() -> given().get(page).then().statusCode(200)), "answered");
    long opening = answering(page(company, 2), 1);
    assertTrue(opening <= 21, "with a case: " + opening);
    company.closeWave(wave);
  }

  private long answering(String page, int overall) {
    return statements(
        () -> given().formParam("overall", overall).post(page).then().statusCode(200));
  }

  /** Besides those that begin and end the transaction, and the one that tells whose link it is. */
  private long statements(Runnable work) {
    sessions.getStatistics().clear();
    work.run();
    return sessions.getStatistics().getPrepareStatementCount();
  }

  private static String page(Company company, int contact) {
    return Mailbox.of(company.address("acme", contact)).getFirst().answerPath() + "?l=en";
  }
}
