package dev.tocsin.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.event.EntryError;
import dev.tocsin.event.ErrorCode;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.event.EventCommand;
import dev.tocsin.event.EventId;
import dev.tocsin.event.EventStatus;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.event.Rejection;
import dev.tocsin.kafka.message.CommandReply;
import dev.tocsin.kafka.message.EventRejection;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.ObjectType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TocsinTopologyTest {
  private static final String TIME = "2025-05-09T13:28:42.611276+00:00";

  @TempDir Path stateDir;
  private Fixture tocsin;

  @BeforeEach
  void start() {
    tocsin = new Fixture(stateDir);
  }

  @AfterEach
  void stop() {
    tocsin.close();
  }

  @Test
  void theGraphChangesOnlyTogetherWithItsDescription() throws IOException {
    try (InputStream expected = getClass().getResourceAsStream("/expected_topology.txt")) {
      assertThat(tocsin.topology.describe().toString())
          .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void aSystemsInputBecomesAnEvent() {
    UUID system = tocsin.createSystem("ems");
    UUID model = tocsin.createEventModel("overload", EventType.SINGLE_POINT, EntityType.SYSTEM);

    tocsin.input(
        EntityType.SYSTEM, system, "{\"eventModelCode\":\"overload\",\"time\":\"" + TIME + "\"}");

    EventChange change = tocsin.events().getFirst();
    assertThat(change.type()).isEqualTo(EventChangeType.CREATED);
    assertThat(change.event().uuid()).isEqualTo(EventId.of(system, model, Instant.parse(TIME)));
    assertThat(change.event().createdAt()).isEqualTo(Fixture.NOW);
    assertThat(change.event().status()).isNull();
    assertThat(tocsin.rejections()).isEmpty();
  }

  @Test
  void whatComesOfARecordIsPartOfItsTrace() {
    UUID system = tocsin.createSystem("ems");
    tocsin.createEventModel("overload", EventType.SINGLE_POINT, EntityType.SYSTEM);
    tocsin.input(EntityType.SYSTEM, system, "[{\"eventModelCode\":\"overload\"},7]");

    assertThat(
            List.of(
                tocsin.topics.events(),
                tocsin.topics.eventRejections(),
                tocsin.topics.commandReplies(),
                tocsin.topics.eventModels()))
        .allSatisfy(
            topic ->
                assertThat(tocsin.headers(topic))
                    .isNotEmpty()
                    .allSatisfy(headers -> assertThat(headers).contains(Fixture.TRACE)));
  }

  @Test
  void theSameMessageTwiceIsOneEventToldOnce() {
    UUID system = tocsin.createSystem("ems");
    tocsin.createEventModel("overload", EventType.SINGLE_POINT, EntityType.SYSTEM);
    String message = "{\"eventModelCode\":\"overload\",\"time\":\"" + TIME + "\"}";

    tocsin.input(EntityType.SYSTEM, system, message);
    tocsin.input(EntityType.SYSTEM, system, message);

    assertThat(tocsin.events()).hasSize(1);
    assertThat(tocsin.meters.counter("tocsin.entries.unchanged").count()).isEqualTo(1);
  }

  @Test
  void aBatchImportsItsGoodEntriesAndReportsItsBadOnesByIndex() {
    UUID system = tocsin.createSystem("ems");
    tocsin.createEventModel("overload", EventType.SINGLE_POINT, EntityType.SYSTEM);

    tocsin.input(
        EntityType.SYSTEM,
        system,
        "[{\"eventModelCode\":\"overload\"},{\"eventModelCode\":\"en\"},7]");

    assertThat(tocsin.events()).hasSize(1);
    Rejection rejection = onlyRejection();
    assertThat(rejection.code()).isEqualTo(Rejection.Code.SOME_DATA_INVALID);
    assertThat(rejection.total()).isEqualTo(3);
    assertThat(rejection.imported()).isEqualTo(1);
    assertThat(rejection.errors().get(1))
        .extracting(EntryError::message)
        .containsExactly("An event model with the code en does not exist");
    assertThat(rejection.errors().get(2))
        .extracting(EntryError::code)
        .containsExactly(ErrorCode.VALIDATION_ERROR);
  }

  @Test
  void aMessageOfSmallUpdatesMayNotHaveALargeEventWrittenOverAndOver() {
    UUID system = tocsin.createSystem("ems");
    tocsin.createEventModel("overload", EventType.SINGLE_POINT, EntityType.SYSTEM);
    String event = "{\"eventModelCode\":\"overload\",\"time\":\"" + TIME + "\",\"metadata\":";
    tocsin.input(EntityType.SYSTEM, system, event + "{\"a\":\"" + "x".repeat(60_000) + "\"}}");
    assertThat(tocsin.events()).hasSize(1);

    tocsin.input(
        EntityType.SYSTEM,
        system,
        IntStream.range(0, 1_000)
            .mapToObj(i -> event + "{\"b\":" + i + "}}")
            .collect(Collectors.joining(",", "[", "]")));

    int changes = tocsin.events().size();
    assertThat(changes).isBetween(60, 80);
    Rejection rejection = onlyRejection();
    assertThat(rejection.imported()).isEqualTo(changes);
    assertThat(rejection.errors().keySet())
        .containsExactlyElementsOf(IntStream.range(changes, 1_000).boxed().toList());
    assertThat(rejection.errors().get(999).getFirst().fields().texts())
        .containsEntry(
            "metadata",
            List.of("The message's entries before this one wrote more than 4194304 bytes."));
  }

  @Test
  void aPayloadThatIsNoJsonIsRejectedAsAWhole() {
    UUID system = tocsin.createSystem("ems");

    tocsin.input(EntityType.SYSTEM, system, "{\"eventModelCode\":");

    assertThat(onlyRejection().code()).isEqualTo(Rejection.Code.PAYLOAD_INVALID);
  }

  @Test
  void messagePackIsReadLikeJson() {
    UUID system = tocsin.createSystem("ems");
    tocsin.createEventModel("overload", EventType.SINGLE_POINT, EntityType.SYSTEM);
    byte[] payload =
        ("\u0081\u00aeeventModelCode\u00a8overload").getBytes(StandardCharsets.ISO_8859_1);

    tocsin.input(EntityType.SYSTEM, system, PayloadFormat.MSGPACK, payload);

    assertThat(tocsin.events()).hasSize(1);
    assertThat(tocsin.rejections()).isEmpty();
  }

  @Test
  void aRangedEventIsClosedByItsModelAndTime() {
    UUID system = tocsin.createSystem("ems");
    tocsin.createEventModel("outage", EventType.RANGED, EntityType.SYSTEM);

    tocsin.input(
        EntityType.SYSTEM, system, "{\"eventModelCode\":\"outage\",\"time\":\"" + TIME + "\"}");
    tocsin.input(
        EntityType.SYSTEM,
        system,
        "{\"eventModelCode\":\"outage\",\"time\":\""
            + TIME
            + "\",\"endTime\":\"2025-05-09T14:00:00Z\"}");

    assertThat(tocsin.events())
        .extracting(EventChange::type, change -> change.event().status())
        .containsExactly(
            tuple(EventChangeType.CREATED, EventStatus.ACTIVE),
            tuple(EventChangeType.RESOLVED, EventStatus.RESOLVED));
  }

  @Test
  void anAcknowledgementIsToldAndAnsweredWithTheEvent() {
    UUID system = tocsin.createSystem("ems");
    UUID model = tocsin.createEventModel("overload", EventType.SINGLE_POINT, EntityType.SYSTEM);
    tocsin.input(
        EntityType.SYSTEM, system, "{\"eventModelCode\":\"overload\",\"time\":\"" + TIME + "\"}");
    tocsin.events();
    tocsin.replies();
    UUID event = EventId.of(system, model, Instant.parse(TIME));
    UUID user = UUID.randomUUID();

    UUID command = tocsin.command(system, new EventCommand.Acknowledge(event, user));

    assertThat(tocsin.events().getFirst().type()).isEqualTo(EventChangeType.ACKNOWLEDGED);
    CommandReply reply = tocsin.replies().getFirst();
    assertThat(reply.commandId()).isEqualTo(command);
    assertThat(reply.slug()).isEqualTo(Fixture.SLUG);
    assertThat(((CommandReply.EventAccepted) reply.outcome()).event().acknowledged()).isTrue();
  }

  @Test
  void aRegistryCommandIsRefusedWithTheCodeThatADeviceWouldGet() {
    UUID nobody = UUID.randomUUID();

    tocsin.createComponent(nobody, tocsin.createComponentModel("meter"), "meter-1");
    tocsin.delete(nobody, ObjectType.COMPONENT);
    tocsin.delete(nobody, ObjectType.EVENT_MODEL);
    tocsin.delete(nobody, ObjectType.COMPONENT_MODEL);

    assertThat(tocsin.replies())
        .map(CommandReply::outcome)
        .filteredOn(CommandReply.Refused.class::isInstance)
        .map(outcome -> ((CommandReply.Refused) outcome).code())
        .containsExactly(
            ErrorCode.SYSTEM_DOES_NOT_EXIST,
            ErrorCode.COMPONENT_DOES_NOT_EXIST,
            ErrorCode.EVENT_MODEL_DOES_NOT_EXIST,
            null);
  }

  @Test
  void aModelIsConfirmedByThePartitionsThatLearnOfIt() {
    tocsin.createEventModel("overload", EventType.SINGLE_POINT, EntityType.SYSTEM);

    assertThat(tocsin.replies())
        .extracting(CommandReply::outcome)
        .satisfiesExactly(
            first -> assertThat(((CommandReply.Accepted) first).awaits()).isEqualTo(1),
            second -> assertThat(second).isEqualTo(new CommandReply.InForce(0)));
  }

  @Test
  void deletingAModelDeletesItsEventsInSlices() {
    UUID system = tocsin.createSystem("ems");
    UUID model = tocsin.createEventModel("overload", EventType.SINGLE_POINT, EntityType.SYSTEM);
    tocsin.createEventModel("other", EventType.SINGLE_POINT, EntityType.SYSTEM);
    int events = Cascades.SLICE + 500;
    IntStream.range(0, events).forEach(i -> raise(system, "overload", i));
    raise(system, "other", 0);
    tocsin.events();

    tocsin.delete(model, ObjectType.EVENT_MODEL);
    List<EventChange> first = tocsin.events();
    tocsin.passTime(Duration.ofMillis(100));
    List<EventChange> second = tocsin.events();
    tocsin.passTime(Duration.ofMillis(100));

    assertThat(first.size()).isPositive().isLessThanOrEqualTo(2 * Cascades.SLICE);
    assertThat(first.size() + second.size()).isEqualTo(2 * events);
    assertThat(first.stream().filter(Objects::nonNull))
        .allMatch(change -> change.type() == EventChangeType.DELETED)
        .allMatch(change -> change.event().model().uuid().equals(model));
    assertThat(tocsin.events()).isEmpty();
  }

  @Test
  void deletingASystemDeletesItsComponentsAndTheEventsOfBoth() {
    UUID system = tocsin.createSystem("ems");
    UUID prototype = tocsin.createComponentModel("meter");
    UUID component = tocsin.createComponent(system, prototype, "meter-1");
    tocsin.createEventModel("overload", EventType.SINGLE_POINT, EntityType.SYSTEM);
    tocsin.createEventModel("broken", EventType.RANGED, EntityType.COMPONENT);
    raise(system, "overload", 0);
    tocsin.input(EntityType.COMPONENT, component, "{\"eventModelCode\":\"broken\"}");
    tocsin.events();

    tocsin.delete(system, ObjectType.SYSTEM);
    tocsin.input(EntityType.COMPONENT, component, "{\"eventModelCode\":\"broken\"}");

    assertThat(tocsin.events().stream().filter(Objects::nonNull))
        .extracting(change -> change.event().entityUuid())
        .containsExactlyInAnyOrder(system, component);
    assertThat(onlyRejection().errors().get(0))
        .extracting(EntryError::code)
        .containsExactly(ErrorCode.COMPONENT_DOES_NOT_EXIST);
  }

  private void raise(UUID system, String code, int micros) {
    tocsin.input(
        EntityType.SYSTEM,
        system,
        "{\"eventModelCode\":\"%s\",\"time\":\"2025-05-09T13:28:42.%06dZ\"}"
            .formatted(code, micros));
  }

  private Rejection onlyRejection() {
    List<EventRejection> rejections = tocsin.rejections();
    assertThat(rejections).hasSize(1);
    return rejections.getFirst().rejection();
  }
}
