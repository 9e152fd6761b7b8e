package dev.tocsin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.GraphQl;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users register: systems, components, their models, event models and links. */
@ExtendWith(SharedTocsin.class)
class GraphQlRegistryTest {
  private static final String NOBODY = UUID.randomUUID().toString();

  private final GraphQl graphQl;
  private final Console console;

  GraphQlRegistryTest(RunningTocsin tocsin) {
    this.graphQl = tocsin.graphQl();
    this.console = tocsin.console();
  }

  @Test
  void anEventModelHasItsDefaults() {
    JsonNode model =
        graphQl.mutate(
            """
            createEventModel(entityType: SYSTEM, eventType: RANGED) {
              code status eventLevel limitToPrototypes message metadataKeyValueStore { key }
              domain { slug }
            }
            """);
    assertThat(model)
        .hasToString(
            "{\"code\":null,\"status\":\"ACTIVATED\",\"eventLevel\":\"INFO\","
                + "\"limitToPrototypes\":false,\"message\":null,\"metadataKeyValueStore\":[],"
                + "\"domain\":{\"slug\":\"company-example\"}}");
  }

  @Test
  void systemsComponentsAndTheirModelsHaveTheirDefaults() {
    JsonNode system =
        graphQl.mutate(
            "createSystem(code: \"%s\", name: \"S\") { uuid status connectionState description }"
                .formatted(Console.newCode()));
    assertThat(without(system, "uuid"))
        .hasToString(
            "{\"status\":\"ACTIVATED\",\"connectionState\":\"UNDEFINED\",\"description\":null}");
    JsonNode model =
        graphQl.mutate(
            "createComponentModel(name: \"M\", componentType: GATEWAY)"
                + " { uuid code status isConnective componentType }");
    assertThat(without(model, "uuid"))
        .hasToString(
            "{\"code\":null,\"status\":\"ACTIVATED\",\"isConnective\":false,"
                + "\"componentType\":\"GATEWAY\"}");
    JsonNode component =
        graphQl.mutate(
            """
            createComponent(systemUuid: "%s", componentModelUuid: "%s", code: "c") {
              code name status connectionState system { uuid } componentModel { name }
            }
            """
                .formatted(system.path("uuid").asText(), model.path("uuid").asText()));
    assertThat(component)
        .hasToString(
            "{\"code\":\"c\",\"name\":null,\"status\":\"ACTIVATED\","
                + "\"connectionState\":\"UNDEFINED\",\"system\":{\"uuid\":\""
                + system.path("uuid").asText()
                + "\"},\"componentModel\":{\"name\":\"M\"}}");
  }

  @Test
  void metadataOfEveryTypeComesBack() {
    String system =
        console.create(
            """
            createSystem(code: "%s", name: "S", metadataKeyValueStore: [
              {key: "a", value: {string: "x"}}, {key: "b", value: {integer: 7}},
              {key: "c", value: {float: 0.5}}, {key: "d", value: {boolean: true}},
              {key: "e", value: {timestamp: "2025-05-07T10:02:00Z"}},
              {key: "f", value: {uuid: "%s"}}])
            """
                .formatted(Console.newCode(), NOBODY));
    JsonNode pairs =
        graphQl
            .query(
                """
                system(uuid: "%s") { metadataKeyValueStore { key dataType
                  ... on MetadataKeyValuePairString { s: value }
                  ... on MetadataKeyValuePairInteger { i: value }
                  ... on MetadataKeyValuePairFloat { f: value }
                  ... on MetadataKeyValuePairBoolean { b: value }
                  ... on MetadataKeyValuePairUuid { u: value } } }
                """
                    .formatted(system))
            .path("metadataKeyValueStore");
    assertThat(pairs.findValuesAsText("dataType"))
        .containsExactly("STRING", "INTEGER", "FLOAT", "BOOLEAN", "TIMESTAMP", "UUID");
    assertThat(pairs.findValue("s").asText()).isEqualTo("x");
    assertThat(pairs.findValue("i").asInt()).isEqualTo(7);
    assertThat(pairs.findValue("f").asDouble()).isEqualTo(0.5);
    assertThat(pairs.findValue("b").asBoolean()).isTrue();
    assertThat(pairs.findValue("u").asText()).isEqualTo(NOBODY);
  }

