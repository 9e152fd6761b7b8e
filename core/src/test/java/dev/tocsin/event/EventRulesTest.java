package dev.tocsin.event;

import static dev.tocsin.event.Fleet.ARRIVED;
import static dev.tocsin.event.Fleet.BEGIN;
import static dev.tocsin.event.Fleet.CLOSING;
import static dev.tocsin.event.Fleet.EMS;
import static dev.tocsin.event.Fleet.MALFUNCTION;
import static dev.tocsin.event.Fleet.METER;
import static dev.tocsin.event.Fleet.NOW;
import static dev.tocsin.event.Fleet.OPENING;
import static dev.tocsin.event.Fleet.OVERLOAD;
import static dev.tocsin.event.Fleet.SLUG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataPatch;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How events are raised by their model. */
class EventRulesTest {
  private final Fleet fleet = new Fleet();

  @Test
  void aSinglePointEventHasNeitherStatusNorEnd() {
    Event event =
        created(
            fleet.fromEms(
                Map.of(
                    "eventModelCode",
                    OVERLOAD.code(),
                    "time",
                    "2025-05-09T13:28:42.611276+00:00",
                    "metadata",
                    Map.of("kW", 400))));
    Instant time = Instant.parse("2025-05-09T13:28:42.611276Z");
    assertThat(event)
        .isEqualTo(
            new Event(
                EventId.of(EMS, OVERLOAD.uuid(), time),
                SLUG,
                EMS,
                EMS,
                null,
                EventModelSnapshot.of(OVERLOAD),
                time,
                null,
                null,
                List.of(),
                Metadata.of(Map.of("kW", new MetadataValue.Whole(400))),
                NOW,
                NOW,
                1));
    assertThat(event.acknowledged()).isFalse();
  }

  @Test
  void aRangedEventIsActiveAndStandsBelowItsComponent() {
    Event event = created(fleet.fromMeter(OPENING));
    assertThat(event.status()).isEqualTo(EventStatus.ACTIVE);
    assertThat(event.entityUuid()).isEqualTo(METER);
    assertThat(event.systemUuid()).isEqualTo(EMS);
    assertThat(event.componentCode()).isEqualTo("smart-meter-v2");
  }

  @Test
  void aRangedEventThatComesWithItsEndIsCreatedResolved() {
    Event event = created(fleet.fromMeter(CLOSING));
    assertThat(event.status()).isEqualTo(EventStatus.RESOLVED);
    assertThat(event.endTime()).isEqualTo(Instant.parse("2025-05-07T11:00:00Z"));
  }

  @Test
  void anEndAtTheVeryBeginningIsAnEnd() {
    Map<String, Object> entry =
        Map.of("eventModelCode", MALFUNCTION.code(), "time", BEGIN, "endTime", BEGIN);
    assertThat(created(fleet.fromMeter(entry)).status()).isEqualTo(EventStatus.RESOLVED);
  }

  @Test
  void withoutATimeTheEventHappenedWhenTheMessageArrived() {
    Event event = created(fleet.fromEms(Map.of("eventModelCode", OVERLOAD.code())));
    assertThat(event.time()).isEqualTo(ARRIVED);
  }

  @Test
  void timesAreKeptInMicroseconds() {
    Decision decision =
        fleet.decide(
            SLUG,
            EntityType.SYSTEM,
            EMS,
            EntryReader.read(Map.of("eventModelCode", OVERLOAD.code())),
            NOW.plusNanos(999));
    assertThat(created(decision).createdAt()).isEqualTo(NOW);
  }

  @Test
  void theSameMessageTwiceIsOneEventAndChangesNothing() {
    Event first = created(fleet.fromMeter(OPENING));
    assertThat(fleet.fromMeter(OPENING)).isEqualTo(new Decision.Unchanged(first));
    assertThat(fleet.events()).hasSize(1);
  }

