package dev.tocsin.event;

import dev.tocsin.event.Decision.Changed;
import dev.tocsin.event.Decision.Refused;
import dev.tocsin.event.Decision.Unchanged;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.Registry;
import dev.tocsin.registry.Status;
import dev.tocsin.registry.Text;
import dev.tocsin.time.InstantText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides what a request does to an event, from the request, what is known, and the time: the only
 * place where that is decided, for devices and users alike. Nothing is stored or sent here.
 */
public final class EventRules {
  private final Registry registry;
  private final Events events;

  public EventRules(Registry registry, Events events) {
    this.registry = registry;
    this.events = events;
  }

  public Decision decide(EventRequest request, Instant clock) {
    Instant now = InstantText.toMicros(clock);
    return switch (request.command()) {
      case Entry entry when entry.uuid() == null -> raise(request, entry, now);
      case Entry entry -> update(request, entry, now);
      case EventCommand.Acknowledge ack -> acknowledge(request, ack, now);
      case EventCommand.Delete delete ->
          find(request, delete.eventUuid())
              .<Decision>map(event -> changed(EventChangeType.DELETED, event.deleted(now)))
              .orElseGet(() -> new Refused(List.of(EntryError.noEvent(delete.eventUuid()))));
    };
  }

  private Decision acknowledge(EventRequest request, EventCommand.Acknowledge ack, Instant now) {
    Optional<Event> found = find(request, ack.eventUuid());
    if (found.isEmpty()) {
      return new Refused(List.of(EntryError.noEvent(ack.eventUuid())));
    }
    Event event = found.get();
    return event.isAcknowledgedBy(ack.userUuid())
        ? new Unchanged(event)
        : changed(EventChangeType.ACKNOWLEDGED, event.acknowledged(ack.userUuid(), now));
  }

  private Decision raise(EventRequest request, Entry entry, Instant now) {
    List<EntryError> errors = new ArrayList<>();
    Optional<EventModel> model = model(request, entry, errors);
    EntityType type =
        request.entityType() != null
            ? request.entityType()
            : model.map(EventModel::entityType).orElse(EntityType.SYSTEM);
    Optional<Entity> entity = entity(request, type, errors);
    model
        .filter(known -> known.status() != Status.ACTIVATED)
        .ifPresent(known -> errors.add(EntryError.modelNotActivated(known)));
    if (entity.isPresent() && model.isPresent()) {
      checkModel(model.get(), entity.get(), errors);
    }

    Instant time = entry.time() != null ? entry.time() : InstantText.toMicros(request.arrivedAt());
    Optional<UUID> uuid = model.map(m -> EventId.of(request.entityUuid(), m.uuid(), time));
    Optional<Event> existing = uuid.flatMap(id -> events.event(request.entityUuid(), id));
    Optional<EventModelSnapshot> snapshot =
        existing.map(Event::model).or(() -> model.map(EventModelSnapshot::of));
    // An event whose time a user has corrected is still found by the time that the device knows it
    // by.
    Instant begin = existing.map(Event::time).orElse(time);
    Metadata metadata = existing.map(Event::metadata).orElse(Metadata.NONE).with(entry.metadata());
    check(entry, snapshot, begin, entry.endTime(), metadata, errors);

    if (!errors.isEmpty()) {
      return new Refused(errors);
    }
    if (existing.isPresent()) {
      return applied(existing.get(), entity.get(), begin, entry.endTime(), metadata, now);
    }
    return changed(
        EventChangeType.CREATED,
        Event.raised(
            uuid.get(), entity.get(), snapshot.get(), time, entry.endTime(), metadata, now));
  }

  private Decision update(EventRequest request, Entry entry, Instant now) {
    List<EntryError> errors = new ArrayList<>();
    Optional<Event> found = find(request, entry.uuid());
    // A user names the event only, so only an event that exists leads to an entity.
    Optional<Entity> entity =
        Optional.ofNullable(request.entityType())
            .or(() -> found.map(Event::entityType))
            .flatMap(type -> entity(request, type, errors));
    if (found.isEmpty()) {
      check(entry, Optional.empty(), entry.time(), entry.endTime(), Metadata.NONE, errors);
      errors.add(EntryError.noEvent(entry.uuid()));
      return new Refused(errors);
    }

    Event event = found.get();
    Instant time = entry.time() != null ? entry.time() : event.time();
    Instant endTime = entry.endTime() != null ? entry.endTime() : event.endTime();
    Metadata metadata = event.metadata().with(entry.metadata());
    Entry checked =
        isOfModel(event.model(), entry)
            ? entry
            : new Entry(
                entry.uuid(),
                entry.eventModelCode(),
                entry.eventModelUuid(),
                entry.time(),
                entry.endTime(),
                entry.metadata(),
                entry.errors().and(FieldErrors.SCHEMA, "The event is of another event model."));
    check(checked, Optional.of(event.model()), time, endTime, metadata, errors);
    return errors.isEmpty()
        ? applied(event, entity.get(), time, endTime, metadata, now)
        : new Refused(errors);
  }

