package dev.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.introspection.IntrospectionQuery;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a query may ask for: over HTTP, on an empty view. */
class QueryLimitsTest {
  private static RunningQueryApi api;

  @BeforeAll
  static void startWithoutKafka(@TempDir Path folder) {
    api =
        RunningQueryApi.start(
            "jdbc:sqlite:" + folder.resolve("view.sqlite"),
            "--tocsin.kafka.bootstrap-servers=127.0.0.1:1");
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
}