  @Test
  void anUpdateChangesOnlyWhatIsPassed() {
    Model model = console.createModelOfSystems("RANGED", ", message: \"before\"");
    JsonNode updated =
        graphQl.mutate(
            "updateEventModel(uuid: \"%s\", eventLevel: WARNING) { code eventLevel message }"
                .formatted(model.uuid()));
    assertThat(updated)
        .hasToString(
            "{\"code\":\"%s\",\"eventLevel\":\"WARNING\",\"message\":\"before\"}"
                .formatted(model.code()));
  }

  @Test
  void everyOtherTypeIsUpdatedToo() {
    String system = console.createSystem();
    String componentModel = console.createComponentModel();
    String component = console.createComponent(system, componentModel, "c");
    assertThat(
            graphQl
                .mutate("updateSystem(uuid: \"%s\", name: \"New\") { name }".formatted(system))
                .findValue("name")
                .asText())
        .isEqualTo("New");
    assertThat(
            graphQl.mutate(
                "updateComponent(uuid: \"%s\", connectionState: CONNECTED) { connectionState }"
                    .formatted(component)))
        .hasToString("{\"connectionState\":\"CONNECTED\"}");
    assertThat(
            graphQl.mutate(
                "updateComponentModel(uuid: \"%s\", isConnective: true) { isConnective }"
                    .formatted(componentModel)))
        .hasToString("{\"isConnective\":true}");
    Model model = console.createModelOfComponents("RANGED", "");
    String link =
        console.create(
            "createEventModelLink(eventModelUuid: \"%s\", prototypeUuid: \"%s\")"
                .formatted(model.uuid(), componentModel));
    assertThat(
            graphQl.mutate(
                "updateEventModelLink(uuid: \"%s\", status: DEACTIVATED) { status }"
                    .formatted(link)))
        .hasToString("{\"status\":\"DEACTIVATED\"}");
    console.run("deleteEventModelLink(uuid: \"" + link + "\")");
    assertUnknown("eventModelLink", link);
  }

