package io.keypulse.team;

import io.keypulse.platform.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class TeamPersons implements PersonalData.Of {
  @Override
  public List<PersonalData> personalData() {
    return List.of(PersonalData.byNumber("executive_sponsor", "t.contact_id = :contact"));
  }
}
