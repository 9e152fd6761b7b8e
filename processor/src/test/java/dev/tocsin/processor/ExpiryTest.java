package dev.tocsin.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.event.EventCommand;
import dev.tocsin.event.EventStatus;
import dev.tocsin.event.Retention;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.ObjectType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events once their retention is up. */
class ExpiryTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path stateDir;
  private Fixture tocsin;
  private UUID system;
  private UUID overload;

  @BeforeEach
  void start() {
    tocsin = new Fixture(stateDir, new Retention(DAY));
    system = tocsin.createSystem("ems");
    overload = tocsin.createEventModel("overload", EventType.SINGLE_POINT, EntityType.SYSTEM);
    tocsin.createEventModel("outage", EventType.RANGED, EntityType.SYSTEM);
  }

  @AfterEach
  void stop() {
    tocsin.close();
  }

  @Test
  void whatIsOverGoesWithADeletionAndATombstone() {
    raise("overload", "2025-05-09T10:00:00Z");
    EventChange raised = tocsin.events().getFirst();

    tocsin.passTime(DAY.minusSeconds(1));
    assertThat(tocsin.events()).isEmpty();
    tocsin.passTime(Duration.ofHours(1));

    List<EventChange> gone = tocsin.events();
    assertThat(gone).hasSize(2);
    assertThat(gone.getFirst().type()).isEqualTo(EventChangeType.DELETED);
    assertThat(gone.getFirst().event().uuid()).isEqualTo(raised.event().uuid());
    assertThat(gone.getFirst().event().version()).isEqualTo(2);
    assertThat(gone.getLast()).isNull();
    assertThat(tocsin.meters.counter("tocsin.events.expired").count()).isEqualTo(1);
    tocsin.passTime(DAY);
    assertThat(tocsin.events()).isEmpty();
  }

  @Test
  void anOpenEventStaysAndGoesOnceItHasBeenResolvedForLongEnough() {
    String begin = "2015-05-09T10:00:00Z";
    raise("outage", begin);
    tocsin.passTime(DAY.multipliedBy(400));
    assertThat(tocsin.events())
        .extracting(EventChange::type)
        .containsExactly(EventChangeType.CREATED);

    say("\"eventModelCode\":\"outage\",\"time\":\"%s\",\"endTime\":\"%s\"".formatted(begin, begin));
    tocsin.passTime(DAY.minusSeconds(1));
    assertThat(tocsin.events())
        .extracting(change -> change.event().status())
        .containsExactly(EventStatus.RESOLVED);
    tocsin.passTime(Duration.ofHours(1));
    assertThat(tocsin.events().getFirst().type()).isEqualTo(EventChangeType.DELETED);
  }

  @Test
  void anAcknowledgementKeepsAnEventForItsTimeAgain() {
    raise("overload", "2025-05-09T10:00:00Z");
    UUID event = tocsin.events().getFirst().event().uuid();
    tocsin.passTime(DAY.minusSeconds(1));
    tocsin.command(system, new EventCommand.Acknowledge(event, UUID.randomUUID()));
    tocsin.passTime(DAY.minusSeconds(1));

    assertThat(tocsin.events())
        .extracting(EventChange::type)
        .containsExactly(EventChangeType.ACKNOWLEDGED);
  }

  @Test
  void manyEventsGoInSlicesAndNoneIsForgottenOrToldTwice() {
    int events = 2 * Expiry.SLICE.seen() + 10;
    for (int i = 0; i < events; i++) {
      raise("overload", "2025-05-09T10:00:00.%06dZ".formatted(i));
      if (i % 10 == 0) {
        raise("outage", "2025-05-09T10:00:00.%06dZ".formatted(i));
      }
    }
    tocsin.events();

    tocsin.passTime(DAY.plusHours(1));
    List<EventChange> all = new ArrayList<>();
    int slices = 0;
    while (all.size() < 2 * events) {
      List<EventChange> slice = tocsin.events();
      // A deletion and a tombstone for each.
      assertThat(slice).isNotEmpty().hasSizeLessThanOrEqualTo(2 * Expiry.SLICE.found());
      all.addAll(slice);
      slices++;
      tocsin.passTime(Expiry.PAUSE);
    }

    assertThat(slices).isGreaterThan(events / Expiry.SLICE.found());
    assertThat(tocsin.events()).isEmpty();
    assertThat(all.stream().filter(Objects::nonNull).map(change -> change.event().uuid()))
        .doesNotHaveDuplicates();
    assertThat(all.stream().filter(Objects::nonNull))
        .allMatch(change -> change.event().model().uuid().equals(overload));
  }

  @Test
  void aLongStretchOfWhatStaysIsPassedInSlicesToo() {
    for (int i = 0; i < 2 * Expiry.SLICE.seen(); i++) {
      raise("outage", "2025-05-09T10:00:00.%06dZ".formatted(i));
    }
    UUID last = new UUID(-1, -1);
    tocsin.createSystem(last, "last-in-the-store");
    tocsin.input(EntityType.SYSTEM, last, "{\"eventModelCode\":\"overload\"}");
    tocsin.events();

    tocsin.passTime(DAY.plusHours(1));
    assertThat(tocsin.events()).isEmpty();
    tocsin.passTime(Expiry.PAUSE);
    assertThat(tocsin.events()).isEmpty();
    tocsin.passTime(Expiry.PAUSE);
    assertThat(tocsin.events().getFirst().event().entityUuid()).isEqualTo(last);
  }

  @Test
  void anEventThatWentWithItsModelIsNotDeletedOnceMore() {
    raise("overload", "2025-05-09T10:00:00Z");
    tocsin.events();
    tocsin.delete(overload, ObjectType.EVENT_MODEL);
    assertThat(tocsin.events()).hasSize(2);

    tocsin.passTime(DAY.plusHours(1));

    assertThat(tocsin.events()).isEmpty();
  }

  @Test
  void afterItsTimeTheSameMessageIsANewEvent() {
    raise("overload", "2025-05-09T10:00:00Z");
    tocsin.passTime(DAY.plusHours(1));
    raise("overload", "2025-05-09T10:00:00Z");

    List<EventChange> changes = tocsin.events();
    assertThat(changes.stream().filter(Objects::nonNull).map(EventChange::type))
        .containsExactly(EventChangeType.CREATED, EventChangeType.DELETED, EventChangeType.CREATED);
    assertThat(changes.getLast().event().uuid()).isEqualTo(changes.getFirst().event().uuid());
    assertThat(changes.getLast().event().version()).isEqualTo(1);
  }

  private void raise(String model, String time) {
    say("\"eventModelCode\":\"%s\",\"time\":\"%s\"".formatted(model, time));
  }

  private void say(String fields) {
    tocsin.input(EntityType.SYSTEM, system, "{" + fields + "}");
  }
}
