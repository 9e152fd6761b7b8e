package dev.tocsin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.acceptance.ThreeServices.Service;
import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.GraphQl;
import dev.tocsin.laboratory.Program;
import dev.tocsin.query.LocalPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two query-apis on one PostgreSQL, and one on an SQLite file of its own. */
@ExtendWith(SharedTocsin.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasTest {
  private static final int MUTATIONS = 500;
  private static final int CALLERS = 64;
  private static final int USERS = 24;
  private static final Instant FIRST = Instant.parse("2025-05-07T10:02:00Z");

  /** After so long Kafka gives a dead replica's partitions to the other; and some to begin. */
  private static final Duration TAKEOVER = Duration.ofSeconds(20);

  private final ThreeServices services;
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
  private String postgres;
  private Service one;
  private Service other;
  private Service alone;
  private final AtomicInteger raised = new AtomicInteger();
  private String eventModel;

  ReplicasTest(RunningTocsin tocsin) {
    services =
        ThreeServices.prepared(
            tocsin.ports(),
            Program.newFolder("replicas"),
            "replicas.",
            List.of("processor", "query-api"));
  }

  @BeforeAll
  void start() {
    assumeTrue(LocalPostgres.isInstalled(), "PostgreSQL's server is not installed");
    postgres = LocalPostgres.get().newDatabase();
    services.startProcessor("replicas-processor");
    one = startReplica("replica-1");
    other = startReplica("replica-2");
    alone = services.startQueryApi("on-sqlite");
    services.awaitReadiness();
    eventModel = new Console(graphQl(alone)).createModelOfSystems("RANGED", "").uuid();
    for (Service service : List.of(one, other)) {
      await().until(() -> knowsModel(service));
    }
  }

  @AfterAll
  void stop() {
    callers.shutdownNow();
    services.close();
  }

  @Test
  @Order(1)
  void whoeverIsAskedAfterAMutationShowsIt() throws Exception {
    List<Story> ways =
        List.of(
            new Story(graphQl(one), graphQl(other), eventModel),
            new Story(graphQl(other), graphQl(one), eventModel),
            new Story(graphQl(one), graphQl(one), eventModel),
            new Story(graphQl(alone), graphQl(alone), eventModel));
    int stories = MUTATIONS / Story.MUTATIONS;
    List<Callable<Void>> calls = new ArrayList<>();
    for (int i = 0; i < stories; i++) {
      Story story = ways.get(i % ways.size());
      calls.add(
          () -> {
            story.tell();
            return null;
          });
    }
    long began = System.nanoTime();
    for (Future<Void> call : callers.invokeAll(calls)) {
      call.get();
    }
    System.out.printf(
        "%d mutations, each followed by a query that saw it: %d s%n",
        stories * Story.MUTATIONS, Duration.ofNanos(System.nanoTime() - began).toSeconds());
  }

  @Test
  @Order(2)
  void theyShareTheWorkAndDoNotFightForIt() {
    for (Service service : List.of(one, other)) {
      assertThat(projected(service)).isPositive();
      assertThat(service.program().output().lines())
          .filteredOn(line -> line.contains("Another replica has moved on"))
          .hasSizeLessThan(5);
    }
  }

  @Test
  @Order(3)
  void oneGoesOnWithoutTheOther() throws Exception {
    goOnWithout(other, one);
    other = startReplica("replica-2");
    services.awaitReadiness();
    awaitBothProject();
  }

  @Test
  @Order(4)
  void andTheOtherWithoutTheOne() throws Exception {
    goOnWithout(one, other);
  }

  /** Its mutations may wait for a takeover, which takes as long as they wait by default. */
  private Service startReplica(String name) {
    return services.startReplica(name, postgres, "--tocsin.query.command-timeout=60s");
  }

  /** Users go on raising events and asking for them at the survivor while the victim is killed. */
  private void goOnWithout(Service victim, Service survivor) throws Exception {
    Console console = new Console(graphQl(survivor));
    String system = console.createSystem();
    Set<String> seen = ConcurrentHashMap.newKeySet();
    AtomicBoolean enough = new AtomicBoolean();
    AtomicLong longest = new AtomicLong();
    List<Future<?>> users = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      users.add(
          callers.submit(
              () -> {
                while (!enough.get()) {
                  long began = System.nanoTime();
                  seen.add(raiseAndSee(console, system));
                  longest.accumulateAndGet(System.nanoTime() - began, Math::max);
                }
              }));
    }
    await().until(() -> seen.size() > 100);
    services.kill(victim);
    int before = seen.size();
    // More than the users can raise who do not have to wait for the takeover.
    await().atMost(TAKEOVER.multipliedBy(2)).until(() -> seen.size() > before + 10 * USERS);
    enough.set(true);
    for (Future<?> user : users) {
      user.get();
    }
    System.out.printf(
        "A replica was killed: of %d events the longest to be seen took %d ms%n",
        seen.size(), Duration.ofNanos(longest.get()).toMillis());
    assertThat(Duration.ofNanos(longest.get())).isLessThan(TAKEOVER);
    assertThat(events(survivor, system)).isEqualTo(seen);
  }

  private String raiseAndSee(Console console, String system) {
    String event =
        console.create(
            "createEvent(entityUuid: \"%s\", eventModelUuid: \"%s\", time: \"%s\")"
                .formatted(system, eventModel, FIRST.plusSeconds(raised.incrementAndGet())));
    assertThat(console.graphQl().query("event(uuid: \"%s\") { uuid }".formatted(event)))
        .hasToString("{\"uuid\":\"%s\"}".formatted(event));
    return event;
  }

  private void awaitBothProject() {
    await("both replicas project again")
        .atMost(TAKEOVER.multipliedBy(2))
        .until(
            () -> {
              double before = projected(one);
              double otherBefore = projected(other);
              Console console = new Console(graphQl(one));
              IntStream.range(0, 10).forEach(i -> console.createSystem());
              return projected(one) > before && projected(other) > otherBefore;
            });
  }

  private static double projected(Service service) {
    return service.management().metric("tocsin_query_projection_changes_total");
  }

  private static Set<String> events(Service service, String system) {
    Set<String> uuids = new HashSet<>();
    String after = "null";
    do {
      JsonNode page =
          graphQl(service)
              .query(
                  "events(entityUuid: \"%s\", limit: 1000, after: %s) { cursor items { uuid } }"
                      .formatted(system, after));
      uuids.addAll(page.findValuesAsText("uuid"));
      after = page.path("cursor").isNull() ? null : page.path("cursor").toString();
    } while (after != null);
    return uuids;
  }

  private boolean knowsModel(Service service) {
    return graphQl(service)
            .query("eventModels(where: {uuid: {_eq: \"%s\"}}) { totalItems }".formatted(eventModel))
            .path("totalItems")
            .asInt()
        == 1;
  }

  private static GraphQl graphQl(Service service) {
    return new GraphQl(service.port());
  }
}
