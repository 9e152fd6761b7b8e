package dev.tocsin.query.view;

import static dev.tocsin.query.view.Samples.NOON;
import static dev.tocsin.query.view.Samples.SLUG;
import static dev.tocsin.query.view.Samples.created;
import static dev.tocsin.query.view.Samples.deleted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.SchemaRegistryClient;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.TopicCreator;
import dev.tocsin.kafka.Topics;
import dev.tocsin.query.DatabaseSettings;
import dev.tocsin.query.LocalKafka;
import dev.tocsin.query.LocalRegistry;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.RegistryChange;
import dev.tocsin.registry.SystemEntity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the topics of a real broker into a database, whichever, and on from there. */
abstract class ProjectionContract {
  private static LocalKafka broker;
  private static LocalRegistry registry;

  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final Clock clock = new ClockAhead();
  final SystemEntity system = Samples.system("ems");
  final EventModel overload = Samples.eventModel("overload", EntityType.SYSTEM, EventLevel.ERROR);
  final Event event = Samples.event(system, overload, NOON);

  private DatabaseSettings settings;
  private KafkaSettings kafka;
  private Topics topics;
  private TocsinSerdes serdes;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = LocalKafka.start();
    registry = LocalRegistry.start();
  }

  @AfterAll
  static void stopBroker() {
    registry.close();
    broker.close();
  }

  /** An empty database. */
  abstract DatabaseSettings newDatabase();

  @BeforeEach
  void createTopics() throws InterruptedException {
    settings = newDatabase();
    kafka =
        new KafkaSettings(
            broker.bootstrapServers(), registry.url(), UUID.randomUUID() + ".", 3, (short) 1, null);
    topics = new Topics(kafka);
    serdes = new TocsinSerdes(topics, new SchemaRegistryClient(registry.url(), clock));
    new TopicCreator(kafka, clock)
        .create(
            List.of(
                topics.events(),
                topics.entities(),
                topics.eventModels(),
                topics.componentModels(),
                topics.eventModelLinks()));
  }

  @Test
  void the_view_follows_the_topics_and_goes_on_after_a_restart() {
    try (Running running = new Running()) {
      send(system);
      send(created(event));
      await().until(() -> running.has(event));
      assertThat(running.view.find(View.SYSTEMS, SLUG, system.uuid())).contains(system);
    }
    Event later = Samples.event(system, overload, NOON.plusSeconds(1));
    send(created(later));
    send(deleted(event));
    try (Running running = new Running()) {
      await().until(() -> running.has(later) && !running.has(event));
      await().until(running.projection::hasCaughtUp);
      assertThat(running.written()).isEqualTo(2);
    }
  }

  @Test
  void a_view_that_nothing_can_be_written_to_stands_still_until_it_can() {
    try (Running running = new Running()) {
      await().until(running.projection::hasCaughtUp);
      running.database.writer().execute("alter table event rename to hidden");
      send(created(event));
      // A projection that goes on learns within the interval how late it is.
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                boolean standsStill = !running.projection.isGoingOn();
                ahead.updateAndGet(by -> by.plus(Duration.ofMinutes(2)));
                return standsStill;
              });
      running.database.writer().execute("alter table hidden rename to event");
      await().until(() -> running.projection.isGoingOn() && running.has(event));
    }
  }

  @Test
  void what_cannot_be_read_is_counted_and_passed_over() {
    try (Running running = new Running()) {
      sendBytes(topics.events().name(), event.uuid(), new byte[] {1, 2, 3});
      sendBytes(topics.events().name(), event.uuid(), null);
      send(created(event));
      await().until(() -> running.has(event));
      assertThat(running.metrics.counter("tocsin.query.projection.poison").count()).isEqualTo(1);
    }
  }

  @Test
  void a_view_of_other_topics_is_made_anew() {
    for (int i = 0; i < 20; i++) {
      send(created(Samples.event(system, overload, NOON.plusSeconds(i))));
    }
    try (Running running = new Running()) {
      await().until(running.projection::hasCaughtUp);
    }
    try (Database database = new Database(settings, Samples.STATEMENT_TIME)) {
      database.writer().execute("update projection_offset set next_offset = next_offset + 1000");
    }
    send(created(event));
    try (Running running = new Running()) {
      await().until(() -> running.has(event));
      await()
          .until(
              () ->
                  running.view.events(Selection.all(SLUG), 100, null).orElseThrow().items().size()
                      == 21);
    }
  }

  @Test
  void a_view_that_was_away_for_too_long_is_made_anew() {
    Event gone = Samples.event(system, overload, NOON);
    try (Running running = new Running()) {
      send(created(gone));
      await().until(() -> running.has(gone));
    }
    try (Database database = new Database(settings, Samples.STATEMENT_TIME)) {
      database.writer().execute("update projection_offset set seen_at = 0");
    }
    // The deletion's record and its tombstone have been compacted away by now: nothing says it.
    try (Admin admin = Admin.create(kafka.client())) {
      admin
          .deleteTopics(List.of(topics.events().name()))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
    await()
        .ignoreExceptions()
        .until(
            () -> {
              new TopicCreator(kafka, clock).create(List.of(topics.events()));
              return true;
            });
    send(created(event));
    send(created(Samples.event(system, overload, NOON)));
    try (Running running = new Running()) {
      await().until(() -> running.has(event) && !running.has(gone));
    }
  }

  @Test
  void two_projections_of_one_view_share_the_work_and_survive_each_other() {
    try (Running first = new Running()) {
      Event one = Samples.event(system, overload, NOON);
      send(created(one));
      await().until(() -> first.has(one));
      try (Running second = new Running()) {
        for (int i = 0; i < 50; i++) {
          send(created(Samples.event(system, overload, NOON.plusSeconds(i))));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> first.count() == 51);
        assertThat(second.count()).isEqualTo(51);
      }
      send(created(event));
      await().atMost(Duration.ofSeconds(30)).until(() -> first.has(event));
    }
  }

  @Test
  void a_projection_with_a_name_takes_the_place_of_one_that_died_under_it() {
    try (Running running = new Running("replica-1")) {
      send(created(event));
      await().until(() -> running.has(event));
    }
    UUID view;
    try (Database database = new Database(settings, Samples.STATEMENT_TIME)) {
      view = ProjectionOffsets.identity(database.writer());
    }
    dieIn(kafka.topicPrefix() + "query." + view, "replica-1");

    Event later = Samples.event(system, overload, NOON.plusSeconds(1));
    send(created(later));
    try (Running running = new Running("replica-1")) {
      await().until(() -> running.has(later));
    }
  }

  @Test
  void a_projection_that_ends_leaves_its_work_to_the_others_at_once() {
    kafka = patient(kafka);
    try (Running first = new Running("replica-1")) {
      await().until(first.projection::hasCaughtUp);
      try (Running second = new Running("replica-2")) {
        // Until it has a part of the work: who ends while joining cannot be told from who died.
        AtomicInteger sent = new AtomicInteger();
        await()
            .atMost(Duration.ofSeconds(40))
            .until(
                () -> {
                  Instant time = NOON.plusSeconds(sent.incrementAndGet());
                  send(created(Samples.event(system, overload, time)));
                  return second.written() > 0;
                });
      }
      send(created(event));
      await().atMost(Duration.ofSeconds(40)).until(() -> first.has(event));
    }
  }

  /** The same with members that are missed only after minutes. */
  private static KafkaSettings patient(KafkaSettings kafka) {
    return new KafkaSettings(
        kafka.bootstrapServers(),
        kafka.schemaRegistryUrl(),
        kafka.topicPrefix(),
        kafka.partitions(),
        kafka.replicationFactor(),
        Map.of(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "120000"));
  }

  /** A member of the group that gets partitions, and is then gone without a word for minutes. */
  private void dieIn(String group, String instance) {
    Map<String, Object> config = kafka.groupConsumer("dying", group, instance);
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 45_000);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try (var dying =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      dying.subscribe(List.of(topics.events().name()));
      await()
          .until(
              () -> {
                dying.poll(Duration.ofMillis(100));
                return !dying.assignment().isEmpty();
              });
      // It has a name: so it only closes its connection, as a crash does.
    }
  }

  private void send(Entity entity) {
    RegistryChange<Entity> change = created(entity);
    sendBytes(
        topics.entities().name(),
        entity.uuid(),
        serdes.entities().serializer().serialize(topics.entities().name(), change));
  }

  void send(EventChange change) {
    sendBytes(
        topics.events().name(),
        change.event().uuid(),
        serdes.events().serializer().serialize(topics.events().name(), change));
  }

  private void sendBytes(String topic, UUID key, byte[] value) {
    try (var producer =
        new KafkaProducer<>(
            kafka.producer("test"), new StringSerializer(), new ByteArraySerializer())) {
      var unused = producer.send(new ProducerRecord<>(topic, key.toString(), value));
    }
  }

  /** The system's clock, or as far ahead of it as a test wants. */
  private final class ClockAhead extends Clock {
    @Override
    public Instant instant() {
      return Instant.now().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  /** A projection on the test's database file, with a view to look at it. */
  final class Running implements AutoCloseable {
    private final Database database = new Database(settings, Samples.STATEMENT_TIME);
    private final ViewSignal signal = new ViewSignal();
    private final Barrier barrier = new Barrier(database, Admin.create(kafka.client()), signal);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final View view = new View(database);
    private final ProjectionService projection;

    Running() {
      this("");
    }

    Running(String instance) {
      database.migrate();
      projection =
          new ProjectionService(
              kafka, instance, topics, serdes, database, signal, barrier, metrics, clock);
      projection.start();
    }

    /** How many changes of events it has written itself. */
    double written() {
      return metrics.counter("tocsin.query.projection.changes", "kind", "event").count();
    }

    /** How many changes its database did not take. */
    double refused() {
      return metrics.counter("tocsin.query.projection.refused").count();
    }

    boolean has(Event sought) {
      return view.find(View.EVENTS, SLUG, sought.uuid()).isPresent();
    }

    private int count() {
      return database.reader().fetchCount(EventTable.TABLE);
    }

    @Override
    public void close() {
      projection.close();
      barrier.close();
      database.close();
    }
  }
}
