package io.keypulse.invitation;

import static java.util.stream.Collectors.groupingBy;

import io.keypulse.wave.WaveView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class InvitationApi {
  @Inject Invitations invitations;

  @Description("Where everyone drawn stands.")
  @Transactional
  public List<BooksView> books(@Source List<WaveView> waves) {
    Map<Integer, List<Invitations.Books>> byWave =
        invitations.books(waves.stream().map(WaveView::key).toList()).stream()
            .collect(groupingBy(Invitations.Books::waveId));
    return waves.stream()
        .map(wave -> BooksView.of(byWave.getOrDefault(wave.key(), List.of())))
        .toList();
  }
}
