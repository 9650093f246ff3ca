package io.keypulse.team;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Written by imports only; read here. */
@Entity
class Team {
  /** The team of accounts that nobody serves yet; it has no members. */
  static final int UNASSIGNED = 0;

  @Id int id;
  String name = "";
}
