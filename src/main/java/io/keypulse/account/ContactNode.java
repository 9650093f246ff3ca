package io.keypulse.account;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class ContactNode implements NodeFinder {
  @Inject Contacts contacts;
  @Inject CurrentViewer viewer;

  @Override
  public String type() {
    return ContactView.TYPE;
  }

  @Override
  public Optional<ContactView> find(String id) {
    return contacts
        .findByIdOptional(GlobalId.parseInt(ContactView.TYPE, id, "id"))
        .map(contact -> ContactView.of(contact, viewer.require()));
  }
}
