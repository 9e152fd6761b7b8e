package dev.tocsin.acceptance;

import static dev.tocsin.acceptance.Device.DOMAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What subscribers learn of event models over MQTT. */
@ExtendWith(SharedTocsin.class)
class EventModelTopicsTest {
  private final RunningTocsin tocsin;
  private final Console console;
  private final Device watcher;

  EventModelTopicsTest(RunningTocsin tocsin) {
    this.tocsin = tocsin;
    this.console = tocsin.console();
    this.watcher = tocsin.device().listen(DOMAIN + "eventModels/#");
  }

  @AfterEach
  void disconnect() {
    watcher.close();
  }

  @Test
  void aNewModelIsPublishedFieldByField() {
    Console.Model model =
        console.createModelOfComponents(
            "RANGED",
            """
            , limitToPrototypes: true, message: "Look at it", metadataKeyValueStore: [
              {key: "team", value: {string: "grid"}}, {key: "floor", value: {integer: -1}}]
            """);
    assertThat(watcher.await(topic(model)).json().toString())
        .matches(
            Json.like(
                """
                {
                  "uuid": "%s",
                  "code": "%s",
                  "eventLevel": "ERROR",
                  "eventType": "RANGED",
                  "entityType": "COMPONENT",
                  "limitToPrototypes": true,
                  "message": "Look at it",
                  "domainUuid": "<uuid>",
                  "metadata": {"floor": -1, "team": "grid"},
                  "status": "ACTIVATED",
                  "createdAt": "<time>",
                  "updatedAt": "<time>"
                }
                """
                    .formatted(model.uuid(), model.code())));
    assertThat(watcher.await(topic(model) + "/state").text()).isEqualTo("CREATED");
    assertThat(watcher.await(topic(model) + "/state").text()).isEqualTo("ACTIVATED");
  }

  @Test
  void eachChangeOfStatusIsTold() {
    Console.Model model = console.createModelOfSystems("RANGED", ", status: DEACTIVATED");
    assertThat(watcher.await(topic(model) + "/state").text()).isEqualTo("CREATED");
    assertThat(watcher.await(topic(model) + "/state").text()).isEqualTo("DEACTIVATED");
    update(model, "message: \"no change of status\"");
    update(model, "status: ACTIVATED");
    assertThat(watcher.await(topic(model) + "/state").text()).isEqualTo("ACTIVATED");
    update(model, "status: ARCHIVED");
    assertThat(watcher.await(topic(model) + "/state").text()).isEqualTo("ARCHIVED");
    console.run("deleteEventModel(uuid: \"%s\")".formatted(model.uuid()));
    assertThat(watcher.await(topic(model) + "/state").text()).isEqualTo("DELETED");
  }

  @Test
  void aLateSubscriberFindsTheModelAndItsStatus() {
    Console.Model model = console.createModelOfSystems("RANGED", "");
    watcher.await(topic(model));
    watcher.await(topic(model) + "/state");
    watcher.await(topic(model) + "/state");
    try (Device late = tocsin.device().listen(topic(model) + "/#")) {
      Message retained = late.await(topic(model));
      assertThat(retained.retained()).isTrue();
      assertThat(retained.json().path("uuid").asText()).isEqualTo(model.uuid());
      assertThat(late.await(topic(model) + "/state").text()).isEqualTo("ACTIVATED");
    }
  }

  @Test
  void aDeletedModelIsClearedFromItsTopic() {
    Console.Model model = console.createModelOfSystems("RANGED", "");
    watcher.await(topic(model));
    console.run("deleteEventModel(uuid: \"%s\")".formatted(model.uuid()));
    assertThat(watcher.await(topic(model)).payload()).isEmpty();
    watcher.await(topic(model) + "/state");
    watcher.await(topic(model) + "/state");
    assertThat(watcher.await(topic(model) + "/state").text()).isEqualTo("DELETED");
    try (Device late = tocsin.device().listen(topic(model) + "/#")) {
      assertThat(late.await(topic(model) + "/state").text()).isEqualTo("DELETED");
      assertThat(late.unawaited()).isEmpty();
    }
  }

  private void update(Console.Model model, String arguments) {
    console.create("updateEventModel(uuid: \"%s\", %s)".formatted(model.uuid(), arguments));
  }

  private static String topic(Console.Model model) {
    return DOMAIN + "eventModels/" + model.uuid();
  }
}
