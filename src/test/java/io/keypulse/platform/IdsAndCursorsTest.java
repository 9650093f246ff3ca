package io.keypulse.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdsAndCursorsTest {
  @Test
  void anIdComesBackAsItWentAndIsOfNoOtherType() {
    String id = GlobalId.of("Account", 17);
    assertEquals(17, GlobalId.parse("Account", id, "id"));
    assertEquals("id", assertThrows(Refused.class, () -> GlobalId.parse("Team", id, "id")).field());
    assertEquals("Account", GlobalId.type(id));
    assertEquals("", GlobalId.type("no id"));
  }

  @Test
  void aPageHasACursorForEachRowAndOneRowMoreMeansANextPage() {
    Page page = Page.of("letters", 2, null);
    Page.Slice<String> slice =
        page.slice(List.of("a", "b", "c"), letter -> new Page.Key(letter, 1));
    assertEquals(List.of("a", "b"), slice.rows());
    assertEquals(true, slice.hasMore());
    Page next = Page.of("letters", 2, slice.pageInfo().endCursor().orElseThrow());
    assertEquals("b", next.afterValue());
    assertEquals(
        "after",
        assertThrows(Refused.class, () -> Page.of("numbers", 2, slice.cursors().getFirst()))
            .field());
  }

  @Test
  void aCursorThatIsNotOursIsRefusedWhateverStandsInIt() {
    String ours =
        Page.of("letters", 1, null)
            .slice(List.of("a"), a -> new Page.Key(a, 1))
            .cursors()
            .getFirst();
    String plain = new String(Base64.getUrlDecoder().decode(ours), StandardCharsets.UTF_8);
    assertEquals("a", Page.of("letters", 1, cursor(plain)).afterValue());
    for (String forged :
        List.of(
            "letters\n1\na",
            plain.replace("\na", "\nb"),
            plain.replace("\n1\n", "\n2\n"),
            plain + "\n07:35:00 ERROR Forged",
            plain.replaceFirst("\n[0-9a-f]{16}\n", "\n\n"))) {
      Refused refused = assertThrows(Refused.class, () -> Page.of("letters", 1, cursor(forged)));
      assertEquals(RefusalCode.INVALID, refused.code(), forged);
      assertEquals("after", refused.field(), forged);
    }
  }

  @Test
  void aCursorOfAnotherQuestionIsRefusedThoughJavaHashesBothAlike() {
    assertEquals("Aa".hashCode(), "BB".hashCode());
    String ours =
        Page.of("letters", "Aa", 1, null)
            .slice(List.of("a"), a -> new Page.Key(a, 1))
            .cursors()
            .getFirst();
    assertEquals("a", Page.of("letters", "Aa", 1, ours).afterValue());
    assertEquals(
        "after", assertThrows(Refused.class, () -> Page.of("letters", "BB", 1, ours)).field());
  }

  private static String cursor(String plain) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aPageHasOneToAHundredRows() {
    assertEquals(25, Page.of("letters", null, null).size());
    assertEquals("first", assertThrows(Refused.class, () -> Page.of("letters", 0, null)).field());
    assertEquals("first", assertThrows(Refused.class, () -> Page.of("letters", 101, null)).field());
  }

  @Test
  void whateverSomebodySendsAsIdOrCursorIsRefusedOrRead() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      String text =
          random.nextBoolean()
              ? new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
              : java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      assertThrows(Refused.class, () -> GlobalId.parseInt("Account", text, "id"));
      assertThrows(Refused.class, () -> Page.of("accounts", 1, text));
    }
  }
}
