package io.keypulse.response;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class Answers implements PanacheRepositoryBase<Answer, Long> {}
