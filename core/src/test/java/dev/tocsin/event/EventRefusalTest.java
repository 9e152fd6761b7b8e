package dev.tocsin.event;

import static dev.tocsin.event.EventRulesTest.codes;
import static dev.tocsin.event.EventRulesTest.created;
import static dev.tocsin.event.EventRulesTest.error;
import static dev.tocsin.event.EventRulesTest.errors;
import static dev.tocsin.event.EventRulesTest.validation;
import static dev.tocsin.event.Fleet.BEGIN;
import static dev.tocsin.event.Fleet.CLOSING;
import static dev.tocsin.event.Fleet.EMS;
import static dev.tocsin.event.Fleet.END;
import static dev.tocsin.event.Fleet.MALFUNCTION;
import static dev.tocsin.event.Fleet.METER;
import static dev.tocsin.event.Fleet.METER_MODEL;
import static dev.tocsin.event.Fleet.NOW;
import static dev.tocsin.event.Fleet.OPENING;
import static dev.tocsin.event.Fleet.OVERLOAD;
import static dev.tocsin.event.Fleet.SLUG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataPatch;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is refused, and what its sender is told. */
class EventRefusalTest {
  private final Fleet fleet = new Fleet();

  @Test
  void aSinglePointEventMayNotHaveAnEnd() {
    assertThat(
            errors(
                fleet.fromEms(
                    Map.of("eventModelCode", OVERLOAD.code(), "time", BEGIN, "endTime", END))))
        .containsExactly(validation("endTime", "Not allowed for a SINGLE_POINT event."));
  }

  @Test
  void anEndBeforeTheBeginningIsRefused() {
    assertThat(
            errors(
                fleet.fromMeter(
                    Map.of("eventModelCode", MALFUNCTION.code(), "time", END, "endTime", BEGIN))))
        .containsExactly(validation("_schema", "endTime must not be before time."));
  }

  @Test
  void anEndIsNotComparedWithATimeThatCouldNotBeRead() {
    assertThat(
            errors(
                fleet.fromMeter(
                    Map.of("eventModelCode", MALFUNCTION.code(), "time", "?", "endTime", BEGIN))))
        .containsExactly(validation("time", "Not a valid datetime."));
  }

  @Test
  void anUnknownCodeIsNamed() {
    assertThat(errors(fleet.fromMeter(Map.of("eventModelCode", "en", "time", BEGIN))))
        .containsExactly(
            error(
                ErrorCode.EVENT_MODEL_DOES_NOT_EXIST,
                "An event model with the code en does not exist"));
  }

  @Test
  void anUnknownModelUuidIsNamed() {
    assertThat(errors(fleet.fromMeter(Map.of("eventModelUuid", METER.toString()))))
        .containsExactly(
            error(
                ErrorCode.EVENT_MODEL_DOES_NOT_EXIST,
                "An event model with the uuid " + METER + " does not exist"));
  }

  @Test
  void aModelOfAnotherDomainDoesNotExist() {
    fleet.put(Fleet.with(MALFUNCTION, "another", false, Status.ACTIVATED));
    assertThat(codes(fleet.fromMeter(OPENING)))
        .containsExactly(ErrorCode.EVENT_MODEL_DOES_NOT_EXIST);
    assertThat(codes(fleet.fromMeter(CLOSING)))
        .containsExactly(ErrorCode.EVENT_MODEL_DOES_NOT_EXIST);
  }

  @Test
  void aModelThatIsNotActivatedRaisesNothing() {
    for (Status status : List.of(Status.DEACTIVATED, Status.ARCHIVED)) {
      fleet.put(Fleet.with(MALFUNCTION, SLUG, false, status));
      assertThat(errors(fleet.fromMeter(OPENING)))
          .containsExactly(
              error(
                  ErrorCode.EVENT_MODEL_NOT_ACTIVATED,
                  "The event model with the uuid " + MALFUNCTION.uuid() + " is not activated"));
    }
  }

  @Test
  void aModelRaisesEventsOfItsEntityTypeOnly() {
    assertThat(errors(fleet.fromEms(OPENING)))
        .containsExactly(
            error(
                ErrorCode.EVENT_MODEL_ENTITY_TYPE_MISMATCH,
                "The event model with the uuid "
                    + MALFUNCTION.uuid()
                    + " is for components, not for systems"));
    assertThat(codes(fleet.fromMeter(Map.of("eventModelCode", OVERLOAD.code()))))
        .containsExactly(ErrorCode.EVENT_MODEL_ENTITY_TYPE_MISMATCH);
  }

  @Test
  void aModelLimitedToPrototypesNeedsALinkToTheComponentsModel() {
    fleet.put(Fleet.with(MALFUNCTION, SLUG, true, Status.ACTIVATED));
    assertThat(errors(fleet.fromMeter(OPENING)))
        .containsExactly(
            error(
                ErrorCode.EVENT_MODEL_NOT_LINKED,
                "The event model with the uuid "
                    + MALFUNCTION.uuid()
                    + " is not linked to the component model with the uuid "
                    + METER_MODEL));
    fleet.link(MALFUNCTION.uuid(), METER_MODEL);
    created(fleet.fromMeter(OPENING));
  }

