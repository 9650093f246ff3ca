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

  private record Place(int contactId, int waveId) {}

  @Description(
      "The last 20 waves that looked at this person, newest first: whether they were drawn and asked, why not, and what"
          + " became of their mails.")
  @Transactional
  public List<List<@NonNull ContactInWaveView>> waves(@Source List<ContactView> asked) {
    List<Integer> ids = asked.stream().map(ContactView::key).toList();
    List<ContactWaves.Entry> entries = contacts.of(ids, MOST_WAVES);
    Map<Place, List<ContactWaves.Sent>> mails =
        contacts
            .mails(ids, entries.stream().map(ContactWaves.Entry::waveId).distinct().toList())
            .stream()
            .collect(groupingBy(mail -> new Place(mail.contactId(), mail.waveId())));
    Map<Integer, List<ContactInWaveView>> byContact =
        entries.stream()
            .collect(
                groupingBy(
                    ContactWaves.Entry::contactId,
                    mapping(
                        entry ->
                            ContactInWaveView.of(
                                entry,
                                mails.getOrDefault(
                                    new Place(entry.contactId(), entry.waveId()), List.of())),
                        toList())));
    return Batch.lists(asked, ContactView::key, byContact);
  }

  @Transactional
  public List<WaveView> wave(@Source List<ContactInWaveView> asked) {
    List<Integer> ids = asked.stream().map(ContactInWaveView::waveKey).distinct().toList();
    return Batch.each(asked, ContactInWaveView::waveKey, waves.waves(ids));
  }
}
