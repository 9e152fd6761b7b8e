package dev.tocsin.query.view;

import dev.tocsin.event.Ack;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.event.EventModelSnapshot;
import dev.tocsin.event.EventStatus;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.registry.ChangeType;
import dev.tocsin.registry.ComponentConnectionState;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.ComponentType;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.RegistryChange;
import dev.tocsin.registry.RegistryObject;
import dev.tocsin.registry.Status;
import dev.tocsin.registry.SystemConnectionState;
import dev.tocsin.registry.SystemEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Objects to fill a view with. */
public final class Samples {
  public static final String SLUG = "company-example";
  public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  public static final Duration STATEMENT_TIME = Duration.ofSeconds(30);

  private Samples() {}

  public static SystemEntity system(String code) {
    return new SystemEntity(
        UUID.randomUUID(),
        SLUG,
        code,
        "System " + code,
        null,
        null,
        null,
        SystemConnectionState.UNDEFINED,
        null,
        Status.ACTIVATED,
        Metadata.NONE,
        NOON,
        NOON,
        1);
  }

  public static ComponentModel componentModel(String code) {
    return new ComponentModel(
        UUID.randomUUID(),
        SLUG,
        code,
        "Component model " + code,
        null,
        ComponentType.DEVICE,
        true,
        Status.ACTIVATED,
        Metadata.NONE,
        NOON,
        NOON,
        1);
  }

  public static ComponentEntity component(String code, SystemEntity system, ComponentModel model) {
    return new ComponentEntity(
        UUID.randomUUID(),
        SLUG,
        code,
        null,
        system.uuid(),
        model.uuid(),
        ComponentConnectionState.UNDEFINED,
        null,
        Status.ACTIVATED,
        Metadata.of(Map.of("floor", new MetadataValue.Whole(3))),
        NOON,
        NOON,
        1);
  }

  public static EventModel eventModel(String code, EntityType entityType, EventLevel level) {
    return new EventModel(
        UUID.randomUUID(),
        SLUG,
        code,
        EventType.RANGED,
        level,
        entityType,
        false,
        null,
        Status.ACTIVATED,
        Metadata.NONE,
        NOON,
        NOON,
        1);
  }

  public static EventModelLink link(EventModel model, ComponentModel prototype) {
    return new EventModelLink(
        UUID.randomUUID(), SLUG, model.uuid(), prototype.uuid(), Status.ACTIVATED, NOON, NOON, 1);
  }

  public static Event event(Entity entity, EventModel model, Instant time) {
    return event(UUID.randomUUID(), entity, model, time, null, List.of(), Metadata.NONE, 1);
  }

  public static Event event(
      UUID uuid,
      Entity entity,
      EventModel model,
      Instant time,
      Instant endTime,
      List<Ack> acks,
      Metadata metadata,
      long version) {
    return new Event(
        uuid,
        SLUG,
        entity.uuid(),
        entity.systemUuid(),
        entity.type() == EntityType.COMPONENT ? entity.code() : null,
        EventModelSnapshot.of(model),
        time,
        endTime,
        endTime == null ? EventStatus.ACTIVE : EventStatus.RESOLVED,
        acks,
        metadata,
        NOON,
        NOON.plusSeconds(version),
        version);
  }

  public static <T extends RegistryObject> RegistryChange<T> created(T object) {
    return new RegistryChange<>(ChangeType.CREATED, object, null);
  }

  public static EventChange created(Event event) {
    return new EventChange(EventChangeType.CREATED, event);
  }

  public static EventChange deleted(Event event) {
    return new EventChange(EventChangeType.DELETED, event.deleted(NOON));
  }

  @SuppressWarnings("unchecked") // what is deleted is of the same type
  public static <T extends RegistryObject> RegistryChange<T> deleted(T object) {
    return new RegistryChange<>(ChangeType.DELETED, (T) object.deleted(NOON), object.status());
  }
}
