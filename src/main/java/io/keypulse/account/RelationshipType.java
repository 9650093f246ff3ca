package io.keypulse.account;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("AccountRelationshipType")
@Description(
    "Read as a sentence from left to right: account SUBSIDIARY_OF other. No kind leads back to where it began.")
public enum RelationshipType {
  @Description("Ownership: at most one owner on any day.")
  SUBSIDIARY_OF,
  @Description("Ownership, as SUBSIDIARY_OF.")
  BRANCH_OF,
  FRANCHISEE_OF,
  MEMBER_OF_BUYING_GROUP,
  BILLED_TO,
  SERVED_THROUGH_DEALER
}