  @Test
  void theSameMomentInAnotherOffsetIsTheSameEvent() {
    created(fleet.fromMeter(OPENING));
    Map<String, Object> again = new HashMap<>(OPENING);
    again.put("time", "2025-05-07T12:02:00+02:00");
    assertThat(fleet.fromMeter(again)).isInstanceOf(Decision.Unchanged.class);
  }

  @Test
  void modelAndTimeAgainWithAnEndResolveTheEvent() {
    Event opened = created(fleet.fromMeter(OPENING));
    Event resolved = changed(EventChangeType.RESOLVED, fleet.fromMeter(CLOSING));
    assertThat(resolved.uuid()).isEqualTo(opened.uuid());
    assertThat(resolved.status()).isEqualTo(EventStatus.RESOLVED);
    assertThat(resolved.version()).isEqualTo(2);
  }

  @Test
  void anOpeningThatArrivesAfterItsClosingChangesNothing() {
    Event closed = created(fleet.fromMeter(CLOSING));
    assertThat(fleet.fromMeter(OPENING)).isEqualTo(new Decision.Unchanged(closed));
  }

  @Test
  void aLaterOpeningStillAddsItsMetadataButDoesNotReopen() {
    created(fleet.fromMeter(CLOSING));
    Map<String, Object> late = new HashMap<>(OPENING);
    late.put("metadata", Map.of("phase", 2));
    Event event = changed(EventChangeType.UPDATED, fleet.fromMeter(late));
    assertThat(event.status()).isEqualTo(EventStatus.RESOLVED);
    assertThat(event.endTime()).isNotNull();
    assertThat(event.metadata().values()).containsOnlyKeys("phase");
  }

  @Test
  void anEventIsStillFoundByTheTimeThatTheDeviceKnowsAfterAUserHasCorrectedIt() {
    Event opened = created(fleet.fromMeter(OPENING));
    Instant corrected = opened.time().minusSeconds(30);
    fleet.byUser(METER, Entry.update(opened.uuid(), corrected, null, MetadataPatch.NONE));
    Event resolved = changed(EventChangeType.RESOLVED, fleet.fromMeter(CLOSING));
    assertThat(resolved.uuid()).isEqualTo(opened.uuid());
    assertThat(resolved.time()).isEqualTo(corrected);
  }

  @Test
  void anEventKeepsTheModelThatItWasRaisedBy() {
    created(fleet.fromMeter(OPENING));
    fleet.put(Fleet.ofType(MALFUNCTION, EventType.SINGLE_POINT));
    Event resolved = changed(EventChangeType.RESOLVED, fleet.fromMeter(CLOSING));
    assertThat(resolved.model()).isEqualTo(EventModelSnapshot.of(MALFUNCTION));
  }

  @Test
  void aUserRaisesEventsByTheSameRulesAndIdentity() {
    Event event = created(fleet.fromMeter(OPENING));
    assertThat(
            fleet.byUser(
                METER, Entry.raise(MALFUNCTION.uuid(), event.time(), null, MetadataPatch.NONE)))
        .isEqualTo(new Decision.Unchanged(event));
    assertThat(
            codes(
                fleet.byUser(EMS, Entry.raise(MALFUNCTION.uuid(), null, null, MetadataPatch.NONE))))
        .containsExactly(ErrorCode.EVENT_MODEL_ENTITY_TYPE_MISMATCH);
  }

  static Event created(Decision decision) {
    return changed(EventChangeType.CREATED, decision);
  }

  static Event changed(EventChangeType type, Decision decision) {
    assertThat(decision)
        .asInstanceOf(type(Decision.Changed.class))
        .extracting(changed -> changed.change().type())
        .isEqualTo(type);
    return ((Decision.Changed) decision).change().event();
  }

  static List<EntryError> errors(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused) decision).errors();
  }

  static List<ErrorCode> codes(Decision decision) {
    return errors(decision).stream().map(EntryError::code).toList();
  }

  static EntryError error(ErrorCode code, String message) {
    return new EntryError(code, message, FieldErrors.NONE);
  }

  static EntryError validation(String field, String text) {
    return new EntryError(ErrorCode.VALIDATION_ERROR, null, FieldErrors.of(field, text));
  }
}
