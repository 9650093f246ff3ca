package io.keypulse.wave;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("Block")
@Description(
    "Why a contact who may be drawn must not be asked now. It changes nothing about who is drawn: whoever is drawn is withheld and stays in every denominator.")
public enum Block {
  @Description("Somebody holds the contact, with a reason.")
  MANUAL_HOLD,
  @Description("A case of this contact is open.")
  OPEN_CASE,
  @Description("Another program asked within the quarantine.")
  ASKED_BY_OTHERS,
  @Description("The account has had its mails of this week.")
  ACCOUNT_BUDGET
}
