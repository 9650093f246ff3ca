package io.keypulse.account;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("Gender")
@Description("As the person told it; never guessed.")
public enum Gender {
  FEMALE,
  MALE,
  DIVERSE
}
