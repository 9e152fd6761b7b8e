package dev.tocsin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.GraphQl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a deletion takes along, and what it is refused for. */
@ExtendWith(SharedTocsin.class)
class GraphQlDeletionTest {
  private final GraphQl graphQl;
  private final Console console;

  GraphQlDeletionTest(RunningTocsin tocsin) {
    this.graphQl = tocsin.graphQl();
    this.console = tocsin.console();
  }

  @Test
  void aSystemTakesItsComponentsAndBothTheirEventsAlong() {
    String system = console.createSystem();
    String component = console.createComponent(system, console.createComponentModel(), "c");
    Model ofSystems = console.createModelOfSystems("RANGED", "");
    Model ofComponents = console.createModelOfComponents("RANGED", "");
    String first = createEvent(system, ofSystems);
    String second = createEvent(component, ofComponents);
    console.run("deleteSystem(uuid: \"" + system + "\")");
    assertUnknown("system", system);
    assertUnknown("component", component);
    assertUnknown("event", first);
    assertUnknown("event", second);
  }

  @Test
  void aComponentTakesItsEventsAlong() {
    String system = console.createSystem();
    String component = console.createComponent(system, console.createComponentModel(), "c");
    String event = createEvent(component, console.createModelOfComponents("RANGED", ""));
    console.run("deleteComponent(uuid: \"" + component + "\")");
    assertUnknown("component", component);
    assertUnknown("event", event);
    assertThat(graphQl.query("system(uuid: \"" + system + "\") { uuid }")).isNotEmpty();
  }

  @Test
  void anEventModelWithActiveEventsNeedsForce() {
    String system = console.createSystem();
    Model model = console.createModelOfSystems("RANGED", "");
    String event = createEvent(system, model);
    String delete = "deleteEventModel(uuid: \"%s\"%s) { ok }";
    assertThat(classification(delete.formatted(model.uuid(), ""))).isEqualTo("CONFLICT");
    graphQl.mutate(delete.formatted(model.uuid(), ", force: true"));
    assertUnknown("eventModel", model.uuid());
    assertUnknown("event", event);
  }

  @Test
  void anEventModelWhoseEventsAreAllResolvedTakesThemAndItsLinksAlong() {
    String componentModel = console.createComponentModel();
    String component = console.createComponent(console.createSystem(), componentModel, "c");
    Model model = console.createModelOfComponents("RANGED", "");
    String link =
        console.create(
            "createEventModelLink(eventModelUuid: \"%s\", prototypeUuid: \"%s\")"
                .formatted(model.uuid(), componentModel));
    String event = createEvent(component, model);
    graphQl.mutate(
        "updateEvent(uuid: \"%s\", endTime: \"2100-01-01T00:00:00Z\") { status }".formatted(event));
    console.run("deleteEventModel(uuid: \"" + model.uuid() + "\")");
    assertUnknown("event", event);
    assertUnknown("eventModelLink", link);
  }

  @Test
  void aComponentModelWithComponentsNeedsForce() {
    String componentModel = console.createComponentModel();
    String component = console.createComponent(console.createSystem(), componentModel, "c");
    String delete = "deleteComponentModel(uuid: \"%s\"%s) { ok }";
    assertThat(classification(delete.formatted(componentModel, ""))).isEqualTo("CONFLICT");
    graphQl.mutate(delete.formatted(componentModel, ", force: true"));
    assertUnknown("componentModel", componentModel);
    assertUnknown("component", component);
  }

  private String createEvent(String entity, Model model) {
    return console.create(
        "createEvent(entityUuid: \"%s\", eventModelUuid: \"%s\")".formatted(entity, model.uuid()));
  }

  private void assertUnknown(String type, String uuid) {
    assertThat(
            graphQl.error("{ %s(uuid: \"%s\") { uuid } }".formatted(type, uuid)).classification())
        .as("%s %s", type, uuid)
        .isEqualTo("NOT_FOUND");
  }

  private String classification(String mutation) {
    return graphQl.error("mutation { " + mutation + " }").classification();
  }
}
