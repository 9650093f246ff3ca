package io.keypulse.survey;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Description(
    "A side of working with us that a customer may rate, and the level on which we compete there.")
public enum Aspect {
  PRODUCT_QUALITY(Level.QUALITY),
  PRICE(Level.PRICE),
  DELIVERY(Level.QUALITY),
  SERVICE_AND_SUPPORT(Level.QUALITY),
  COMMUNICATION(Level.CULTURE),
  SALES_WORK(Level.CULTURE),
  CULTURE_AND_RELATIONSHIP(Level.CULTURE),
  BRAND(Level.BRAND);

  @Name("CompetitionLevel")
  @Description("Where a customer compares us with others.")
  public enum Level {
    PRICE,
    QUALITY,
    CULTURE,
    BRAND
  }

  public final Level level;

  Aspect(Level level) {
    this.level = level;
  }
}
