package dev.tocsin.event;

import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventType;
import java.util.UUID;

/**
 * An event's model as it was when the event was raised. {@code code} and {@code message} may be
 * null.
 */
public record EventModelSnapshot(
    UUID uuid,
    EntityType entityType,
    EventType eventType,
    EventLevel eventLevel,
    String code,
    String message) {

  public static EventModelSnapshot of(EventModel model) {
    return new EventModelSnapshot(
        model.uuid(),
        model.entityType(),
        model.eventType(),
        model.eventLevel(),
        model.code(),
        model.message());
  }
}
