package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever was heard on the telephone only is asked nowhere else whether it is mended. */
@KeypulseTest
class TelephonedCaseTest {
  @Inject FollowUpDispatcher notices;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @Test
  void noQuestionGoesToAnAddressThatSomebodyWroteDownAfterTheDraw() {
    loop.staffed();
    loop.keyAccount("acme", 0);
    loop.company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,phone",
        "%1$s,acme1,acme,Kim 1,,BUYER,en,+49 30 1000001");
    String wave =
        loop.company.openWave(
            loop.company.program(100_000, Map.of("channels", List.of("EMAIL", "PHONE"))));
    loop.as("ana")
        .data(
            "mutation ($i: ResponseRecordInput!) { responseRecord(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "waveId",
                    wave,
                    "contactId",
                    contact(),
                    "mode",
                    "PHONE",
                    "overall",
                    "EXTREMELY_DISSATISFIED")));
    loop.company.closeWave(wave);
    loop.change("ana", "followUpAcknowledge");
    String anas = "ana.proof." + loop.company.prefix + "@freemail.example";
    loop.as("ana")
        .data(
            "mutation ($i: ContactPointAddInput!) { contactPointAdd(input: $i) { id } }",
            Map.of("i", Map.of("contactId", contact(), "means", "EMAIL", "value", anas)));
    loop.workUpToResolved("ana");
    notices.dispatch(clock);
    assertEquals(List.of(), Mailbox.of(anas));
    JsonPath now =
        loop.as("ana")
            .data("{ followUps(first: 1) { nodes { state proofs { outcome hindrance } } } }")
            .setRootPath("data.followUps.nodes[0]");
    assertEquals("UNPROVEN", now.getString("state"));
    assertEquals("COULD_NOT_BE_ASKED", now.getString("proofs[0].outcome"));
    assertEquals("ADDRESS_CHANGED", now.getString("proofs[0].hindrance"));
  }

  private String contact() {
    return GlobalId.of(
        "Contact",
        Long.parseLong(
            Database.value(
                "select id from contact where source = ? and external_id = 'acme1'",
                loop.company.prefix)));
  }
}
