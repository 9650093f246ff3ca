package io.keypulse.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.Session;

/** The segments that accounts have, as the viewer sees them. */
@ApplicationScoped
class Segments {
  @Inject Session session;

  private record Segment(String segment) {}

  /** A segment as everybody writes it. */
  String spelled(String written) {
    return session
        .createNativeQuery("select spelled_segment(:written) as segment", Segment.class)
        .setParameter("written", written)
        .getSingleResult()
        .segment();
  }

  private record Had(boolean had) {}

  boolean known(String segment) {
    return session
        .createNativeQuery(
            "select exists (select from account where segment = :segment) as had", Had.class)
        .setParameter("segment", segment)
        .getSingleResult()
        .had();
  }

  List<String> all() {
    return session
        .createNativeQuery("select distinct segment from account order by segment", Segment.class)
        .getResultList()
        .stream()
        .map(Segment::segment)
        .toList();
  }
}
