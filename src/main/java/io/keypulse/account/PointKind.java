package io.keypulse.account;

import org.eclipse.microprofile.graphql.Name;

@Name("ContactPointKind")
public enum PointKind {
  WORK,
  MOBILE,
  PRIVATE,
  OTHER
}
