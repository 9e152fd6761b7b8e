package dev.tocsin.query.view;

import static dev.tocsin.query.view.Samples.NOON;
import static dev.tocsin.query.view.Samples.SLUG;
import static dev.tocsin.query.view.Samples.created;
import static dev.tocsin.query.view.Samples.deleted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.event.Ack;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.query.DatabaseSettings;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.RegistryChange;
import dev.tocsin.registry.SystemEntity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the view shows of what is written to it, whatever database it is kept in. */
abstract class ViewContract {
  private final SystemEntity system = Samples.system("ems");
  private final ComponentModel meterModel = Samples.componentModel("meter");
  private final ComponentEntity meter = Samples.component("meter-1", system, meterModel);
  private final EventModel overload =
      Samples.eventModel("overload", EntityType.SYSTEM, EventLevel.ERROR);
  private final EventModel malfunction =
      Samples.eventModel("malfunction", EntityType.COMPONENT, EventLevel.WARNING);
  private final EventModelLink link = Samples.link(malfunction, meterModel);
  private final Event onSystem = Samples.event(system, overload, NOON);
  private final Event onMeter = Samples.event(meter, malfunction, NOON.plusSeconds(1));

  private DatabaseSettings sameDatabase;
  private Database database;
  private View view;

  /** An empty database. */
  abstract DatabaseSettings newDatabase();

