package io.keypulse.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.Viewer;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@KeypulseTest
class SignInTest {
  @Inject SignIn signIn;

  @Test
  void whoHasLeftIsNobodyWhateverRoleTheTokenNames() {
    Company company = Company.imported();
    company.put(
        "employees",
        "source,external_id,name,email,position,function,joined_on,left_on",
        "%1$s,gone,Gil Gone,gone.%1$s@keypulse.example,Analyst,SALES,2020-01-01,2025-01-01");
    for (String role : new String[] {SignIn.ADMIN, SignIn.ANALYST, "other"}) {
      assertThrows(ForbiddenException.class, () -> viewer("gone." + company.prefix, role), role);
    }
    assertEquals(Viewer.Access.ANALYST, viewer("ana." + company.prefix, SignIn.ANALYST).access());
    assertEquals(
        Viewer.Access.ADMIN,
        viewer("outsider." + company.prefix, SignIn.ADMIN).access(),
        "an administrator need not be an employee");
  }

  private Viewer viewer(String login, String role) {
    SecurityIdentity identity =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal(login + "@keypulse.example"))
            .addRole(role)
            .build();
    return signIn
        .augment(identity, blocking -> Uni.createFrom().item(blocking))
        .await()
        .indefinitely()
        .getAttribute(Viewer.ATTRIBUTE);
  }
}
