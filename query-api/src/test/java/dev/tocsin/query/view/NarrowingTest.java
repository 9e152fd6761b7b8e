package dev.tocsin.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.Event;
import dev.tocsin.query.DatabaseSettings;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.SystemEntity;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a page of events is looked for among so many that a relation leaves most of them. */
class NarrowingTest {
  private static final int MANY = 2_100;

  @TempDir private Path folder;

  @Test
  void few_of_many_relations_are_tried_out() {
    try (Database database =
        new Database(
            new DatabaseSettings("jdbc:sqlite:" + folder.resolve("view.sqlite"), null, null),
            Samples.STATEMENT_TIME)) {
      database.migrate();
      database.writer().transaction(t -> new ViewWriter(t.dsl()).write(changes()));
      Counting statements = new Counting();
      database.reader().configuration().set(statements);

      List<Map<String, Object>> relations = Collections.nCopies(100, Map.of("system", Map.of()));
      Selection selection = new Selection(Samples.SLUG, Map.of("_and", relations), List.of());
      List<Event> page = new View(database).events(selection, 10, null).orElseThrow().items();

      assertThat(page).hasSize(10);
      assertThat(statements.number).hasValueLessThan(10);
    }
  }

  private static Changes changes() {
    SystemEntity system = Samples.system("ems");
    EventModel overload = Samples.eventModel("overload", EntityType.SYSTEM, EventLevel.ERROR);
    Changes changes = new Changes();
    changes.add(Samples.created(system));
    changes.add(Samples.created(overload));
    for (int i = 0; i < MANY; i++) {
      changes.add(Samples.created(Samples.event(system, overload, Samples.NOON.plusSeconds(i))));
    }
    return changes;
  }

  private static final class Counting implements ExecuteListener {
    private static final long serialVersionUID = 1;

    private final AtomicInteger number = new AtomicInteger();

    @Override
    public void executeStart(ExecuteContext context) {
      number.incrementAndGet();
    }
  }
}
