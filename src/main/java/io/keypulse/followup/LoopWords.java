package io.keypulse.followup;

import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import org.jspecify.annotations.Nullable;

/** How a customer is asked whether it is mended, in a language. */
record LoopWords(LoopWording wording) {
  static LoopWords in(String language) {
    return new LoopWords(MessageBundles.get(LoopWording.class, Localized.Literal.of(language)));
  }

  /**
   * How satisfied they are now.
   *
   * @param aspect what displeased; absent where it was no aspect in particular
   */
  String question(@Nullable String aspect) {
    if (aspect == null) {
      return wording.overall();
    }
    return switch (Aspect.valueOf(aspect)) {
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

  /** Why they are asked, by what the case knows of what they said, and who reads the answer. */
  String lead(MailContents.Content content) {
    return wording.lead(
        why(content),
        content.notMended() != null ? wording.again() : wording.once(),
        wording.readers());
  }

  /** That we have worked on it says only who has done something about it. */
  private String why(MailContents.Content content) {
    if (content.overall() != null && Satisfaction.of(content.overall()).isDissatisfied()) {
      return content.worked() ? wording.dissatisfied() : wording.dissatisfiedInTouch();
    }
    if (content.callWish()) {
      return wording.wished();
    }
    if (content.aspect() == null) {
      return wording.inTouch();
    }
    return content.worked() ? wording.displeased() : wording.displeasedInTouch();
  }
}
