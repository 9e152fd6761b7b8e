package dev.tocsin.event;

import static dev.tocsin.event.EventRulesTest.changed;
import static dev.tocsin.event.EventRulesTest.codes;
import static dev.tocsin.event.EventRulesTest.created;
import static dev.tocsin.event.EventRulesTest.error;
import static dev.tocsin.event.EventRulesTest.errors;
import static dev.tocsin.event.EventRulesTest.validation;
import static dev.tocsin.event.Fleet.EMS;
import static dev.tocsin.event.Fleet.MALFUNCTION;
import static dev.tocsin.event.Fleet.METER;
import static dev.tocsin.event.Fleet.NOW;
import static dev.tocsin.event.Fleet.OVERLOAD;
import static dev.tocsin.event.Fleet.SLUG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.metadata.MetadataPatch;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What happens to events that exist: updates by uuid, acknowledgements, deletion. */
class EventUpdateTest {
  private static final UUID ALICE = new UUID(5, 1);
  private static final UUID BOB = new UUID(5, 2);

  private final Fleet fleet = new Fleet();
  private final Event open =
      created(
          fleet.fromMeter(
              Map.of(
                  "eventModelCode",
                  MALFUNCTION.code(),
                  "time",
                  "2025-05-07T10:02:00Z",
                  "metadata",
                  Map.of("phase", 1, "room", "cellar"))));

  @Test
  void anEntryWithTheUuidChangesOnlyWhatItGives() {
    Event updated = changed(EventChangeType.UPDATED, update("time", "2025-05-07T10:01:00Z"));
    assertThat(updated)
        .usingRecursiveComparison()
        .ignoringFields("time", "updatedAt", "version")
        .isEqualTo(open);
    assertThat(updated.time()).isEqualTo(Instant.parse("2025-05-07T10:01:00Z"));
    assertThat(updated.version()).isEqualTo(2);
  }

  @Test
  void anEndResolvesTheEventAndALaterEndOnlyMovesIt() {
    Event resolved = changed(EventChangeType.RESOLVED, update("endTime", "2025-05-07T11:00:00Z"));
    assertThat(resolved.status()).isEqualTo(EventStatus.RESOLVED);
    Event moved = changed(EventChangeType.UPDATED, update("endTime", "2025-05-07T12:00:00Z"));
    assertThat(moved.endTime()).isEqualTo(Instant.parse("2025-05-07T12:00:00Z"));
  }

  @Test
  void anExplicitNullAsEndDoesNotReopen() {
    update("endTime", "2025-05-07T11:00:00Z");
    assertThat(update("endTime", null)).isInstanceOf(Decision.Unchanged.class);
  }

  @Test
  void metadataIsMergedKeyByKeyAndNullRemovesAKey() {
    Map<String, Object> patch = new HashMap<>();
    patch.put("phase", null);
    patch.put("door", "east");
    Event updated = changed(EventChangeType.UPDATED, update("metadata", patch));
    assertThat(updated.metadata().values()).containsOnlyKeys("door", "room");
  }

  @Test
  void anUpdateThatChangesNothingPublishesNothing() {
    assertThat(update("time", "2025-05-07T12:02:00+02:00")).isEqualTo(new Decision.Unchanged(open));
    assertThat(update("metadata", Map.of("phase", 1))).isEqualTo(new Decision.Unchanged(open));
    assertThat(update("metadata", Map.of())).isEqualTo(new Decision.Unchanged(open));
  }

  @Test
  void theTimesOfTheUpdatedEventAreComparedAsTheyThenAre() {
    update("endTime", "2025-05-07T11:00:00Z");
    assertThat(errors(update("time", "2025-05-07T11:00:01Z")))
        .containsExactly(validation("_schema", "endTime must not be before time."));
    assertThat(errors(update("endTime", "2025-05-07T10:00:00Z")))
        .containsExactly(validation("_schema", "endTime must not be before time."));
  }

  @Test
  void anotherModelThanTheEventsOwnIsRefused() {
    assertThat(errors(update("eventModelCode", OVERLOAD.code())))
        .containsExactly(validation("_schema", "The event is of another event model."));
    assertThat(update("eventModelCode", MALFUNCTION.code()))
        .isEqualTo(new Decision.Unchanged(open));
    assertThat(update("eventModelUuid", MALFUNCTION.uuid().toString()))
        .isEqualTo(new Decision.Unchanged(open));
  }

  @Test
  void anUnknownUuidIsNamedBesideWhateverElseIsWrong() {
    UUID unknown = new UUID(9, 9);
    assertThat(errors(fleet.fromMeter(Map.of("uuid", unknown.toString(), "time", "?"))))
        .containsExactly(
            validation("time", "Not a valid datetime."),
            error(
                ErrorCode.EVENT_DOES_NOT_EXIST,
                "An event with the uuid " + unknown + " does not exist"));
  }

  @Test
  void anotherEntitysEventDoesNotExist() {
    assertThat(errors(fleet.fromEms(Map.of("uuid", open.uuid().toString()))))
        .containsExactly(
            error(
                ErrorCode.EVENT_DOES_NOT_EXIST,
                "An event with the uuid " + open.uuid() + " does not exist"));
  }

  @Test
  void anotherDomainsEventDoesNotExist() {
    Entry entry = Entry.update(open.uuid(), NOW, null, MetadataPatch.NONE);
    assertThat(codes(fleet.decide("another", EntityType.COMPONENT, METER, entry, NOW)))
        .containsExactly(ErrorCode.COMPONENT_DOES_NOT_EXIST, ErrorCode.EVENT_DOES_NOT_EXIST);
    assertThat(codes(fleet.decide("another", null, METER, entry, NOW)))
        .containsExactly(ErrorCode.EVENT_DOES_NOT_EXIST);
  }