  @Test
  void codesAreUnique() {
    String code = Console.newCode();
    String system = console.create("createSystem(code: \"%s\", name: \"S\")".formatted(code));
    String componentModel =
        console.create(
            "createComponentModel(code: \"%s\", name: \"M\", componentType: DEVICE)"
                .formatted(code));
    console.createComponent(system, componentModel, code);
    console.create(
        "createEventModel(code: \"%s\", entityType: SYSTEM, eventType: RANGED)".formatted(code));
    for (String again :
        List.of(
            "createSystem(code: \"%s\", name: \"S\") { uuid }",
            "createComponentModel(code: \"%s\", name: \"M\", componentType: DEVICE) { uuid }",
            "createEventModel(code: \"%s\", entityType: SYSTEM, eventType: RANGED) { uuid }")) {
      assertThat(classification(again.formatted(code))).isEqualTo("CONFLICT");
    }
    assertThat(
            classification(
                "createComponent(systemUuid: \"%s\", componentModelUuid: \"%s\", code: \"%s\") { uuid }"
                    .formatted(system, componentModel, code)))
        .isEqualTo("CONFLICT");
    console.createComponent(console.createSystem(), componentModel, code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a+b", "a#b", "a\\u0000b"})
  void codesThatAreNoTopicLevelsAreInvalid(String code) {
    for (String mutation :
        List.of(
            "createSystem(code: \"%s\", name: \"S\") { uuid }",
            "createComponentModel(code: \"%s\", name: \"M\", componentType: DEVICE) { uuid }",
            "createEventModel(code: \"%s\", entityType: SYSTEM, eventType: RANGED) { uuid }")) {
      assertThat(classification(mutation.formatted(code))).isEqualTo("VALIDATION");
    }
  }

  @Test
  void systemsHaveNoPrototypesToLimitTo() {
    assertThat(
            classification(
                "createEventModel(entityType: SYSTEM, eventType: RANGED, limitToPrototypes: true)"
                    + " { uuid }"))
        .isEqualTo("VALIDATION");
  }

  @Test
  void whatIsUnknownIsNotFound() {
    for (String type :
        List.of("system", "component", "componentModel", "eventModel", "eventModelLink", "event")) {
      assertUnknown(type, NOBODY);
      String mutation = Character.toUpperCase(type.charAt(0)) + type.substring(1);
      assertThat(classification("delete%s(uuid: \"%s\") { ok }".formatted(mutation, NOBODY)))
          .isEqualTo("NOT_FOUND");
      assertThat(classification("update%s(uuid: \"%s\") { uuid }".formatted(mutation, NOBODY)))
          .isEqualTo("NOT_FOUND");
    }
  }

  @Test
  void whatTheSchemaDoesNotKnowIsAValidationError() {
    for (String query :
        List.of(
            "{ nonsense }",
            "{ system(uuid: \"no uuid\") { uuid } }",
            "{ system { uuid } }",
            "mutation { createEventModel(eventType: NONE, entityType: SYSTEM) { uuid } }",
            "{ ",
            "")) {
      assertThat(graphQl.error(query).classification()).isEqualTo("VALIDATION");
    }
  }

  @Test
  void listsHavePages() {
    String system = console.createSystem();
    String componentModel = console.createComponentModel();
    for (String code : List.of("c1", "c2", "c3")) {
      console.createComponent(system, componentModel, code);
    }
    String page =
        "components(systemUuid: [\"%s\"], orderBy: [{code: ASC}], limit: 2, offset: %d)"
            + " { totalItems limit offset items { code } }";
    assertThat(graphQl.query(page.formatted(system, 0)))
        .hasToString(
            "{\"totalItems\":3,\"limit\":2,\"offset\":0,"
                + "\"items\":[{\"code\":\"c1\"},{\"code\":\"c2\"}]}");
    assertThat(graphQl.query(page.formatted(system, 2)).path("items"))
        .hasToString("[{\"code\":\"c3\"}]");
    console.link(console.createModelOfComponents("RANGED", ""), componentModel);
    for (String list :
        List.of("systems", "components", "componentModels", "eventModels", "eventModelLinks")) {
      JsonNode first = graphQl.query(list + " { totalItems limit offset items { uuid } }");
      assertThat(first.path("limit").asInt()).isEqualTo(50);
      assertThat(first.path("offset").asInt()).isZero();
      assertThat(first.path("items")).hasSizeBetween(1, 50);
      for (String wrong : List.of("limit: -1", "limit: 1001", "offset: -1")) {
        assertThat(graphQl.error("{ " + list + "(" + wrong + ") { totalItems } }").classification())
            .isEqualTo("VALIDATION");
      }
    }
  }

  @Test
  void theCallersDomainIsThere() {
    assertThat(graphQl.query("currentDomain { slug status systems(limit: 1) { limit } }"))
        .hasToString(
            "{\"slug\":\"company-example\",\"status\":\"ACTIVATED\",\"systems\":{\"limit\":1}}");
  }

  @Test
  void whatWasWrittenIsReadAtOnce() {
    for (int i = 0; i < 100; i++) {
      String system = console.createSystem();
      assertThat(graphQl.query("system(uuid: \"" + system + "\") { uuid }").path("uuid").asText())
          .isEqualTo(system);
    }
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

  private static JsonNode without(JsonNode object, String field) {
    ObjectNode copy = object.deepCopy();
    copy.remove(field);
    return copy;
  }
}
