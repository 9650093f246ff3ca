package io.keypulse.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a file brings was learned somewhere, and not always by whoever keeps the file. */
@KeypulseTest
class ToldChannelTest {
  private static final Map<String, String> FILES =
      Map.of(
          "accounts",
              "source,external_id,name,country,segment,parent_external_id\n%1$s,new,New Ltd,DE,Food,acme\n",
          "account-external-ids", "source,external_id,account_external_id\n%1$s,acme-too,acme\n",
          "account-relationships",
              "source,external_id,account_external_id,type,other_external_id,since\n%1$s,r1,acme,BILLED_TO,bolt,2024-01-01\n",
          "contacts",
              "source,external_id,account_external_id,name,role,language,email,other_phones\n%1$s,kim,acme,Kim,BUYER,en,kim@%1$s.example,+4930123\n",
          "permissions",
              "source,external_id,email,kind,said_on\n%1$s,e1,kim@%1$s.example,OBJECTION,2026-01-31\n",
          "executive-sponsors",
              "source,external_id,account_external_id,employee_external_id,valid_from\n%1$s,s1,acme,chief,2026-01-31\n",
          "purchases",
              "source,external_id,account_external_id,date,category,net_amount,currency\n%1$s,p1,acme,2026-01-31,Film,10.00,EUR\n",
          "exchange-rates",
              "source,external_id,date,base,quote,rate\n%1$s,x1,1999-01-31,TRY,ZMW,2.5\n");

  private final Client admin = Client.as("admin");
  private final Company company = new Company();

  @BeforeEach
  void twoAccounts() {
    company.staffed().account("acme", "north").account("bolt", "south");
  }

  @Test
  void everyFactOfAFileHasTheChannelThatItsSenderSays() {
    FILES.forEach((kind, _) -> assertEquals(1, sent(kind, "SEMINAR").getInt("created"), kind));
    assertEquals(all("SEMINAR"), channels());
    assertEquals(
        "SEMINAR",
        admin
            .data(
                "query ($s: String!) { accountByExternalId(source: $s, value: \"new\") { provenance { channel } } }",
                Map.of("s", company.prefix))
            .getString("data.accountByExternalId.provenance.channel"));

    FILES.forEach((kind, _) -> assertEquals(1, sent(kind, "TELEPHONE").getInt("unchanged"), kind));
    assertEquals(all("SEMINAR"), channels(), "who told it first");
  }

  @Test
  void aRowThatSaysSomethingElseBringsItsOwnChannel() {
    sent("accounts", "SEMINAR");
    sent("purchases", "SEMINAR");
    admin.imported(
        "accounts?mode=UPDATE_ONLY",
        "source,external_id,name,channel\n%1$s,new,Newer Ltd,call centre\n"
            .formatted(company.prefix));
    admin.imported(
        "purchases",
        file("purchases")
            .replace("currency\n", "currency,channel\n")
            .replace("10.00,EUR", "11.00,EUR,EMAIL")
            .formatted(company.prefix));
    assertTrue(channels().contains("account CALL_CENTRE"), channels()::toString);
    assertEquals(
        List.of("10.00 SEMINAR", "11.00 EMAIL"),
        Database.column(
            "select net_amount || ' ' || channel from purchase where source = ? order by id",
            company.prefix));
  }

  @Test
  void whereNobodySaysItTheFileIsAnImportOfACrm() {
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,role,language,channel",
        "%1$s,c1,acme,Kim,BUYER,en,",
        "%1$s,c2,acme,Lou,BUYER,en,DEALER_WEBSITE");
    assertEquals(List.of("contact CRM_IMPORT", "contact DEALER_WEBSITE"), said("contact"));
    JsonPath wrong =
        admin.imported(
            "contacts",
            "source,external_id,account_external_id,name,role,language,channel\n%1$s,c3,acme,Max,BUYER,en,FAIR\n"
                .formatted(company.prefix));
    assertEquals(List.of("channel"), wrong.getList("verdicts.column"), wrong::prettify);
  }

  @Test
  void aChannelThatThereIsNotOrThatAKindDoesNotHaveImportsNothing() {
    String accounts = file("accounts").formatted(company.prefix);
    String employees =
        "source,external_id,name,email,position,function\n%1$s,x,X,x.%1$s@keypulse.example,X,SALES\n"
            .formatted(company.prefix);
    for (Response refused :
        List.of(
            admin.importCsv("accounts?channel=FAIR", accounts),
            admin.importCsv("employees?channel=SEMINAR", employees),
            admin.importCsv("reporting-lines?default=channel:SEMINAR", employees))) {
      refused.then().statusCode(400);
      assertEquals("channel", refused.jsonPath().getString("field"), refused::asString);
    }
    assertEquals(List.of(), said("account"));
  }

  @Test
  void whatAnExportCallsAChannelIsPassedOver() {
    JsonPath report =
        admin.imported(
            "accounts?channel=SEMINAR&source=" + company.prefix,
            "Id,Name,BillingCountry,Industry,Channel\nnew,New Ltd,Germany,Food,Partner\n");
    assertEquals(1, report.getInt("created"), report::prettify);
    assertEquals(List.of("Channel"), report.getList("passedOver"));
    assertEquals(List.of("account SEMINAR"), said("account"));
  }

  private JsonPath sent(String kind, String channel) {
    return admin.imported(kind + "?channel=" + channel, file(kind).formatted(company.prefix));
  }

  private static String file(String kind) {
    return Objects.requireNonNull(FILES.get(kind));
  }

  private List<String> all(String channel) {
    return List.of(
            "account",
            "address",
            "contact",
            "its id",
            "permission",
            "purchase",
            "rate",
            "relationship",
            "sponsor")
        .stream()
        .map(what -> what + " " + channel)
        .toList();
  }

  private List<String> said(String what) {
    return channels().stream().filter(one -> one.startsWith(what + " ")).toList();
  }

  private List<String> channels() {
    return Database.column(
        """
        select what || ' ' || channel from (
          select 'account' as what, channel from account where source = %1$s and external_id = 'new'
          union all select 'its id', channel from account_external_id where source = %1$s and value in ('new', 'acme-too')
          union all select 'relationship', channel from account_relationship where source = %1$s
          union all select 'contact', channel from contact where source = %1$s
          union all select 'address', p.channel from contact_point p join contact c on c.id = p.contact_id where c.source = %1$s
          union all select 'permission', channel from permission_entry where source = %1$s
          union all select 'sponsor', channel from executive_sponsor where source = %1$s
          union all select 'purchase', channel from purchase where source = %1$s
          union all select 'rate', channel from exchange_rate where source = %1$s) said
        group by what, channel order by 1
        """
            .formatted("'" + company.prefix + "'"));
  }
}
