package io.keypulse.account;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class AccountNode implements NodeFinder {
  @Inject Accounts accounts;

  @Override
  public String type() {
    return AccountView.TYPE;
  }

  @Override
  public Optional<AccountView> find(String id) {
    return accounts
        .findByIdOptional(GlobalId.parseInt(AccountView.TYPE, id, "id"))
        .map(AccountView::of);
  }
}
