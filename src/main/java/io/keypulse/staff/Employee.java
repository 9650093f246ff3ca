package io.keypulse.staff;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** Written by imports only; read here. */
@Entity
class Employee {
  @Id int id;
  String source = "";

  @Column(name = "external_id")
  String externalId = "";

  String name = "";
  String email = "";
  String position = "";
  String function = "";

  @Column(name = "manager_id")
  @Nullable Integer managerId;

  boolean active;
}
