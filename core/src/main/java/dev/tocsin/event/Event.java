package dev.tocsin.event;

import dev.tocsin.metadata.Metadata;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Something that happened to an entity. Its methods are the only ways to change it, and they return
 * the next version.
 *
 * @param slug the domain
 * @param systemUuid the system that the entity is or belongs to
 * @param componentCode the component's code, null for a system's event
 * @param time when it happened or began, by the device's clock
 * @param endTime when it ended; null while it goes on and for single-point events
 * @param status null for single-point events
 * @param createdAt when Tocsin learned of it
 * @param version counts the changes, from 1
 */
public record Event(
    UUID uuid,
    String slug,
    UUID entityUuid,
    UUID systemUuid,
    String componentCode,
    EventModelSnapshot model,
    Instant time,
    Instant endTime,
    EventStatus status,
    List<Ack> acks,
    Metadata metadata,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  public Event {
    acks = List.copyOf(acks);
  }

  static Event raised(
      UUID uuid,
      Entity entity,
      EventModelSnapshot model,
      Instant time,
      Instant endTime,
      Metadata metadata,
      Instant now) {
    return new Event(
        uuid,
        entity.slug(),
        entity.uuid(),
        entity.systemUuid(),
        componentCode(entity),
        model,
        time,
        endTime,
        status(model, endTime),
        List.of(),
        metadata,
        now,
        now,
        1);
  }

  public EntityType entityType() {
    return model.entityType();
  }

  public boolean acknowledged() {
    return !acks.isEmpty();
  }

  public boolean isAcknowledgedBy(UUID userUuid) {
    return acks.stream().anyMatch(ack -> ack.userUuid().equals(userUuid));
  }

  /** Changed by an input or a user, and placed in the topic tree where its entity stands now. */
  Event updated(Entity entity, Instant newTime, Instant newEndTime, Metadata merged, Instant now) {
    return new Event(
        uuid,
        slug,
        entityUuid,
        entity.systemUuid(),
        componentCode(entity),
        model,
        newTime,
        newEndTime,
        status(model, newEndTime),
        acks,
        merged,
        createdAt,
        now,
        version + 1);
  }

  Event acknowledged(UUID userUuid, Instant now) {
    List<Ack> all = Stream.concat(acks.stream(), Stream.of(new Ack(userUuid, now))).toList();
    return next(all, now);
  }

  /**
   * The event as it last was, one version on, so that its deletion is newer than all that came
   * before.
   */
  public Event deleted(Instant now) {
    return next(acks, now);
  }

  private Event next(List<Ack> nextAcks, Instant now) {
    return new Event(
        uuid,
        slug,
        entityUuid,
        systemUuid,
        componentCode,
        model,
        time,
        endTime,
        status,
        nextAcks,
        metadata,
        createdAt,
        now,
        version + 1);
  }

  private static String componentCode(Entity entity) {
    return entity.type() == EntityType.COMPONENT ? entity.code() : null;
  }

  private static EventStatus status(EventModelSnapshot model, Instant endTime) {
    if (model.eventType() == EventType.SINGLE_POINT) {
      return null;
    }
    return endTime == null ? EventStatus.ACTIVE : EventStatus.RESOLVED;
  }
}
