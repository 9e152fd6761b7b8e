package dev.tocsin.query.live;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventModelSnapshot;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.query.view.View;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.Status;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;

/**
 * The models of events: as they are now, or as the events remember them where the view has none. A
 * model that is deleted with its events is gone before the events are.
 */
final class EventModels {
  private final View view;

  EventModels(View view) {
    this.view = view;
  }

  Collection<EventModel> of(List<Event> events) {
    Map<UUID, EventModel> models = new HashMap<>();
    latestOfEach(events).forEach((uuid, event) -> models.put(uuid, asRaised(event)));
    events.stream()
        .collect(groupingBy(Event::slug, mapping(event -> event.model().uuid(), toSet())))
        .forEach((slug, uuids) -> models.putAll(view.find(View.EVENT_MODELS, slug, uuids)));
    return models.values();
  }

  /** The model as far as the event knows it. */
  static EventModel asRaised(Event event) {
    EventModelSnapshot model = event.model();
    return new EventModel(
        model.uuid(),
        event.slug(),
        model.code(),
        model.eventType(),
        model.eventLevel(),
        model.entityType(),
        false,
        model.message(),
        Status.ACTIVATED,
        Metadata.NONE,
        event.createdAt(),
        event.createdAt(),
        1);
  }

  /** By model: the latest event knows it best. */
  private static Map<UUID, Event> latestOfEach(List<Event> events) {
    return events.stream()
        .collect(
            toMap(
                event -> event.model().uuid(),
                event -> event,
                BinaryOperator.maxBy(comparing(Event::createdAt))));
  }
}