  @BeforeEach
  void createView() {
    sameDatabase = newDatabase();
    database = new Database(sameDatabase, Samples.STATEMENT_TIME);
    database.migrate();
    view = new View(database);
    write(
        changes -> {
          changes.add(created(system));
          changes.add(created(meterModel));
          changes.add(created(meter));
          changes.add(created(overload));
          changes.add(created(malfunction));
          changes.add(created(link));
          changes.add(created(onSystem));
          changes.add(created(onMeter));
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void every_object_comes_back_as_it_went_in() {
    assertThat(view.find(View.SYSTEMS, SLUG, system.uuid())).contains(system);
    assertThat(view.find(View.COMPONENTS, SLUG, meter.uuid())).contains(meter);
    assertThat(view.find(View.COMPONENT_MODELS, SLUG, meterModel.uuid())).contains(meterModel);
    assertThat(view.find(View.EVENT_MODELS, SLUG, overload.uuid())).contains(overload);
    assertThat(view.find(View.EVENT_MODEL_LINKS, SLUG, link.uuid())).contains(link);
    assertThat(view.find(View.EVENTS, SLUG, onSystem.uuid())).contains(onSystem);
  }

  @Test
  void an_event_keeps_its_acknowledgements_and_every_type_of_metadata() {
    Event full =
        Samples.event(
            UUID.randomUUID(),
            meter,
            malfunction,
            NOON.plusNanos(123_456_000),
            NOON.plusSeconds(5),
            List.of(
                new Ack(UUID.randomUUID(), NOON), new Ack(UUID.randomUUID(), NOON.plusSeconds(1))),
            Metadata.of(
                Map.of(
                    "text", new MetadataValue.Text("Größe 'x' \\ \n"),
                    "whole", new MetadataValue.Whole(Long.MAX_VALUE),
                    "decimal", new MetadataValue.Decimal(0.1),
                    "bool", new MetadataValue.Bool(false),
                    "timestamp", new MetadataValue.Timestamp(NOON),
                    "uuid", new MetadataValue.Uuid(UUID.randomUUID()))),
            7);
    write(changes -> changes.add(created(full)));

    assertThat(view.find(View.EVENTS, SLUG, full.uuid())).contains(full);
  }

  @Test
  void metadata_as_long_as_it_may_be_is_kept_and_found() {
    String key = noise(20_000);
    String text = noise(40_000);
    Event wordy = version(onMeter, 2, Map.of(key, new MetadataValue.Text(text)));
    Event alike = Samples.event(meter, malfunction, NOON.plusSeconds(2));
    Event other = version(alike, 1, Map.of(key, new MetadataValue.Text(text + "!")));
    write(
        changes -> {
          changes.add(new EventChange(EventChangeType.UPDATED, wordy));
          changes.add(created(other));
        });

    assertThat(view.find(View.EVENTS, SLUG, wordy.uuid())).contains(wordy);
    for (Map<String, Object> wanted :
        List.<Map<String, Object>>of(Map.of("_eq", text), Map.of("_in", List.of("x", text)))) {
      Map<String, Object> pair =
          Map.of("key", Map.of("_eq", key), "value", Map.of("string", wanted));
      Selection selection = new Selection(SLUG, Map.of("metadataKeyValueStore", pair), List.of());
      assertThat(view.events(selection, 10, null).orElseThrow().items()).containsExactly(wordy);
    }
  }

  @Test
  void another_domain_sees_nothing() {
    assertThat(view.find(View.SYSTEMS, "other", system.uuid())).isEmpty();
    assertThat(view.page(View.SYSTEMS, Selection.all("other"), 10, 0, true).totalItems()).isZero();
    assertThat(view.events(Selection.all("other"), 10, null).orElseThrow().items()).isEmpty();
  }

  @Test
  void an_older_version_changes_nothing() {
    Event newer = version(onMeter, 3, Map.of("b", new MetadataValue.Bool(true)));
    Event older = version(onMeter, 2, Map.of("a", new MetadataValue.Bool(true)));
    write(changes -> changes.add(new EventChange(EventChangeType.UPDATED, newer)));
    write(changes -> changes.add(new EventChange(EventChangeType.UPDATED, older)));

    assertThat(view.find(View.EVENTS, SLUG, onMeter.uuid())).contains(newer);
  }

  @Test
  void a_deleted_event_is_gone_with_all_that_is_its_own() {
    write(changes -> changes.add(deleted(onMeter)));

    assertThat(view.find(View.EVENTS, SLUG, onMeter.uuid())).isEmpty();
    assertThat(view.find(View.EVENTS, SLUG, onSystem.uuid())).isPresent();
  }

  @Test
  void an_event_that_is_deleted_and_raised_again_is_the_new_one() {
    Event resolved =
        Samples.event(
            onMeter.uuid(),
            meter,
            malfunction,
            onMeter.time(),
            NOON.plusSeconds(5),
            List.of(new Ack(UUID.randomUUID(), NOON)),
            Metadata.of(Map.of("a", new MetadataValue.Bool(true))),
            3);
    write(changes -> changes.add(new EventChange(EventChangeType.RESOLVED, resolved)));
    write(
        changes -> {
          changes.add(deleted(resolved));
          changes.add(created(onMeter));
        });

    assertThat(view.find(View.EVENTS, SLUG, onMeter.uuid())).contains(onMeter);
    assertThat(
            view.counts(Grouping.EVENT_MODEL, Selection.all(SLUG), 10, null).orElseThrow().items())
        .extracting(EventCount::sum)
        .containsExactly(1, 1);
  }

  @Test
  void an_event_that_comes_after_the_end_of_what_it_belongs_to_is_not_shown() {
    Event late = Samples.event(meter, malfunction, NOON.plusSeconds(2));
    for (RegistryChange<?> end :
        List.of(deleted(malfunction), deleted(meter), deleted(system), deleted(overload))) {
      write(changes -> changes.add(end));
      write(changes -> changes.add(created(late)));
    }

    assertThat(view.events(Selection.all(SLUG), 10, null).orElseThrow().items()).isEmpty();
    assertThat(database.reader().fetchCount(EventTally.TABLE)).isZero();
  }

  @Test
  void it_is_not_shown_however_much_was_deleted_with_what_it_belongs_to() {
    Event late = Samples.event(meter, malfunction, NOON.plusSeconds(2));
    write(
        changes -> {
          for (int i = 0; i < 1_500; i++) {
            changes.add(deleted(Samples.system("s" + i)));
          }
          changes.add(deleted(meter));
        });
    write(changes -> changes.add(created(late)));

    assertThat(view.find(View.EVENTS, SLUG, late.uuid())).isEmpty();
  }

  @Test
  void metadata_goes_with_the_version_that_had_it_even_if_the_time_of_creation_changes() {
    Event first = version(onMeter, 2, Map.of("a", new MetadataValue.Bool(true)));
    Event second =
        new Event(
            first.uuid(),
            first.slug(),
            first.entityUuid(),
            first.systemUuid(),
            first.componentCode(),
            first.model(),
            first.time(),
            first.endTime(),
            first.status(),
            first.acks(),
            Metadata.of(Map.of("b", new MetadataValue.Bool(true))),
            first.createdAt().plusSeconds(1),
            first.updatedAt(),
            3);
    write(changes -> changes.add(new EventChange(EventChangeType.UPDATED, first)));
    int rows = database.reader().fetchCount(MetadataTable.TABLE);
    write(changes -> changes.add(new EventChange(EventChangeType.UPDATED, second)));

    assertThat(view.find(View.EVENTS, SLUG, second.uuid())).contains(second);
    assertThat(database.reader().fetchCount(MetadataTable.TABLE)).isEqualTo(rows);
  }

  @Test
  void a_view_of_the_third_version_keeps_its_metadata() {
    DatabaseSettings old = newDatabase();
    try (Database third = new Database(old, Samples.STATEMENT_TIME)) {
      third.migrations().target("3").load().migrate();
      write(third, changes -> changes.add(created(onMeter)));
      third
          .writer()
          .execute(
              "insert into metadata (owner_uuid, meta_key, data_type, string_value)"
                  + " values (?, 'phase', 'STRING', 'L1'), (?, 'phase', 'STRING', 'L2')",
              onMeter.uuid().toString(),
              UUID.randomUUID().toString());
    }
    try (Database now = new Database(old, Samples.STATEMENT_TIME)) {
      now.migrate();

      assertThat(new View(now).find(View.EVENTS, SLUG, onMeter.uuid()).orElseThrow().metadata())
          .isEqualTo(Metadata.of(Map.of("phase", new MetadataValue.Text("L1"))));
      assertThat(now.reader().fetchCount(MetadataTable.TABLE)).isEqualTo(1);
    }
  }

  @Test
  void a_deleted_system_takes_its_components_and_the_events_of_both_along() {
    write(changes -> changes.add(deleted(system)));

    assertThat(view.find(View.SYSTEMS, SLUG, system.uuid())).isEmpty();
    assertThat(view.find(View.COMPONENTS, SLUG, meter.uuid())).isEmpty();
    assertThat(view.events(Selection.all(SLUG), 10, null).orElseThrow().items()).isEmpty();
    assertThat(database.reader().fetchCount(MetadataTable.TABLE)).isZero();
  }

  @Test
  void a_deleted_event_model_takes_its_events_and_links_along() {
    write(changes -> changes.add(deleted(malfunction)));

    assertThat(view.find(View.EVENT_MODEL_LINKS, SLUG, link.uuid())).isEmpty();
    assertThat(view.find(View.EVENTS, SLUG, onMeter.uuid())).isEmpty();
    assertThat(view.find(View.EVENTS, SLUG, onSystem.uuid())).isPresent();
  }

  @Test
  void a_deleted_component_model_takes_its_components_their_events_and_its_links_along() {
    write(changes -> changes.add(deleted(meterModel)));

    assertThat(view.find(View.COMPONENTS, SLUG, meter.uuid())).isEmpty();
    assertThat(view.find(View.EVENT_MODEL_LINKS, SLUG, link.uuid())).isEmpty();
    assertThat(view.find(View.EVENTS, SLUG, onMeter.uuid())).isEmpty();
    assertThat(view.find(View.EVENTS, SLUG, onSystem.uuid())).isPresent();
  }

  @Test
  void a_list_has_pages_and_knows_how_many_there_are() {
    List<SystemEntity> systems = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      systems.add(Samples.system("s" + i));
    }
    write(changes -> systems.forEach(each -> changes.add(created(each))));

    List<SystemEntity> seen = new ArrayList<>();
    for (int offset = 0; offset < 30; offset += 10) {
      Page<SystemEntity> page = view.page(View.SYSTEMS, Selection.all(SLUG), 10, offset, true);
      assertThat(page.totalItems()).isEqualTo(26);
      seen.addAll(page.items());
    }
    assertThat(seen).hasSize(26).doesNotHaveDuplicates().containsAll(systems);
  }

  @Test
  void events_come_newest_first_and_a_cursor_misses_none_while_others_arrive() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(Samples.event(system, overload, NOON.minusSeconds(i / 3)));
    }
    write(changes -> events.forEach(each -> changes.add(created(each))));

    List<Event> seen = new ArrayList<>();
    String cursor = null;
    do {
      CursorPage<Event> page = view.events(Selection.all(SLUG), 7, cursor).orElseThrow();
      seen.addAll(page.items());
      cursor = page.cursor();
      write(changes -> changes.add(created(Samples.event(system, overload, NOON.plusSeconds(60)))));
    } while (cursor != null);

    assertThat(seen).doesNotHaveDuplicates().containsAll(events).hasSize(102);
    assertThat(seen.stream().map(Event::time)).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void a_cursor_of_another_order_is_refused() {
    String cursor = view.events(Selection.all(SLUG), 1, null).orElseThrow().cursor();
    Selection byEnd = new Selection(SLUG, Map.of(), List.of(Map.of("endTime", "ASC")));

    assertThat(view.events(byEnd, 1, cursor)).isEmpty();
    assertThat(view.events(byEnd, 1, "not a cursor")).isEmpty();
  }

  @Test
  void a_cursor_that_no_database_takes_is_refused() {
    Order byCode =
        Order.of(
            Grouping.EVENT_MODEL_CODE,
            EventTally.counts(Grouping.EVENT_MODEL_CODE, SLUG),
            List.of());
    String forged = Cursor.write(byCode, List.of(1, "a\u0000"));

    assertThat(view.counts(Grouping.EVENT_MODEL_CODE, Selection.all(SLUG), 1, forged)).isEmpty();
  }

  @Test
  void children_are_paged_for_many_parents_at_once() {
    SystemEntity empty = Samples.system("empty");
    List<ComponentEntity> more = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      more.add(Samples.component("more-" + i, system, meterModel));
    }
    write(changes -> more.forEach(each -> changes.add(created(each))));

    Selection byCode = new Selection(SLUG, Map.of(), List.of(Map.of("code", "DESC")));
    Map<UUID, Page<ComponentEntity>> pages =
        view.pages(
            View.COMPONENTS_OF_SYSTEM, List.of(system.uuid(), empty.uuid()), byCode, 2, 1, true);

    assertThat(pages.get(system.uuid()).items()).containsExactly(more.get(3), more.get(2));
    assertThat(pages.get(system.uuid()).totalItems()).isEqualTo(6);
    assertThat(pages.get(empty.uuid()).items()).isEmpty();
    assertThat(pages.get(empty.uuid()).totalItems()).isZero();
  }

