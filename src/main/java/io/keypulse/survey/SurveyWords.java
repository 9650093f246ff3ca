package io.keypulse.survey;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/** What is asked and answered, in the words of a language. */
public record SurveyWords(Wording wording) {
  public static SurveyWords in(String language) {
    return new SurveyWords(MessageBundles.get(Wording.class, Localized.Literal.of(language)));
  }

  public String aspect(Aspect aspect) {
    return switch (aspect) {
      case PRODUCT_QUALITY -> wording.productQuality();
      case PRICE -> wording.price();
      case DELIVERY -> wording.delivery();
      case SERVICE_AND_SUPPORT -> wording.serviceAndSupport();
      case COMMUNICATION -> wording.communication();
      case SALES_WORK -> wording.salesWork();
      case CULTURE_AND_RELATIONSHIP -> wording.cultureAndRelationship();
      case BRAND -> wording.brand();
    };
  }

  public String answer(Satisfaction answer) {
    return switch (answer) {
      case VERY_SATISFIED -> wording.verySatisfied();
      case SATISFIED_OVERALL -> wording.satisfiedOverall();
      case NO_OPINION -> wording.noOpinion();
      case SOMEWHAT_DISSATISFIED -> wording.somewhatDissatisfied();
      case EXTREMELY_DISSATISFIED -> wording.extremelyDissatisfied();
    };
  }
}
