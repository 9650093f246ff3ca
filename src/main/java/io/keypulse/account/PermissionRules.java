package io.keypulse.account;

import io.keypulse.platform.Invariant;
import io.keypulse.platform.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the database keeps true about permissions. */
@ApplicationScoped
class PermissionRules implements Invariant.Of {
  /** What ids of survey programs, which a later room has, are ids of. */
  static final String PROGRAM = "SurveyProgram";

  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant(
            "permission_entry_program",
            RefusalCode.NOT_FOUND,
            "programId",
            "program",
            "There is no such survey program."));
  }
}