  @Test
  void active_events_of_a_model_are_counted() {
    assertThat(view.activeEvents(SLUG, malfunction.uuid())).isEqualTo(1);
    assertThat(view.activeEvents(SLUG, UUID.randomUUID())).isZero();
  }

  @Test
  void a_statement_that_takes_too_long_is_ended() {
    try (Database impatient = new Database(sameDatabase, Duration.ofSeconds(1))) {
      assertThatThrownBy(
              () ->
                  impatient
                      .reader()
                      .fetch(
                          "with recursive n(i) as (select 1 union all select i + 1 from n where i <"
                              + " 1000000000) select sum(i) from n"))
          .isInstanceOfSatisfying(
              DataAccessException.class, e -> assertThat(Database.isTimeout(e)).isTrue());
      assertThat(impatient.isReachable()).isTrue();
    }
  }

  private void write(Consumer<Changes> adding) {
    write(database, adding);
  }

  private static void write(Database database, Consumer<Changes> adding) {
    Changes changes = new Changes();
    adding.accept(changes);
    database.writer().transaction(transaction -> new ViewWriter(transaction.dsl()).write(changes));
  }

  /** A text that no compression makes short. */
  private static String noise(int length) {
    return new Random(length)
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private Event version(Event event, long version, Map<String, MetadataValue> metadata) {
    return Samples.event(
        event.uuid(),
        meter,
        malfunction,
        event.time(),
        null,
        List.of(),
        Metadata.of(metadata),
        version);
  }
}
