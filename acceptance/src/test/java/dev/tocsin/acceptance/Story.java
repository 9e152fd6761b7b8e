package dev.tocsin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.GraphQl;

/**
 * What a user does to a system and its event, from beginning to end. After each mutation's answer
 * the user asks at once, perhaps another replica, and has to see what it did.
 */
record Story(GraphQl mutating, GraphQl asking, String eventModel) {
  /** How many mutations a story has. */
  static final int MUTATIONS = 8;

  void tell() {
    Console console = new Console(mutating);
    String system = console.createSystem();
    assertThat(system(system).path("name").asText()).isEqualTo("A system");

    console.create("updateSystem(uuid: \"%s\", name: \"Renamed\")".formatted(system));
    assertThat(system(system).path("name").asText()).isEqualTo("Renamed");

    String event =
        console.create(
            "createEvent(entityUuid: \"%s\", eventModelUuid: \"%s\", time: \"2025-05-07T10:02:00Z\")"
                .formatted(system, eventModel));
    assertThat(event(system).path("status").asText()).isEqualTo("ACTIVE");

    console.run("ackEvent(uuid: \"%s\")".formatted(event));
    assertThat(event(system).path("acks").path("totalItems").asInt()).isEqualTo(1);

    console.create(
        "updateEvent(uuid: \"%s\", metadataKeyValueStore: [{key: \"k\", value: {string: \"v\"}}])"
            .formatted(event));
    assertThat(event(system).path("metadataKeyValueStore")).hasSize(1);

    console.create("updateEvent(uuid: \"%s\", endTime: \"2025-05-07T11:00:00Z\")".formatted(event));
    assertThat(event(system).path("status").asText()).isEqualTo("RESOLVED");

    console.run("deleteEvent(uuid: \"%s\")".formatted(event));
    assertThat(event(system).isMissingNode()).isTrue();

    console.run("deleteSystem(uuid: \"%s\")".formatted(system));
    assertThat(system(system).isMissingNode()).isTrue();
  }

  private JsonNode system(String uuid) {
    return asking
        .query("systems(where: {uuid: {_eq: \"%s\"}}) { items { name } }".formatted(uuid))
        .path("items")
        .path(0);
  }

  private JsonNode event(String system) {
    return asking
        .query(
            "events(entityUuid: \"%s\") { items { status acks { totalItems } metadataKeyValueStore { key } } }"
                .formatted(system))
        .path("items")
        .path(0);
  }
}
