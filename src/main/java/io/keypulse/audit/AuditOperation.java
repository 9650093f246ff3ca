package io.keypulse.audit;

import org.eclipse.microprofile.graphql.Description;

@Description("What happened to an object.")
public enum AuditOperation {
  INSERT,
  UPDATE,
  DELETE,
  @Description("Everything that is kept about a person was read out; nothing changed.")
  EXPORT
}
