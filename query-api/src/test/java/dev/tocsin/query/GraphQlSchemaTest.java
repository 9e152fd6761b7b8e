package dev.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

/** The served schema, and what the service says before anything else is there. */
class GraphQlSchemaTest {
  private static RunningQueryApi api;

  @BeforeAll
  static void startWithoutKafka(@TempDir Path folder) {
    api = RunningQueryApi.startWithoutKafka(folder, "--tocsin.query.command-timeout=300ms");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void the_served_schema_is_the_list_that_the_project_keeps() throws IOException {
    try (InputStream kept = getClass().getResourceAsStream("/signatures.txt")) {
      assertThat(SchemaSignatures.of(schema()))
          .containsExactlyInAnyOrderElementsOf(
              new String(kept.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  @Test
  void everything_has_a_description() {
    assertThat(
            schema().getAllTypesAsList().stream()
                .filter(SchemaSignatures::isOurs)
                .flatMap(GraphQlSchemaTest::described)
                .filter(element -> !element.getName().equals("_service"))
                .filter(
                    element -> Objects.requireNonNullElse(element.getDescription(), "").isBlank())
                .map(GraphQLNamedSchemaElement::getName))
        .isEmpty();
  }

  @Test
  void it_is_not_ready_and_says_so_while_kafka_is_away() throws Exception {
    assertThat(api.status("/actuator/health/liveness")).isEqualTo(200);
    assertThat(api.status("/actuator/health/readiness")).isEqualTo(503);
    assertThat(classification("mutation { createSystem(code: \"a\", name: \"b\") { uuid } }"))
        .isEqualTo("UNAVAILABLE");
  }

  @Test
  void graphiql_is_served() throws Exception {
    assertThat(api.status("/graphiql")).isIn(200, 307);
  }

  @Test
  void what_is_wrong_with_a_query_is_a_validation_error_without_class_names() throws Exception {
    for (String query :
        new String[] {
          "{ event(uuid: \"abc\") { uuid } }",
          "{ event(uuid: \"abc\") { uu",
          "{ nope }",
          "{ systems(status: [NOPE]) { limit } }",
          "{ events(from: \"yesterday\") { limit } }",
          "mutation { createSystem(code: 5, name: \"b\") { uuid } }",
          "{ systems(limit: 1001) { limit } }",
          "{ systems(limit: -1) { limit } }",
          "{ systems(offset: -1) { offset } }",
          "{ events(after: \"abc\") { limit } }",
          "{" + " a".repeat(20_000) + "}",
          "{ systems(limit: 1000) { items { components(limit: 1000) { items { uuid } } } } }",
          "{ currentDomain { systems { items "
              + "{ domain { systems { items ".repeat(5)
              + "{ uuid }"
              + " } } }".repeat(5)
              + " } } }",
        }) {
      JsonNode answer = api.ask(query);
      assertThat(answer.at("/errors/0/extensions/classification").asString())
          .as("%s -> %s", query.substring(0, Math.min(100, query.length())), answer)
          .isEqualTo("VALIDATION");
      assertThat(answer.toString()).doesNotContain("graphql.", "Exception", "Value{");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "event, event_does_not_exist",
    "system, system_does_not_exist",
    "component, component_does_not_exist",
    "eventModel, event_model_does_not_exist",
    "componentModel,",
    "eventModelLink,",
  })
  void an_unknown_object_is_not_found(String field, String code) throws Exception {
    JsonNode answer =
        api.ask("{ " + field + "(uuid: \"792b6149-1daa-488f-b07a-f684503b0586\") { uuid } }");
    assertThat(answer.at("/errors/0/extensions/classification").asString()).isEqualTo("NOT_FOUND");
    assertThat(answer.at("/errors/0/extensions/code").asStringOpt().orElse(null)).isEqualTo(code);
  }

  private String classification(String query) throws IOException, InterruptedException {
    return api.ask(query).at("/errors/0/extensions/classification").asString();
  }

  private static GraphQLSchema schema() {
    return api.bean(GraphQlSource.class).schema();
  }

  private static Stream<GraphQLNamedSchemaElement> described(GraphQLNamedType type) {
    Stream<? extends GraphQLNamedSchemaElement> parts =
        switch (type) {
          case GraphQLFieldsContainer container ->
              container.getFields().stream()
                  .flatMap(
                      (GraphQLFieldDefinition field) ->
                          Stream.<GraphQLNamedSchemaElement>concat(
                              Stream.of(field), field.getArguments().stream()));
          case GraphQLInputObjectType input -> input.getFields().stream();
          case GraphQLEnumType constants -> constants.getValues().stream();
          default -> Stream.of();
        };
    return Stream.concat(Stream.of(type), parts);
  }
}