  @Test
  void anUnknownEntityIsNamedAsTheTopicNamesIt() {
    fleet.removeEntity(EMS);
    fleet.removeEntity(METER);
    assertThat(errors(fleet.fromEms(Map.of("eventModelCode", OVERLOAD.code()))))
        .containsExactly(
            error(
                ErrorCode.SYSTEM_DOES_NOT_EXIST,
                "A system with the uuid " + EMS + " does not exist"));
    assertThat(errors(fleet.fromMeter(OPENING)))
        .containsExactly(
            error(
                ErrorCode.COMPONENT_DOES_NOT_EXIST,
                "A component with the uuid " + METER + " does not exist"));
  }

  @Test
  void anEntityOfAnotherDomainDoesNotExist() {
    fleet.put(Fleet.system(EMS, "another", Status.ACTIVATED));
    assertThat(codes(fleet.fromEms(Map.of("eventModelCode", OVERLOAD.code()))))
        .containsExactly(ErrorCode.SYSTEM_DOES_NOT_EXIST);
  }

  @Test
  void aComponentOnASystemsTopicDoesNotExist() {
    Entry entry = EntryReader.read(Map.of("eventModelCode", OVERLOAD.code()));
    assertThat(codes(fleet.decide(SLUG, EntityType.SYSTEM, METER, entry, NOW)))
        .containsExactly(ErrorCode.SYSTEM_DOES_NOT_EXIST);
  }

  @Test
  void anArchivedEntityRaisesNothing() {
    fleet.put(Fleet.meter(SLUG, "smart-meter-v2", Status.ARCHIVED));
    assertThat(errors(fleet.fromMeter(OPENING)))
        .containsExactly(
            error(
                ErrorCode.ENTITY_ARCHIVED,
                "The component with the uuid " + METER + " is archived"));
  }

  @Test
  void aDeactivatedEntityStillRaisesEvents() {
    fleet.put(Fleet.meter(SLUG, "smart-meter-v2", Status.DEACTIVATED));
    created(fleet.fromMeter(OPENING));
  }

  @Test
  void everythingThatIsWrongIsListedFieldsFirst() {
    fleet.removeEntity(METER);
    assertThat(
            errors(
                fleet.fromMeter(
                    Map.of("eventModelCode", "en", "time", BEGIN, "metadata", List.of()))))
        .containsExactly(
            validation("metadata", "Not a valid mapping type."),
            error(
                ErrorCode.EVENT_MODEL_DOES_NOT_EXIST,
                "An event model with the code en does not exist"),
            error(
                ErrorCode.COMPONENT_DOES_NOT_EXIST,
                "A component with the uuid " + METER + " does not exist"));
  }

  @Test
  void ofAnUnknownEntityTheModelIsStillAskedWhetherItIsActivated() {
    fleet.removeEntity(METER);
    fleet.put(Fleet.with(MALFUNCTION, SLUG, true, Status.DEACTIVATED));
    assertThat(codes(fleet.fromMeter(OPENING)))
        .containsExactly(ErrorCode.COMPONENT_DOES_NOT_EXIST, ErrorCode.EVENT_MODEL_NOT_ACTIVATED);
  }

  @Test
  void metadataMayNotGrowWithoutBound() {
    String text = "x".repeat(Metadata.MAX_BYTES / 2);
    Map<String, Object> entry = new HashMap<>(OPENING);
    entry.put("metadata", Map.of("a", text));
    created(fleet.fromMeter(entry));
    entry.put("metadata", Map.of("b", text));
    assertThat(errors(fleet.fromMeter(entry)))
        .containsExactly(validation("metadata", "The event's metadata would exceed 65536 bytes."));
  }

  @Test
  void aUsersMetadataIsTextThatEveryStoreCanHold() {
    for (Map<String, Optional<MetadataValue>> dirty :
        List.of(
            Map.of("a\0b", Optional.<MetadataValue>empty()),
            Map.of("a", Optional.<MetadataValue>of(new MetadataValue.Text("half \ud800"))))) {
      Entry entry = Entry.raise(MALFUNCTION.uuid(), null, null, new MetadataPatch(dirty));
      assertThat(errors(fleet.byUser(METER, entry)))
          .containsExactly(validation("metadata", "Must be Unicode text without NUL."));
    }
  }

  @Test
  void aUserWhoNamesNoEntityThereIsIsToldWhatTheModelIsFor() {
    UUID nobody = new UUID(9, 9);
    assertThat(
            errors(
                fleet.byUser(
                    nobody, Entry.raise(MALFUNCTION.uuid(), null, null, MetadataPatch.NONE))))
        .containsExactly(
            error(
                ErrorCode.COMPONENT_DOES_NOT_EXIST,
                "A component with the uuid " + nobody + " does not exist"));
  }
}
