package io.keypulse.account;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class ContactNode implements NodeFinder {
  @Inject Customers customers;

  @Override
  public String type() {
    return ContactView.TYPE;
  }

  @Override
  public Optional<ContactView> find(String id) {
    int key = GlobalId.parseInt(ContactView.TYPE, id, "id");
    return Optional.ofNullable(customers.contacts(List.of(key)).get(key));
  }
}
