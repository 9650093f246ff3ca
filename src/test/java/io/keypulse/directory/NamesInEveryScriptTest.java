package io.keypulse.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names are found in the letters in which they are written. */
@KeypulseTest
class NamesInEveryScriptTest {
  private final Company company = new Company();
  private final Client ana = Client.as(company.login("ana"));

  @BeforeEach
  void staffed() {
    company.staffed();
  }

  @Test
  void anAccountIsFoundByAnyPartOfItsName() {
    company.put(
        "accounts",
        "source,external_id,name,country,segment,team_external_id",
        "%1$s,1,上海汽车,CN,Cars,%1$s north",
        "%1$s,2,株式会社山田製作所,JP,Machines,%1$s north",
        "%1$s,3,Ромашка ООО,RU,Food,%1$s north",
        "%1$s,4,Ελληνικά Χημικά,GR,Chemicals,%1$s north",
        "%1$s,5,北京汽车 (Europe) GmbH,DE,Cars,%1$s north",
        "%1$s,6,重庆机械,CN,Machines,%1$s south");
    assertEquals(List.of("1"), accounts("上海汽车"));
    assertEquals(List.of("1"), accounts("上海"));
    assertEquals(List.of("1", "5"), accounts("汽车"));
    assertEquals(List.of("1", "5"), accounts("车"));
    assertEquals(List.of("5"), accounts("gmbh 汽车"));
    assertEquals(List.of("2"), accounts("山田製作"));
    assertEquals(List.of("3"), accounts("ромашка"));
    assertEquals(List.of("3"), accounts("машк"));
    assertEquals(List.of("3"), accounts("Рамашка"), "a slip");
    assertEquals(List.of("4"), accounts("ελληνικα"), "without accents");
    assertEquals(List.of(), accounts("海车"), "both letters, and not together");
    assertEquals(List.of(), accounts("重庆"), "it belongs to another team");
  }

  @Test
  void aPersonIsFoundByAnyPartOfTheirName() {
    company.account("a", "north").account("z", "south");
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,1,a,张伟,,USER,zh",
        "%1$s,2,a,杨志强,,USER,zh",
        "%1$s,3,a,Иван Петров,,USER,en",
        "%1$s,4,z,张志强,,USER,zh");
    assertEquals(List.of("张伟"), contacts("张伟"));
    assertEquals(List.of("张伟"), contacts("张"));
    assertEquals(List.of("杨志强"), contacts("杨"));
    assertEquals(List.of("杨志强"), contacts("志强"));
    assertEquals(List.of("Иван Петров"), contacts("петр"));
    assertEquals(List.of(), contacts("强志"));
  }

  private List<String> accounts(String search) {
    return ana.data(
            "query ($s: String) { accounts(filter: {search: $s}) { nodes { externalId } } }",
            Map.of("s", search))
        .getList("data.accounts.nodes.externalId");
  }

  private List<String> contacts(String search) {
    return ana.data(
            "query ($s: String) { contacts(filter: {search: $s}) { nodes { name } } }",
            Map.of("s", search))
        .getList("data.contacts.nodes.name");
  }
}
