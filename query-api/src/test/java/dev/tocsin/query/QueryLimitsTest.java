package dev.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.introspection.IntrospectionQuery;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a query may ask for: over HTTP, on an empty view. */
class QueryLimitsTest {
  private static final String BY_FILTER =
      "query ($where: EventQuery) { events(where: $where) { items { uuid } } }";

  private static RunningQueryApi api;

  @BeforeAll
  static void startWithoutKafka(@TempDir Path folder) {
    api = RunningQueryApi.startWithoutKafka(folder);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void a_fragment_counts_wherever_it_is_spread() throws Exception {
    assertRefused(
        """
        {
          a: systems(limit: 1) { items { ...F } }
          b: systems(limit: 1000) { items { ...F } }
        }
        fragment F on System { components(limit: 1000) { items { uuid code name } } }
        """,
        "may hold more");
    assertRefused(
        """
        {
          a: systems { items { domain { ...F } } }
          b: systems { items { domain { systems { items { domain { systems { items { domain {
            systems { items { domain { systems { items { domain { ...F } } } } } }
          } } } } } } } } }
        }
        fragment F on Domain { systems(limit: 1) { items { uuid } } }
        """,
        "deep");
  }

  @Test
  void the_whole_schema_can_be_asked_for() throws Exception {
    JsonNode answer = api.ask(IntrospectionQuery.INTROSPECTION_QUERY);

    assertThat(answer.has("errors")).as("%s", answer).isFalse();
  }

  @Test
  void lists_cost_something_even_where_they_are_empty() throws Exception {
    assertAnswered("{" + lists(50) + "}", Map.of());
    assertRefused("{" + lists(51) + "}", "more than 50 lists");
  }

  @Test
  void a_document_may_have_many_mutations_but_not_any_number() throws Exception {
    assertThat(api.ask("mutation {" + mutations(50) + "}").at("/data/a49").isMissingNode())
        .isFalse();
    assertRefused("mutation {" + mutations(51) + "}", "more than 50 mutations");
  }

  @Test
  void a_filter_may_have_many_conditions_but_not_any_number() throws Exception {
    assertAnswered(BY_FILTER, where("_or", Map.of("uuid", Map.of("_like", "%a%")), 249));
    assertAnswered(BY_FILTER, where("_and", Map.of("system", Map.of()), 249));
    assertRefused(BY_FILTER, where("_and", Map.of("system", Map.of()), 10_000), "conditions");
    assertRefused(
        BY_FILTER, where("_or", Map.of("uuid", Map.of("_like", "%a%")), 1_001), "conditions");
  }

  @Test
  void an_order_has_no_more_entries_than_make_sense() throws Exception {
    String inOrder = "query ($by: [EventOrderByQuery]) { events(orderBy: $by) { limit } }";
    assertAnswered(inOrder, Map.of("by", Collections.nCopies(10, Map.of("time", "ASC"))));
    assertRefused(inOrder, Map.of("by", Collections.nCopies(11, Map.of("time", "ASC"))), "orderBy");
  }

  @Test
  void a_filter_may_not_be_nested_without_end() throws Exception {
    assertAnswered(BY_FILTER, Map.of("where", nested(5)));
    assertRefused(BY_FILTER, Map.of("where", nested(100)), "deep");
  }

  @Test
  void what_no_database_takes_is_refused_before_it_is_asked() throws Exception {
    String byName = "query ($is: StringQueryField) { systems(where: {name: $is}) { totalItems } }";
    assertRefused(byName, Map.of("is", Map.of("_eq", "a\u0000b")), "NUL");
    assertRefused(byName, Map.of("is", Map.of("_in", List.of("\u0000"))), "NUL");
    assertRefused(byName, Map.of("is", Map.of("_like", "%a".repeat(30_000))), "pattern");
    assertRefused(
        "query ($code: [String]) { eventModels(code: $code) { limit } }",
        Map.of("code", List.of("\u0000")),
        "NUL");
    assertAnswered(byName, Map.of("is", Map.of("_ilike", "%pump 😀%")));
  }

  @Test
  void a_request_has_a_greatest_length() throws Exception {
    assertAnswered(BY_FILTER, where("_oneOf", "8718ca2a-5134-41bb-ab81-b65cec310ab9", 20_000));
    assertThat(
            api.ask(BY_FILTER, where("_oneOf", "8718ca2a-5134-41bb-ab81-b65cec310ab9", 30_000))
                .at("/status")
                .asInt())
        .isEqualTo(400);
  }

  @Test
  void uuids_have_one_written_form() throws Exception {
    for (String wrong :
        List.of(
            "00000000-0000-0000-0000-00000000000g",
            "8718ca2a-5134-41bb-ab81-+65cec310ab9",
            "8718ca2-a5134-41bb-ab81-b65cec310ab9",
            "٨718ca2a-5134-41bb-ab81-b65cec310ab9")) {
      assertRefused("{ event(uuid: \"" + wrong + "\") { uuid } }", "Not a valid UUID");
      assertRefused(
          "query ($uuid: UUID!) { event(uuid: $uuid) { uuid } }",
          Map.of("uuid", wrong),
          "Not a valid UUID");
    }
  }

  @Test
  void what_is_of_the_wrong_type_is_said_without_the_names_of_classes() throws Exception {
    String byLimit = "query ($limit: Int) { systems(limit: $limit) { limit } }";
    assertPlain("{ systems(limit: \"5\") { limit } }", Map.of());
    assertPlain("{ systems(limit: {a: 1}) { limit } }", Map.of());
    assertPlain("{ systems(limit: [1]) { limit } }", Map.of());
    assertPlain("{ systems(limit: 99999999999) { limit } }", Map.of());
    assertPlain("{ systems(status: [5]) { limit } }", Map.of());
    assertPlain("{ systems(status: [\"ACTIVATED\"]) { limit } }", Map.of());
    assertPlain("{ systems(where: {name: {_eq: 5}}) { limit } }", Map.of());
    assertPlain("{ systems(where: {name: 5}) { limit } }", Map.of());
    assertPlain("{ systems(where: {name: {_eq: \"\"\"a\nb\"\"\", _neq: 5}}) { limit } }", Map.of());
    assertPlain("{ systems(limit: \"\"\"a\nb\"\"\") { limit } }", Map.of());
    assertPlain("{ eventModels(where: {limitToPrototypes: {_eq: \"true\"}}) { limit } }", Map.of());
    assertPlain(
        "{ events(where: {metadataKeyValueStore: {value: {float: {_eq: \"1\"}}}}) { limit } }",
        Map.of());
    assertPlain(byLimit, Map.of("limit", Map.of("a", 1)));
    assertPlain(byLimit, Map.of("limit", List.of(1)));
    assertPlain(byLimit, Map.of("limit", "many"));
    assertPlain(byLimit, Map.of("limit", true));
    assertPlain(byLimit, Map.of("limit", 1.5));
    assertPlain(BY_FILTER, Map.of("where", 5));
    assertPlain(BY_FILTER, Map.of("where", Map.of("nope", 5)));
    assertPlain(BY_FILTER, Map.of("where", Map.of("status", Map.of("_eq", 5))));
    assertPlain(BY_FILTER, Map.of("where", Map.of("status", Map.of("_eq", List.of()))));
    assertPlain(BY_FILTER, Map.of("where", Map.of("time", Map.of("_eq", Map.of()))));
  }

  @Test
  void errors_are_in_english_for_everybody() throws Exception {
    JsonNode answer = api.ask("{ systems(limit: \"5\") { limit } }", Map.of(), "de");

    assertThat(answer.at("/errors/0/message").asString())
        .endsWith("argument 'limit' is not a valid 'Int'");
  }

  private static String lists(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "a" + i + ": systems(limit: 0) { limit }")
        .collect(Collectors.joining(" "));
  }

