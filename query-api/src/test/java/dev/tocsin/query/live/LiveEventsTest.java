package dev.tocsin.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.query.DatabaseSettings;
import dev.tocsin.query.graphql.ApiException;
import dev.tocsin.query.view.Database;
import dev.tocsin.query.view.Samples;
import dev.tocsin.query.view.Selection;
import dev.tocsin.query.view.View;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.SystemEntity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of those who watch, without Kafka: the changes come from the test. */
class LiveEventsTest {
  // More than SQLite takes. A query with it would not come this far.
  private static final String LONG_PATTERN = "%".repeat(60_000);

  private final SystemEntity system = Samples.system("ems");
  private final EventModel overload =
      Samples.eventModel("overload", EntityType.SYSTEM, EventLevel.ERROR);
  private final Event event = Samples.event(system, overload, Samples.NOON);

  private Database database;
  private LiveEvents live;

  @BeforeEach
  void start(@TempDir Path folder) {
    database =
        new Database(
            new DatabaseSettings("jdbc:sqlite:" + folder.resolve("view.sqlite"), null, null),
            Samples.STATEMENT_TIME);
    database.migrate();
    live = new LiveEvents(new View(database), 10, 10, new SimpleMeterRegistry());
    live.open();
  }

  @AfterEach
  void stop() {
    live.close();
    database.close();
  }

  @Test
  void a_filter_that_the_database_refuses_ends_nobody_elses_watch() {
    Watch everything = watch(Map.of());
    Watch failing = watch(Map.of("uuid", Map.of("_like", LONG_PATTERN)));

    live.publish(List.of(Samples.created(event)));
    live.publish(List.of(Samples.deleted(event)));

    await().until(() -> everything.changes.size() == 2);
    await().until(() -> failing.end.get() != null);
    assertThat(failing.end.get())
        .isInstanceOf(ApiException.class)
        .hasMessage("The filter is more than the database can take; ask for less.");
    assertThat(everything.end.get()).isNull();
  }

  @Test
  void who_filters_by_the_model_hears_of_events_that_go_with_it() {
    // The view has no models: this one was deleted with its events, and is gone already.
    Watch ofModel = watch(Map.of("eventModel", Map.of("code", Map.of("_eq", "overload"))));
    Watch ofOther = watch(Map.of("eventModel", Map.of("code", Map.of("_eq", "other"))));
    Watch everything = watch(Map.of());

    live.publish(List.of(Samples.deleted(event)));

    await().until(() -> everything.changes.size() == 1);
    await().until(() -> ofModel.changes.size() == 1);
    assertThat(ofOther.changes).isEmpty();
  }

  @Test
  void nobody_hears_of_another_domain() {
    Watch foreign = watch("another-domain", Map.of());
    Watch own = watch(Map.of());

    live.publish(List.of(Samples.created(event)));

    await().until(() -> own.changes.size() == 1);
    assertThat(foreign.changes).isEmpty();
  }

  @Test
  void nobody_watches_while_changes_are_missed() {
    Watch before = watch(Map.of());
    live.breakOff();
    Watch meanwhile = watch(Map.of());
    live.open();
    Watch after = watch(Map.of());
    live.publish(List.of(Samples.created(event)));

    await().until(() -> after.changes.size() == 1);
    await().until(() -> before.end.get() != null);
    assertThat(before.end.get()).hasMessage("Changes may have been missed; subscribe again.");
    assertThat(meanwhile.end.get()).hasMessage("Changes cannot be watched now; try again soon.");
  }

  private Watch watch(Map<String, Object> where) {
    return watch(Samples.SLUG, where);
  }

  private Watch watch(String slug, Map<String, Object> where) {
    Watch watch = new Watch(new CopyOnWriteArrayList<>(), new AtomicReference<>());
    var unused =
        live.watch(new Selection(slug, where, List.of()))
            .subscribe(watch.changes::add, watch.end::set);
    return watch;
  }

  /** What a client has seen, and why it sees no more. */
  private record Watch(List<EventChange> changes, AtomicReference<Throwable> end) {}
}
