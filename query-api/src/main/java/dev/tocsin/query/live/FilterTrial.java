package dev.tocsin.query.live;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventModelSnapshot;
import dev.tocsin.event.EventStatus;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.query.graphql.ApiException;
import dev.tocsin.query.view.Database;
import dev.tocsin.query.view.MomentaryView;
import dev.tocsin.query.view.Selection;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.exception.DataAccessException;

/**
 * Tries a filter out before anybody watches with it: the schema allows some that a database
 * refuses, such as patterns that are too long. Thread-safe.
 */
final class FilterTrial implements AutoCloseable {
  private static final UUID ANY = new UUID(0, 0);

  private final MomentaryView moment = new MomentaryView();

  /**
   * Puts the filter to an event with something in every field, since a database may notice what it
   * refuses no sooner.
   *
   * @throws ApiException where it fails
   */
  synchronized void attempt(Selection selection) {
    Event event = event(selection.slug());
    moment.show(List.of(event), List.of(EventModels.asRaised(event)));
    try {
      moment.matching(selection);
    } catch (DataAccessException e) {
      throw refusal(e);
    }
  }

  /** What a client is told whose filter failed. */
  static ApiException refusal(DataAccessException e) {
    return Database.isTimeout(e)
        ? ApiException.timeout("The filter takes too long; ask for less.")
        : ApiException.invalid("The filter is more than the database can take; ask for less.");
  }

  @Override
  public synchronized void close() {
    moment.close();
  }

  private static Event event(String slug) {
    return new Event(
        ANY,
        slug,
        ANY,
        ANY,
        "any",
        new EventModelSnapshot(
            ANY, EntityType.COMPONENT, EventType.RANGED, EventLevel.INFO, "any", "any"),
        Instant.EPOCH,
        Instant.EPOCH,
        EventStatus.RESOLVED,
        List.of(),
        Metadata.of(Map.of("any", new MetadataValue.Text("any"))),
        Instant.EPOCH,
        Instant.EPOCH,
        1);
  }
}