  @Test
  void aComponentOnASystemsTopicIsAMissingSystem() {
    Entry entry = Entry.update(open.uuid(), NOW, null, MetadataPatch.NONE);
    assertThat(codes(fleet.decide(SLUG, EntityType.SYSTEM, METER, entry, NOW)))
        .containsExactly(ErrorCode.SYSTEM_DOES_NOT_EXIST);
  }

  @Test
  void theEventsOfAnArchivedEntityStayAsTheyAre() {
    fleet.put(Fleet.meter(SLUG, "smart-meter-v2", Status.ARCHIVED));
    assertThat(codes(update("time", "2025-05-07T10:01:00Z")))
        .containsExactly(ErrorCode.ENTITY_ARCHIVED);
  }

  @Test
  void anEventWhoseModelOrEntityIsGoneIsGone() {
    fleet.removeModel(MALFUNCTION.uuid());
    assertThat(codes(update("time", "2025-05-07T10:01:00Z")))
        .containsExactly(ErrorCode.EVENT_DOES_NOT_EXIST);
    fleet.put(MALFUNCTION);
    fleet.removeEntity(METER);
    assertThat(codes(fleet.byUser(METER, new EventCommand.Acknowledge(open.uuid(), ALICE))))
        .containsExactly(ErrorCode.EVENT_DOES_NOT_EXIST);
  }

  @Test
  void aChangeMovesTheEventToWhereItsComponentStandsNow() {
    fleet.put(Fleet.meter(SLUG, "smart-meter-v3", Status.ACTIVATED));
    Event updated = changed(EventChangeType.UPDATED, update("metadata", Map.of("phase", 3)));
    assertThat(updated.componentCode()).isEqualTo("smart-meter-v3");
  }

  @Test
  void aUserUpdatesAnEventByTheSameRules() {
    Instant end = open.time().plusSeconds(1);
    Entry entry = Entry.update(open.uuid(), null, end, Fleet.text("room", "attic"));
    Event resolved = changed(EventChangeType.RESOLVED, fleet.byUser(METER, entry));
    assertThat(resolved.endTime()).isEqualTo(end);
    assertThat(resolved.updatedAt()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void aSinglePointEventGetsNoEndLater() {
    Event point = created(fleet.fromEms(Map.of("eventModelCode", OVERLOAD.code())));
    assertThat(
            errors(
                fleet.fromEms(
                    Map.of("uuid", point.uuid().toString(), "endTime", "2030-01-01T00:00:00Z"))))
        .containsExactly(validation("endTime", "Not allowed for a SINGLE_POINT event."));
  }

  @Test
  void everyUserIsListedOnceAmongTheAcknowledgements() {
    Event once = changed(EventChangeType.ACKNOWLEDGED, acknowledge(ALICE));
    assertThat(once.acks()).containsExactly(new Ack(ALICE, NOW.plusSeconds(60)));
    assertThat(once.acknowledged()).isTrue();
    assertThat(acknowledge(ALICE)).isEqualTo(new Decision.Unchanged(once));
    Event twice = changed(EventChangeType.ACKNOWLEDGED, acknowledge(BOB));
    assertThat(twice.acks()).extracting(Ack::userUuid).containsExactly(ALICE, BOB);
    assertThat(twice.version()).isEqualTo(3);
  }

  @Test
  void anAcknowledgementHasAUuidOfItsOwnThatStaysTheSame() {
    Ack ack = new Ack(ALICE, NOW);
    assertThat(ack.uuid(open.uuid()))
        .isEqualTo(new Ack(ALICE, NOW.plusSeconds(1)).uuid(open.uuid()));
    assertThat(ack.uuid(open.uuid())).isNotEqualTo(new Ack(BOB, NOW).uuid(open.uuid()));
  }

  @Test
  void anUnknownEventIsNeitherAcknowledgedNorDeleted() {
    UUID unknown = new UUID(9, 9);
    assertThat(codes(fleet.byUser(METER, new EventCommand.Acknowledge(unknown, ALICE))))
        .containsExactly(ErrorCode.EVENT_DOES_NOT_EXIST);
    assertThat(codes(fleet.byUser(METER, new EventCommand.Delete(unknown))))
        .containsExactly(ErrorCode.EVENT_DOES_NOT_EXIST);
    assertThat(codes(fleet.byUser(EMS, new EventCommand.Delete(open.uuid()))))
        .containsExactly(ErrorCode.EVENT_DOES_NOT_EXIST);
  }

  @Test
  void aDeletionIsOneVersionNewerThanAllThatCameBefore() {
    Event deleted =
        changed(EventChangeType.DELETED, fleet.byUser(METER, new EventCommand.Delete(open.uuid())));
    assertThat(deleted.version()).isEqualTo(2);
    assertThat(codes(update("time", "2025-05-07T10:01:00Z")))
        .containsExactly(ErrorCode.EVENT_DOES_NOT_EXIST);
  }

  @Test
  void aCodeOnTheWireIsItsNameInLowerCase() {
    assertThat(ErrorCode.values())
        .extracting(ErrorCode::text)
        .isEqualTo(
            List.of(
                "validation_error",
                "event_model_does_not_exist",
                "event_model_not_activated",
                "event_model_entity_type_mismatch",
                "event_model_not_linked",
                "system_does_not_exist",
                "component_does_not_exist",
                "entity_archived",
                "event_does_not_exist"));
  }

  private Decision update(String field, Object value) {
    Map<String, Object> entry = new HashMap<>();
    entry.put("uuid", open.uuid().toString());
    entry.put(field, value);
    return fleet.fromMeter(entry);
  }

  private Decision acknowledge(UUID user) {
    return fleet.byUser(METER, new EventCommand.Acknowledge(open.uuid(), user));
  }
}
