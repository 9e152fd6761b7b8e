package dev.tocsin.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tocsin.event.Ack;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.event.EventModelSnapshot;
import dev.tocsin.event.EventStatus;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.query.LocalKafka;
import dev.tocsin.query.LocalRegistry;
import dev.tocsin.query.RunningQueryApi;
import dev.tocsin.query.TopicWriter;
import dev.tocsin.query.view.Samples;
import dev.tocsin.query.view.Selection;
import dev.tocsin.query.view.View;
import dev.tocsin.registry.ChangeType;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.RegistryChange;
import dev.tocsin.registry.SystemEntity;
import graphql.execution.incremental.AlternativeCallContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;

/** Watching events over WebSocket and over server-sent events, from a real broker. */
class SubscriptionTest {
  private static final Duration PROMPT = Duration.ofMillis(200);
  private static final Duration REQUEST_TIME = Duration.ofSeconds(1);
  private static final Duration KEEP_ALIVE = Duration.ofMillis(200);

  private static LocalKafka broker;
  private static LocalRegistry registry;
  private static RunningQueryApi api;
  private static TopicWriter writer;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    broker = LocalKafka.start();
    registry = LocalRegistry.start();
    api =
        RunningQueryApi.start(
            "jdbc:sqlite:" + folder.resolve("view.sqlite"),
            "--tocsin.kafka.bootstrap-servers=" + broker.bootstrapServers(),
            "--tocsin.kafka.schema-registry-url=" + registry.url(),
            "--tocsin.query.subscriber-buffer=10",
            "--spring.mvc.async.request-timeout=" + REQUEST_TIME,
            "--spring.graphql.http.sse.keep-alive=" + KEEP_ALIVE,
            "--spring.graphql.websocket.keep-alive=" + KEEP_ALIVE);
    writer = new TopicWriter(broker, registry);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> api.status("/actuator/health/readiness") == 200);
  }

  @AfterAll
  static void stop() {
    writer.close();
    api.close();
    registry.close();
    broker.close();
  }

  @Test
  void a_websocket_client_sees_the_changes_that_it_asked_for() {
    Watcher watcher = watch("{status: {_eq: ACTIVE}, from: \\\"2026-01-01T00:00:00Z\\\"}");
    awaitWatching(1);

    Event active = event(null, Instant.parse("2026-02-01T00:00:00Z"));
    send(EventChangeType.CREATED, event(null, Instant.parse("2025-12-31T23:59:59Z")));
    send(EventChangeType.CREATED, event(active.time(), active.time()));
    send(EventChangeType.CREATED, active);
    send(EventChangeType.DELETED, active);

    await().until(() -> watcher.count("next") == 2);
    assertThat(watcher.told("next"))
        .allSatisfy(text -> assertThat(text).contains(active.uuid().toString()))
        .extracting(text -> text.contains("CREATED"))
        .containsExactly(true, false);
    watcher.close();
    awaitWatching(0);
  }

  @Test
  void a_change_arrives_promptly() throws Exception {
    Watcher watcher = watch("{}");
    awaitWatching(1);
    send(EventChangeType.CREATED, event(null, Instant.EPOCH));
    await().until(() -> watcher.count("next") == 1);

    List<Long> latencies = new CopyOnWriteArrayList<>();
    for (int i = 2; i < 22; i++) {
      int expected = i;
      long before = System.nanoTime();
      send(EventChangeType.CREATED, event(null, Instant.EPOCH));
      await().pollInterval(Duration.ofMillis(2)).until(() -> watcher.count("next") == expected);
      latencies.add(System.nanoTime() - before);
    }
    long median = latencies.stream().sorted().skip(10).findFirst().orElseThrow();
    assertThat(Duration.ofNanos(median)).isLessThan(PROMPT);
    watcher.close();
    awaitWatching(0);
  }

  @Test
  void server_sent_events_carry_the_same() {
    Event event = event(null, Instant.EPOCH);
    try (EventStream stream = stream("events { change event { uuid } }")) {
      awaitWatching(1);
      send(EventChangeType.CREATED, event);
      await().until(() -> stream.tellsOf(event.uuid().toString()));
    }
    awaitWatching(0);
  }

  @Test
  void a_client_to_whom_nothing_happens_stays_longer_than_a_request_may_take() {
    Event event = event(null, Instant.EPOCH);
    try (EventStream stream = stream("events { change event { uuid } }")) {
      long enough = REQUEST_TIME.multipliedBy(3).dividedBy(KEEP_ALIVE);
      await()
          .until(
              () -> stream.lines().stream().filter(line -> line.startsWith(":")).count() >= enough);
      send(EventChangeType.CREATED, event);
      await().until(() -> stream.tellsOf(event.uuid().toString()));
    }
    awaitWatching(0);
  }

  @Test
  void a_websocket_over_which_nothing_goes_is_pinged() {
    try (Watcher watcher = watch("{}")) {
      await().until(() -> watcher.count("ping") > 1);
    }
    awaitWatching(0);
  }

  @Test
  void what_a_change_refers_to_is_shown_as_it_is_now() {
    SystemEntity system = Samples.system("ems");
    EventModel model = Samples.eventModel("overload", EntityType.SYSTEM, EventLevel.ERROR);
    Event event = Samples.event(system, model, Instant.EPOCH);
    Event acknowledged =
        Samples.event(
            event.uuid(),
            system,
            model,
            event.time(),
            null,
            List.of(new Ack(UUID.randomUUID(), Instant.EPOCH)),
            Metadata.NONE,
            2);
    send(system);
    awaitInView(system);
    Watcher watcher = Watcher.connect(api.port());
    watcher.subscribe("{}", "event { acks { totalItems } entity { ... on System { name } } }");
    awaitWatching(1);

    send(EventChangeType.CREATED, event);
    await().until(() -> watcher.count("next") == 1);
    SystemEntity renamed = renamed(system);
    send(renamed);
    awaitInView(renamed);
    send(EventChangeType.ACKNOWLEDGED, acknowledged);
    await().until(() -> watcher.count("next") == 2);

    assertThat(watcher.told("next").getFirst()).contains("\"totalItems\":0", "System ems");
    assertThat(watcher.told("next").getLast()).contains("\"totalItems\":1", "System new");
    watcher.close();
    awaitWatching(0);
  }

  @Test
  void a_subscription_does_not_grow_with_what_it_has_told() throws Exception {
    try (Watcher watcher = Watcher.connect(api.port())) {
      watcher.subscribe("{}", "event { entity { __typename } }");
      awaitWatching(1);
      for (int i = 1; i <= 100; i++) {
        int expected = i;
        send(EventChangeType.CREATED, event(null, Instant.EPOCH));
        await().pollInterval(Duration.ofMillis(2)).until(() -> watcher.count("next") == expected);
      }
      assertThat(instances(AlternativeCallContext.class)).isLessThan(10);
    }
    awaitWatching(0);
  }

  @Test
  void a_wrong_filter_ends_the_stream_before_it_begins() {
    Watcher watcher = watch("{colour: \\\"red\\\"}");
    await().until(() -> watcher.count("error") == 1);
    assertThat(watcher.told("error")).first().asString().contains("VALIDATION").contains("colour");
    watcher.close();

    try (EventStream stream = stream("events(where: {colour: 1}) { change }")) {
      await().until(stream::hasEnded);
      assertThat(stream.lines()).anyMatch(line -> line.contains("VALIDATION"));
      assertThat(stream.lines()).anyMatch(line -> line.contains("colour"));
    }
  }

  @Test
  void a_stream_that_is_ended_says_why() {
    Watcher watcher = watch("{}");
    awaitWatching(1);
    LiveEvents live = api.bean(LiveEvents.class);
    live.breakOff();
    await().until(() -> watcher.count("error") == 1);
    assertThat(watcher.told("error"))
        .first()
        .asString()
        .contains("UNAVAILABLE", "Changes may have been missed; subscribe again.");
    live.open();
    watcher.close();
    awaitWatching(0);
  }

  @Test
  void a_client_that_reads_too_slowly_is_dropped_with_a_reason_and_harms_nobody() {
    LiveEvents live = api.bean(LiveEvents.class);
    var everything = new Selection("company-example", Map.of(), List.of());
    List<EventChange> seen = new CopyOnWriteArrayList<>();
    Disposable quick = live.watch(everything).subscribe(seen::add);
    Stuck stuck = new Stuck();
    live.watch(everything).subscribe(stuck);
    awaitWatching(2);

    for (int i = 1; i <= 50; i++) {
      int expected = i;
      send(EventChangeType.CREATED, event(null, Instant.EPOCH));
      await().pollInterval(Duration.ofMillis(2)).until(() -> seen.size() == expected);
    }

    awaitWatching(1);
    stuck.request(1_000);
    await().until(() -> stuck.reason != null);
    assertThat(stuck.reason).isEqualTo("The client reads too slowly; subscribe again.");
    quick.dispose();
    awaitWatching(0);
  }

  @Test
  void a_page_of_another_origin_may_not_watch() {
    assertThatThrownBy(
            () ->
                HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("graphql-transport-ws")
                    .header("Origin", "https://evil.example")
                    .buildAsync(
                        URI.create("ws://127.0.0.1:" + api.port() + "/graphql"),
                        new WebSocket.Listener() {})
                    .join())
        .hasRootCauseMessage("Unexpected HTTP response status code 403");
  }

  private static Watcher watch(String where) {
    Watcher watcher = Watcher.connect(api.port());
    watcher.subscribe(where, "change event { uuid status }");
    return watcher;
  }

  private static EventStream stream(String fields) {
    return EventStream.open(api.port(), "subscription { " + fields + " }");
  }

  private static void awaitWatching(int number) {
    await().until(() -> watching() == number);
  }

  private static int watching() {
    return (int) api.bean(MeterRegistry.class).get("tocsin.query.subscribers").gauge().value();
  }

  private static Event event(Instant endTime, Instant time) {
    UUID system = UUID.randomUUID();
    return new Event(
        UUID.randomUUID(),
        "company-example",
        system,
        system,
        null,
        new EventModelSnapshot(
            UUID.randomUUID(), EntityType.SYSTEM, EventType.RANGED, EventLevel.INFO, "m", null),
        time,
        endTime,
        endTime == null ? EventStatus.ACTIVE : EventStatus.RESOLVED,
        List.of(),
        Metadata.NONE,
        time,
        time,
        1);
  }

  /** How many there are on the heap, after a garbage collection. */
  private static long instances(Class<?> type) throws JMException {
    Object histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return histogram
        .toString()
        .lines()
        .map(line -> line.trim().split("\\s+"))
        .filter(columns -> columns.length > 3 && columns[3].equals(type.getName()))
        .mapToLong(columns -> Long.parseLong(columns[1]))
        .sum();
  }

  private static void awaitInView(SystemEntity system) {
    View view = api.bean(View.class);
    await()
        .until(
            () ->
                view.find(View.SYSTEMS, Samples.SLUG, system.uuid())
                    .filter(system::equals)
                    .isPresent());
  }

  private static SystemEntity renamed(SystemEntity system) {
    return new SystemEntity(
        system.uuid(),
        system.slug(),
        system.code(),
        "System new",
        null,
        null,
        null,
        system.connectionState(),
        null,
        system.status(),
        system.metadata(),
        system.createdAt(),
        system.updatedAt(),
        2);
  }

  private static void send(SystemEntity system) {
    writer.write(new RegistryChange<>(ChangeType.UPDATED, system, system.status()));
  }

  private static void send(EventChangeType type, Event event) {
    writer.write(new EventChange(type, event));
  }

  /** A client that asks for nothing until it is told to. */
  private static final class Stuck extends BaseSubscriber<EventChange> {
    private volatile String reason;

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      // Asks for nothing.
    }

    @Override
    protected void hookOnError(Throwable error) {
      reason = error.getMessage();
    }
  }
}
