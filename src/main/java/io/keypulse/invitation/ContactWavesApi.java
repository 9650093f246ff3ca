package io.keypulse.invitation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.account.ContactView;
import io.keypulse.platform.Batch;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** Whether somebody was asked, and why not. */
@GraphQLApi
public class ContactWavesApi {
  private static final int MOST_WAVES = 20;

  @Inject ContactWaves contacts;
  @Inject WaveLog waves;

  @Description(
      "The last 20 waves that looked at this person, newest first: whether they were drawn and asked, why not, and what"
          + " became of the mail.")
  @Transactional
  public List<List<@NonNull ContactInWaveView>> waves(@Source List<ContactView> asked) {
    Map<Integer, List<ContactInWaveView>> byContact =
        contacts.of(asked.stream().map(ContactView::key).toList(), MOST_WAVES).stream()
            .collect(
                groupingBy(
                    ContactWaves.Entry::contactId, mapping(ContactInWaveView::of, toList())));
    return Batch.lists(asked, ContactView::key, byContact);
  }

  @Transactional
  public List<WaveView> wave(@Source List<ContactInWaveView> asked) {
    return Batch.each(asked, ContactInWaveView::waveKey, waves::waves);
  }
}
