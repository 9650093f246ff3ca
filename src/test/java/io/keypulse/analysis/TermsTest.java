package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TermsTest {
  @Test
  void negationsStayAndStandBesideWhatTheyDeny() {
    assertHas(terms("We are not satisfied with the delivery", "en"), "not", "not satisfi");
    assertHas(terms("No estamos satisfechos sin respuesta", "es"), "no", "sin");
    assertHas(terms("Wir sind nicht zufrieden", "de"), "nicht", "nicht zufried");
    assertHas(terms("Nous ne sommes pas contents", "fr"), "pas", "pas content");
    assertHas(terms("我们不满意", "zh"), "不", "不 满意");
    assertHas(terms("Wij zijn niet tevreden", "nl"), "niet tevreden");
  }

  @Test
  void wordsOfNoMeaningGoAndAreNoNeighbours() {
    Set<String> terms = terms("The delivery of the goods", "en");
    assertHas(terms, "deliveri", "good");
    assertFalse(terms.contains("the"));
    assertTrue(terms.stream().noneMatch(term -> term.contains(" ")), terms::toString);
  }

  private static Set<String> terms(String text, String language) {
    try (Terms terms = new Terms(language)) {
      return terms.of(text);
    }
  }

  private static void assertHas(Set<String> terms, String... wanted) {
    for (String term : wanted) {
      assertTrue(terms.contains(term), () -> term + " is not among " + terms);
    }
  }
}
