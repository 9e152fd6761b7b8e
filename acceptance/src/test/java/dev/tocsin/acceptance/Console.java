package dev.tocsin.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * An operator's console: registers things under names of their own, so that no test meets another.
 */
record Console(GraphQl graphQl) {
  static String newCode() {
    return "code-" + UUID.randomUUID();
  }

  String createSystem() {
    return create("createSystem(code: \"%s\", name: \"A system\")".formatted(newCode()));
  }

  String createComponentModel() {
    return create("createComponentModel(name: \"A component model\", componentType: DEVICE)");
  }

  String createComponent(String system, String componentModel, String code) {
    return create(
        "createComponent(systemUuid: \"%s\", componentModelUuid: \"%s\", code: \"%s\")"
            .formatted(system, componentModel, code));
  }

  /** An event model of systems; the further arguments as in GraphQL. */
  Model createModelOfSystems(String eventType, String arguments) {
    return createModel("SYSTEM", eventType, arguments);
  }

  Model createModelOfComponents(String eventType, String arguments) {
    return createModel("COMPONENT", eventType, arguments);
  }

  private Model createModel(String entityType, String eventType, String arguments) {
    String code = newCode();
    String uuid =
        create(
            "createEventModel(code: \"%s\", entityType: %s, eventType: %s, eventLevel: ERROR %s)"
                .formatted(code, entityType, eventType, arguments));
    return new Model(uuid, code);
  }

  void link(Model model, String componentModel) {
    create(
        "createEventModelLink(eventModelUuid: \"%s\", prototypeUuid: \"%s\")"
            .formatted(model.uuid(), componentModel));
  }

  /** Runs a mutation of something that answers its uuid. */
  String create(String mutation) {
    return graphQl.mutate(mutation + " { uuid }").path("uuid").asText();
  }

  /** Runs a mutation that answers no more than {@code ok}. */
  void run(String mutation) {
    JsonNode answer = graphQl.mutate(mutation + " { ok }");
    if (!answer.path("ok").asBoolean()) {
      throw new AssertionError(mutation + ": " + answer);
    }
  }

  /** An event model. */
  record Model(String uuid, String code) {}
}
