package io.keypulse.platform;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("CompanyScope")
@Description("Whose figures: of the company alone, or of it and every company below it.")
public enum CompanyScope {
  SELF,
  GROUP
}
