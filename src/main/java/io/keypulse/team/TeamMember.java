package io.keypulse.team;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Written by imports only; read here. */
@Entity
@Table(name = "team_member")
class TeamMember {
  @Id int id;

  @Column(name = "team_id")
  int teamId;

  @Column(name = "employee_id")
  int employeeId;

  String function = "";
  boolean lead;
}
