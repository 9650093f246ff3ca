package io.keypulse.account;

import io.keypulse.platform.Text;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

@Type("PostalAddress")
@Input("PostalAddressInput")
@Description(
    "Where post reaches somebody. Written anew as a whole; a part that is left out is empty.")
public record PostalAddress(
    @io.smallrye.graphql.api.Nullable @Nullable String street,
    @io.smallrye.graphql.api.Nullable @Nullable String postalCode,
    @io.smallrye.graphql.api.Nullable @Nullable String city,
    @io.smallrye.graphql.api.Nullable @Nullable String region,
    @io.smallrye.graphql.api.Nullable @Description("ISO 3166, two letters.")
        @Nullable String country) {
  private static final int LONGEST = 200;

  boolean isEmpty() {
    return street == null
        && postalCode == null
        && city == null
        && region == null
        && country == null;
  }

  PostalAddress checked(String field) {
    return new PostalAddress(
        Text.optionalLine(field + ".street", street, LONGEST),
        Text.optionalLine(field + ".postalCode", postalCode, LONGEST),
        Text.optionalLine(field + ".city", city, LONGEST),
        Text.optionalLine(field + ".region", region, LONGEST),
        country == null || country.isBlank() ? null : Text.country(field + ".country", country));
  }
}
