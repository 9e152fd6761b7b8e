package dev.tocsin.query.view;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.query.DatabaseSettings;
import dev.tocsin.registry.ChangeType;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.RegistryChange;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.exception.DataAccessException;

/**
 * Some events of this moment as a small view of their own in memory, so that a filter means the
 * same for a change that passes by as for a list. For one thread.
 */
public final class MomentaryView implements AutoCloseable {
  private static final Duration FILTER_TIME = Duration.ofSeconds(1);

  private final Database database =
      new Database(
          new DatabaseSettings(
              "jdbc:sqlite:file:moment-" + UUID.randomUUID() + "?mode=memory&cache=shared",
              null,
              null),
          FILTER_TIME);

  public MomentaryView() {
    database.migrate();
  }

  /** Holds these events and nothing else, together with their models as they are now. */
  public void show(List<Event> events, Collection<EventModel> models) {
    Changes changes = new Changes();
    events.forEach(event -> changes.add(new EventChange(EventChangeType.UPDATED, event)));
    models.forEach(
        model -> changes.add(new RegistryChange<>(ChangeType.UPDATED, model, model.status())));
    database
        .writer()
        .transaction(
            transaction -> {
              ViewWriter.clear(transaction.dsl());
              new ViewWriter(transaction.dsl()).write(changes);
            });
  }

  /**
   * Those of the events that are selected.
   *
   * @throws DataAccessException where the filter cannot be put to a database
   */
  public Set<UUID> matching(Selection selection) {
    return database
        .reader()
        .select(EventTable.UUID)
        .from(EventTable.TABLE)
        .where(EventTable.SLUG.eq(selection.slug()))
        .and(EventTable.KIND.filters().where(selection.where(), selection.slug()))
        .fetchSet(EventTable.UUID);
  }

  @Override
  public void close() {
    database.close();
  }
}