  private static boolean isOfModel(EventModelSnapshot model, Entry entry) {
    return (entry.eventModelUuid() == null || entry.eventModelUuid().equals(model.uuid()))
        && (entry.eventModelCode() == null || entry.eventModelCode().equals(model.code()));
  }

  private static Decision applied(
      Event event, Entity entity, Instant time, Instant endTime, Metadata metadata, Instant now) {
    Instant end = endTime != null ? endTime : event.endTime();
    boolean same =
        time.equals(event.time())
            && (end == null || end.equals(event.endTime()))
            && metadata.equals(event.metadata());
    if (same) {
      return new Unchanged(event);
    }
    boolean resolves = event.status() == EventStatus.ACTIVE && end != null;
    return changed(
        resolves ? EventChangeType.RESOLVED : EventChangeType.UPDATED,
        event.updated(entity, time, end, metadata, now));
  }

  private static Changed changed(EventChangeType type, Event event) {
    return new Changed(new EventChange(type, event));
  }

  /**
   * The rules on an entry's fields, which stand together in one error, before the errors of what
   * they name.
   */
  private static void check(
      Entry entry,
      Optional<EventModelSnapshot> model,
      Instant time,
      Instant endTime,
      Metadata metadata,
      List<EntryError> errors) {
    FieldErrors fields = entry.errors();
    if (entry.endTime() != null
        && model.filter(m -> m.eventType() == EventType.SINGLE_POINT).isPresent()) {
      fields = fields.and("endTime", "Not allowed for a SINGLE_POINT event.");
    } else if (areTimesRead(fields) && endTime != null && time != null && endTime.isBefore(time)) {
      fields = fields.and(FieldErrors.SCHEMA, "endTime must not be before time.");
    }
    if (!Text.isClean(entry.metadata())) {
      fields = fields.and("metadata", "Must be Unicode text without NUL.");
    }
    if (metadata.isTooLarge()) {
      fields =
          fields.and(
              "metadata", "The event's metadata would exceed " + Metadata.MAX_BYTES + " bytes.");
    }
    if (!fields.isEmpty()) {
      errors.addFirst(EntryError.validation(fields));
    }
  }

  // A time that could not be read is replaced by another, which says nothing about the sender's.
  private static boolean areTimesRead(FieldErrors fields) {
    return !fields.texts().containsKey("time") && !fields.texts().containsKey("endTime");
  }

  private Optional<EventModel> model(EventRequest request, Entry entry, List<EntryError> errors) {
    // Both given, or none, is an error of the fields; then no model is looked up.
    if ((entry.eventModelCode() == null) == (entry.eventModelUuid() == null)) {
      return Optional.empty();
    }
    if (entry.eventModelCode() != null) {
      Optional<EventModel> model = registry.eventModel(request.slug(), entry.eventModelCode());
      if (model.isEmpty()) {
        errors.add(EntryError.noModelWithCode(entry.eventModelCode()));
      }
      return model;
    }
    Optional<EventModel> model =
        registry.eventModel(entry.eventModelUuid()).filter(m -> m.slug().equals(request.slug()));
    if (model.isEmpty()) {
      errors.add(EntryError.noModelWithUuid(entry.eventModelUuid()));
    }
    return model;
  }

  private void checkModel(EventModel model, Entity entity, List<EntryError> errors) {
    if (model.entityType() != entity.type()) {
      errors.add(EntryError.modelIsFor(model));
    } else if (model.limitToPrototypes()
        && entity instanceof ComponentEntity component
        && !registry.isLinked(model.uuid(), component.componentModelUuid())) {
      errors.add(EntryError.modelNotLinked(model, component.componentModelUuid()));
    }
  }

  private Optional<Entity> entity(EventRequest request, EntityType type, List<EntryError> errors) {
    Optional<Entity> entity =
        registry
            .entity(request.entityUuid())
            .filter(e -> e.slug().equals(request.slug()))
            .filter(e -> request.entityType() == null || e.type() == request.entityType());
    if (entity.isEmpty()) {
      errors.add(EntryError.noEntity(type, request.entityUuid()));
    } else if (entity.get().status() == Status.ARCHIVED) {
      errors.add(EntryError.entityArchived(entity.get().type(), request.entityUuid()));
    }
    return entity;
  }

  /** The event, unless its entity or its model is gone: then its own deletion is on the way. */
  private Optional<Event> find(EventRequest request, UUID eventUuid) {
    return events
        .event(request.entityUuid(), eventUuid)
        .filter(event -> event.slug().equals(request.slug()))
        .filter(event -> registry.entity(event.entityUuid()).isPresent())
        .filter(event -> registry.eventModel(event.model().uuid()).isPresent());
  }
}
