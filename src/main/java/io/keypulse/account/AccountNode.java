package io.keypulse.account;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class AccountNode implements NodeFinder {
  @Inject Customers customers;

  @Override
  public String type() {
    return AccountView.TYPE;
  }

  @Override
  public Optional<AccountView> find(String id) {
    return customers.account(GlobalId.parseInt(AccountView.TYPE, id, "id"));
  }
}