  /** Of a system that there is not, so none is sent. */
  private static String mutations(int number) {
    return IntStream.range(0, number)
        .mapToObj(
            i -> "a" + i + ": deleteSystem(uuid: \"" + UUID.randomUUID() + "\") { __typename }")
        .collect(Collectors.joining(" "));
  }

  private static Map<String, Object> where(String field, Object part, int times) {
    return Map.of("where", Map.of(field, Collections.nCopies(times, part)));
  }

  private static Map<String, Object> nested(int times) {
    Map<String, Object> filter = Map.of("code", Map.of("_eq", "a"));
    for (int i = 0; i < times; i++) {
      filter = Map.of("components", Map.of("system", filter));
    }
    return Map.of("system", filter);
  }

  private static void assertAnswered(String query, Map<String, Object> variables) throws Exception {
    JsonNode answer = api.ask(query, variables);
    assertThat(answer.has("data") && !answer.has("errors")).as("%s", answer).isTrue();
  }

  private static void assertRefused(String query, String reason) throws Exception {
    assertRefused(query, Map.of(), reason);
  }

  private static void assertRefused(String query, Map<String, Object> variables, String reason)
      throws Exception {
    JsonNode answer = api.ask(query, variables);
    assertThat(answer.at("/errors/0/extensions/classification").asString())
        .as("%s", answer)
        .isEqualTo("VALIDATION");
    assertThat(answer.at("/errors/0/message").asString()).contains(reason);
  }

  private static void assertPlain(String query, Map<String, Object> variables) throws Exception {
    JsonNode answer = api.ask(query, variables);
    assertThat(answer.at("/errors/0/extensions/classification").asString())
        .as("%s", answer)
        .isEqualTo("VALIDATION");
    assertThat(answer.at("/errors/0/message").asString())
        .doesNotContainPattern("'\\w*(Value|Map|List)'|AST|but it was");
  }
}
