package dev.tocsin.laboratory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * An operator's console: registers things under names of their own, so that no test meets another.
 */
public record Console(GraphQl graphQl) {
  public static String newCode() {
    return "code-" + UUID.randomUUID();
  }

  public String createSystem() {
    return create("createSystem(code: \"%s\", name: \"A system\")".formatted(newCode()));
  }

  public String createComponentModel() {
    return create("createComponentModel(name: \"A component model\", componentType: DEVICE)");
  }

  public String createComponent(String system, String componentModel, String code) {
    return create(
        "createComponent(systemUuid: \"%s\", componentModelUuid: \"%s\", code: \"%s\")"
            .formatted(system, componentModel, code));
  }

  /** An event model of systems; the further arguments as in GraphQL. */
  public Model createModelOfSystems(String eventType, String arguments) {
    return createModel("SYSTEM", eventType, arguments);
  }

  public Model createModelOfComponents(String eventType, String arguments) {
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

  public void link(Model model, String componentModel) {
    create(
        "createEventModelLink(eventModelUuid: \"%s\", prototypeUuid: \"%s\")"
            .formatted(model.uuid(), componentModel));
  }

  /** Runs a mutation of something that answers its uuid. */
  public String create(String mutation) {
    return graphQl.mutate(mutation + " { uuid }").path("uuid").asText();
  }

  /** Runs a mutation that answers no more than {@code ok}. */
  public void run(String mutation) {
    JsonNode answer = graphQl.mutate(mutation + " { ok }");
    if (!answer.path("ok").asBoolean()) {
      throw new AssertionError(mutation + ": " + answer);
    }
  }

  /** An event model. */
  public record Model(String uuid, String code) {}
}
