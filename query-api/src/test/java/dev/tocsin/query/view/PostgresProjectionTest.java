package dev.tocsin.query.view;

import static dev.tocsin.query.view.Samples.NOON;
import static dev.tocsin.query.view.Samples.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.event.Event;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.query.DatabaseSettings;
import dev.tocsin.query.LocalPostgres;
import dev.tocsin.query.NeedsPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@NeedsPostgres
class PostgresProjectionTest extends ProjectionContract {
  @Override
  DatabaseSettings newDatabase() {
    return new DatabaseSettings(LocalPostgres.get().newDatabase(), null, null);
  }

  @Test
  void a_database_that_is_away_is_waited_for_and_nothing_is_lost() {
    try (Running running = new Running()) {
      send(created(event));
      await().until(() -> running.has(event));
      LocalPostgres.get().crash();
      Event meanwhile = Samples.event(system, overload, NOON.plusSeconds(1));
      send(created(meanwhile));
      LocalPostgres.get().resume();
      await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> running.has(meanwhile));
    }
  }

  @Test
  void what_the_database_refuses_is_left_out_and_keeps_nothing_else_away() {
    Event refused =
        Samples.event(
            UUID.randomUUID(),
            system,
            overload,
            NOON,
            null,
            List.of(),
            Metadata.of(Map.of("nul", new MetadataValue.Text("\u0000"))),
            1);
    try (Running running = new Running()) {
      send(created(refused));
      send(created(event));
      await().until(() -> running.has(event));
      await().until(() -> running.refused() == 1);
      assertThat(running.has(refused)).isFalse();
    }
  }
}
