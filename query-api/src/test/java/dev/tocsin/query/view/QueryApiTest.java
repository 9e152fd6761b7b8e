package dev.tocsin.query.view;

import static dev.tocsin.query.view.Samples.NOON;
import static dev.tocsin.query.view.Samples.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.event.Ack;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.query.RunningQueryApi;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.SystemEntity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Queries over HTTP on a view with some events; Kafka is away, and queries do not mind. */
class QueryApiTest {
  private static final AtomicInteger STATEMENTS = new AtomicInteger();
  private static final SystemEntity EMS = Samples.system("ems");

  private static RunningQueryApi api;

  @BeforeAll
  static void startAndFill(@TempDir Path folder) {
    api = RunningQueryApi.startWithoutKafka(folder);
    Database database = api.bean(Database.class);
    await().ignoreExceptions().until(() -> database.reader().fetchCount(AccountTable.TABLE) == 1);
    database
        .writer()
        .transaction(transaction -> new ViewWriter(transaction.dsl()).write(changes()));
    database.reader().configuration().set(new Counting());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void a_page_costs_the_same_number_of_statements_however_long_it_is() throws Exception {
    String query =
        """
        query ($limit: Int) {
          events(limit: $limit) {
            cursor
            items {
              uuid
              entity {
                ... on System { code components(limit: 2) { totalItems items { code } } }
                ... on Component { code system { code } componentModel { name } }
              }
              eventModel { code eventModelLinks { totalItems items { prototype { __typename } } } }
              acks { totalItems items { time user { name } } }
              metadataKeyValueStore { key }
            }
          }
        }
        """;
    int few = statements(query, 10);
    int many = statements(query, 100);

    assertThat(many).isEqualTo(few).isLessThan(25);
  }

  @Test
  void a_domain_is_asked_for_its_lists_once_however_often_it_is_named() throws Exception {
    STATEMENTS.set(0);
    JsonNode answer =
        api.ask(
            """
            {
              events(limit: 100) {
                items {
                  eventModel {
                    domain { systems(limit: 2) { totalItems } componentModels { items { code } } }
                  }
                }
              }
            }
            """);

    assertThat(answer.at("/data/events/items/7/eventModel/domain/systems/totalItems").asInt())
        .as("%s", answer)
        .isEqualTo(2);
    assertThat(STATEMENTS).hasValueLessThan(15);
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void events_are_counted_by_every_grouping(Grouping grouping) throws Exception {
    JsonNode answer =
        api.ask(
            """
            query ($by: AggregatedEventGroupingEntityType!) {
              aggregatedEvents(groupBy: $by, where: {status: {_eq: ACTIVE}}) {
                cursor
                items {
                  sum
                  groupingEntity {
                    __typename
                    ... on System { code }
                    ... on EventModelCode { code }
                  }
                }
              }
            }
            """,
            Map.of("by", grouping.name()));

    JsonNode first = answer.at("/data/aggregatedEvents/items/0");
    assertThat(first.at("/sum").asInt()).as("%s", answer).isPositive();
    assertThat(first.at("/groupingEntity/__typename").asString())
        .isEqualTo(
            switch (grouping) {
              case SYSTEM -> "System";
              case COMPONENT -> "Component";
              case COMPONENT_MODEL -> "ComponentModel";
              case EVENT_MODEL -> "EventModel";
              case EVENT_MODEL_CODE -> "EventModelCode";
            });
  }

  @Test
  void counts_are_paged_by_cursor() throws Exception {
    String query =
        """
        query ($after: String) {
          aggregatedEvents(groupBy: COMPONENT, limit: 2, after: $after, orderBy: [{sum: ASC}]) {
            cursor
            items { sum groupingEntity { ... on Component { code } } }
          }
        }
        """;
    JsonNode first = api.ask(query).at("/data/aggregatedEvents");
    JsonNode second =
        api.ask(query, Map.of("after", first.at("/cursor").asString()))
            .at("/data/aggregatedEvents");

    assertThat(first.at("/items")).hasSize(2);
    assertThat(second.at("/items")).hasSize(1);
    assertThat(second.at("/cursor").isNull()).isTrue();
  }

  @Test
  void a_filter_reaches_through_relations_and_metadata() throws Exception {
    JsonNode answer =
        api.ask(
            """
            {
              systems(where: {events: {status: {_eq: ACTIVE}, _having: {count: {_gt: 5}}}}) {
                totalItems
                items { code }
              }
              events(
                where: {
                  component: {componentModel: {code: {_ilike: "MET%"}}}
                  metadataKeyValueStore: {key: {_eq: "n"}, value: {integer: {_lt: 6}}}
                }
              ) { items { metadataKeyValueStore { ... on MetadataKeyValuePairInteger { value } } } }
            }
            """);

    assertThat(answer.at("/data/systems/totalItems").asInt()).as("%s", answer).isEqualTo(1);
    assertThat(answer.at("/data/systems/items/0/code").asString()).isEqualTo("ems");
    assertThat(answer.at("/data/events/items")).hasSize(3);
  }

  @Test
  void the_acknowledging_user_can_be_asked_for() throws Exception {
    JsonNode answer =
        api.ask(
            """
            {
              events(limit: 1, where: {acknowledged: {_eq: true}}) {
                items {
                  mine: acks(where: {user: {name: {_eq: "operator"}}}) { totalItems }
                  others: acks(where: {user: {name: {_neq: "operator"}}}) { totalItems }
                }
              }
            }
            """);

    assertThat(answer.at("/data/events/items/0/mine/totalItems").asInt()).isEqualTo(1);
    assertThat(answer.at("/data/events/items/0/others/totalItems").asInt()).isZero();
  }

  @Test
  void a_mutation_is_refused_until_kafka_is_there() throws Exception {
    JsonNode answer = api.ask("mutation { createSystem(code: \"x\", name: \"X\") { uuid } }");

    assertThat(answer.at("/errors/0/extensions/classification").asString())
        .as("%s", answer)
        .isEqualTo("UNAVAILABLE");
  }

  private static int statements(String query, int limit) throws Exception {
    STATEMENTS.set(0);
    JsonNode answer = api.ask(query, Map.of("limit", limit));
    assertThat(answer.at("/data/events/items")).as("%s", answer).hasSize(limit);
    return STATEMENTS.get();
  }

  private static Changes changes() {
    Changes changes = new Changes();
    ComponentModel meter = Samples.componentModel("meter");
    EventModel overload = Samples.eventModel("overload", EntityType.SYSTEM, EventLevel.ERROR);
    EventModel malfunction =
        Samples.eventModel("malfunction", EntityType.COMPONENT, EventLevel.INFO);
    changes.add(created(EMS));
    changes.add(created(Samples.system("other")));
    changes.add(created(meter));
    changes.add(created(overload));
    changes.add(created(malfunction));
    changes.add(created(Samples.link(malfunction, meter)));
    ComponentEntity[] meters = new ComponentEntity[3];
    for (int i = 0; i < meters.length; i++) {
      meters[i] = Samples.component("meter-" + i, EMS, meter);
      changes.add(created(meters[i]));
    }
    UUID caller = UUID.fromString("8718ca2a-5134-41bb-ab81-b65cec310ab9");
    for (int i = 0; i < 120; i++) {
      boolean ofSystem = i % 2 == 0;
      changes.add(
          created(
              Samples.event(
                  UUID.randomUUID(),
                  ofSystem ? EMS : meters[i % 3],
                  ofSystem ? overload : malfunction,
                  NOON.plusSeconds(i),
                  i % 3 == 0 ? NOON.plusSeconds(200) : null,
                  i % 5 == 0 ? List.of(new Ack(caller, NOON)) : List.of(),
                  Metadata.of(Map.of("n", new MetadataValue.Whole(i))),
                  1)));
    }
    return changes;
  }

  private static final class Counting implements ExecuteListener {
    private static final long serialVersionUID = 1;

    @Override
    public void executeStart(ExecuteContext context) {
      STATEMENTS.incrementAndGet();
    }
  }
}
