package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TermsTest {
  @Test
  void negationsStayAndStandBesideWhatTheyDeny() {
    assertHas(terms("We are not satisfied with the delivery", "en"), "not", "not satisfi");
    assertHas(terms("No estamos satisfechos, sin respuesta", "es"), "no satisfech", "sin respuest");
    assertHas(terms("Wir sind nicht zufrieden", "de"), "nicht", "nicht zufried");
    assertHas(terms("Nous ne sommes pas contents", "fr"), "pas", "pas content");
    assertHas(terms("我们不满意", "zh"), "不", "不 满意");
    assertHas(terms("Wij zijn niet tevreden", "nl"), "niet tevreden");
    assertHas(terms("It hasn’t arrived", "en"), "hasn't arriv");
  }

  @Test
  void whatIsDeniedIsNotCountedAsIfItWereSaid() {
    assertHasNot(terms("We are not at all satisfied", "en"), "satisfi");
    assertHas(terms("We are not at all satisfied", "en"), "not satisfi");
    assertHasNot(terms("Nous ne sommes pas satisfaits", "fr"), "satisfait");
    Set<String> german = terms("Wir sind nicht mit dem Service zufrieden", "de");
    assertHas(german, "nicht servic", "nicht zufried");
    assertHasNot(german, "zufried", "servic zufried");
  }

  @Test
  void aClauseEndsAtItsMarks() {
    Set<String> terms = terms("Delivery not on time. Satisfied otherwise, service friendly", "en");
    assertHas(terms, "satisfi", "satisfi otherwis", "not time");
    assertHasNot(terms, "time satisfi", "not satisfi", "otherwis servic", "time");
    assertHas(terms("发货不准时。服务很好", "zh"), "服务");
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

  private static void assertHasNot(Set<String> terms, String... unwanted) {
    for (String term : unwanted) {
      assertFalse(terms.contains(term), () -> term + " is among " + terms);
    }
  }

  private static void assertHas(Set<String> terms, String... wanted) {
    for (String term : wanted) {
      assertTrue(terms.contains(term), () -> term + " is not among " + terms);
    }
  }
}
