package io.keypulse.account;

import static io.keypulse.platform.RefusalCode.ALREADY_EXISTS;
import static io.keypulse.platform.RefusalCode.INVALID;
import static io.keypulse.platform.RefusalCode.NOT_FOUND;
import static io.keypulse.platform.RefusalCode.WRONG_STATE;

import io.keypulse.platform.Invariant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the database keeps true about companies and the people there. */
@ApplicationScoped
class AccountRules implements Invariant.Of {
  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant(
            "account_external_id_once",
            ALREADY_EXISTS,
            "externalId",
            "external_id",
            "Another living account has this external id."),
        new Invariant(
            "account_team", NOT_FOUND, "teamId", "team_external_id", "There is no such team."),
        new Invariant(
            "account_relationship_of_two",
            INVALID,
            "otherId",
            "other_external_id",
            "Name two accounts; none stands in a relationship to itself."),
        new Invariant(
            "account_relationship_no_overlap",
            ALREADY_EXISTS,
            "since",
            "since",
            "The two stand in this relationship already in a part of these days."),
        new Invariant(
            "account_relationship_starts",
            INVALID,
            "until",
            "until",
            "It must hold for at least one day."),
        new Invariant(
            "account_has_one_owner",
            WRONG_STATE,
            "accountId",
            "account_external_id",
            "It belongs to a company already in a part of these days; end that first."),
        new Invariant(
            "account_relationship_has_no_cycle",
            INVALID,
            "otherId",
            "other_external_id",
            "This leads back to the account in a circle of such relationships."),
        new Invariant(
            "account_merge_undone_has_one_owner",
            WRONG_STATE,
            "mergeId",
            "",
            "A company would have two owners once the two are apart; end one of these relationships first."),
        new Invariant(
            "account_merge_undone_has_no_cycle",
            WRONG_STATE,
            "mergeId",
            "",
            "Relationships of before and of while the two were one would lead back in a circle; end one of these first."),
        new Invariant(
            "contact_reports_within_account",
            INVALID,
            "parts.reportsToId",
            "reports_to_external_id",
            "People report to somebody at the same account; take the line away before they part."),
        new Invariant(
            "contact_line_has_no_cycle",
            INVALID,
            "parts.reportsToId",
            "reports_to_external_id",
            "The line at the customer would run in a circle."),
        new Invariant(
            "contact_leaves_after_joining",
            INVALID,
            "parts.since",
            "since",
            "The person left before that day."),
        new Invariant(
            "contact_point_once",
            ALREADY_EXISTS,
            "value",
            "email",
            "The contact has this address or number already."));
  }
}
