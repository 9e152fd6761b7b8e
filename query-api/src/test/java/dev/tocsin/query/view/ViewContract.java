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
import dev.tocsin.registry.RegistryChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

/** What the view shows of what is written to it, whatever database it is kept in. */
abstract class ViewContract extends ViewWorld {
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
