package io.keypulse.invitation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.account.ContactView;
import io.keypulse.platform.Batch;
import io.keypulse.wave.ContactHoldView;
import io.keypulse.wave.HoldLog;
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
import org.jspecify.annotations.Nullable;

/** Whether somebody was asked, and why not. */
@GraphQLApi
public class ContactWavesApi {
  private static final int MOST_WAVES = 20;

  @Inject ContactWaves contacts;
  @Inject WaveLog waves;
  @Inject HoldLog holds;

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

  @Description(
      "The hold by which they were withheld, as MANUAL_HOLD, also when it has ended; absent in waves that did not note it yet,"
          + " and where it is of a contact with the same address whom this viewer does not see.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable ContactHoldView> hold(
      @Source List<ContactInWaveView> asked) {
    return Batch.eachOrNull(asked, ContactInWaveView::holdKey, holds::byIds);
  }
}
