package dev.tocsin.event;

import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataPatch;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.registry.ComponentConnectionState;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.Registry;
import dev.tocsin.registry.Status;
import dev.tocsin.registry.SystemConnectionState;
import dev.tocsin.registry.SystemEntity;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A small fleet in memory, with the rules at work on it: the seed's energy management system and
 * its smart meter. What the rules decide takes effect at once.
 */
final class Fleet implements Registry, Events {
  static final String SLUG = "company-example";
  static final Instant CREATED = Instant.parse("2025-05-01T00:00:00Z");
  static final Instant NOW = Instant.parse("2025-05-09T13:28:42.658581Z");
  static final Instant ARRIVED = Instant.parse("2025-05-09T13:28:42.611276Z");

  static final UUID EMS = new UUID(1, 1);
  static final UUID METER = new UUID(1, 2);
  static final UUID METER_MODEL = new UUID(2, 1);

  /** SINGLE_POINT, of systems. */
  static final EventModel OVERLOAD =
      model(
          "c867ee9d-52f1-4819-9bfc-b64d6321a04b",
          "energy-overload-model",
          EventType.SINGLE_POINT,
          EntityType.SYSTEM);

  /** RANGED, of components. */
  static final EventModel MALFUNCTION =
      model(
          "6b5e0830-6d7d-4871-9c1a-4a6e899aa5c7",
          "smart-meter-malfunction-event",
          EventType.RANGED,
          EntityType.COMPONENT);

  /** When a malfunction begins and ends, and what a meter says of it. */
  static final String BEGIN = "2025-05-07T10:02:00Z";

  static final String END = "2025-05-07T11:00:00+00:00";
  static final Map<String, Object> OPENING =
      Map.of("eventModelCode", MALFUNCTION.code(), "time", BEGIN);
  static final Map<String, Object> CLOSING =
      Map.of("eventModelUuid", MALFUNCTION.uuid().toString(), "time", BEGIN, "endTime", END);

  private final Map<UUID, Entity> entities = new HashMap<>();
  private final Map<UUID, EventModel> models = new HashMap<>();
  private final Set<List<UUID>> links = new HashSet<>();
  private final Map<UUID, Event> events = new LinkedHashMap<>();
  private final EventRules rules = new EventRules(this, this);

  Fleet() {
    put(system(EMS, SLUG, Status.ACTIVATED));
    put(meter(SLUG, "smart-meter-v2", Status.ACTIVATED));
    put(OVERLOAD);
    put(MALFUNCTION);
  }

  void put(Entity entity) {
    entities.put(entity.uuid(), entity);
  }

  void put(EventModel model) {
    models.put(model.uuid(), model);
  }

  void link(UUID eventModel, UUID componentModel) {
    links.add(List.of(eventModel, componentModel));
  }

  void removeEntity(UUID uuid) {
    entities.remove(uuid);
  }

  void removeModel(UUID uuid) {
    models.remove(uuid);
  }

  Map<UUID, Event> events() {
    return events;
  }

  /** What a device says on the EMS's topic. */
  Decision fromEms(Map<String, ?> entry) {
    return decide(SLUG, EntityType.SYSTEM, EMS, EntryReader.read(entry), NOW);
  }

  /** What a device says on the smart meter's topic. */
  Decision fromMeter(Map<String, ?> entry) {
    return decide(SLUG, EntityType.COMPONENT, METER, EntryReader.read(entry), NOW);
  }

  /** What a user of the domain wants, who says of an entity no more than its uuid. */
  Decision byUser(UUID entity, EventCommand command) {
    return decide(SLUG, null, entity, command, NOW.plusSeconds(60));
  }

  Decision decide(String slug, EntityType type, UUID entity, EventCommand command, Instant now) {
    Decision decision = rules.decide(new EventRequest(slug, type, entity, ARRIVED, command), now);
    if (decision instanceof Decision.Changed(EventChange(var change, var event))) {
      if (change == EventChangeType.DELETED) {
        events.remove(event.uuid());
      } else {
        events.put(event.uuid(), event);
      }
    }
    return decision;
  }

  @Override
  public Optional<Entity> entity(UUID uuid) {
    return Optional.ofNullable(entities.get(uuid));
  }

  @Override
  public Optional<EventModel> eventModel(UUID uuid) {
    return Optional.ofNullable(models.get(uuid));
  }

  @Override
  public Optional<EventModel> eventModel(String slug, String code) {
    return models.values().stream()
        .filter(model -> model.slug().equals(slug) && code.equals(model.code()))
        .findFirst();
  }

  @Override
  public boolean isLinked(UUID eventModelUuid, UUID componentModelUuid) {
    return links.contains(List.of(eventModelUuid, componentModelUuid));
  }

  @Override
  public Optional<Event> event(UUID entityUuid, UUID eventUuid) {
    return Optional.ofNullable(events.get(eventUuid))
        .filter(event -> event.entityUuid().equals(entityUuid));
  }

  static SystemEntity system(UUID uuid, String slug, Status status) {
    return new SystemEntity(
        uuid,
        slug,
        "ems",
        "EMS",
        null,
        null,
        null,
        SystemConnectionState.UNDEFINED,
        null,
        status,
        Metadata.NONE,
        CREATED,
        CREATED,
        1);
  }

  static ComponentEntity meter(String slug, String code, Status status) {
    return new ComponentEntity(
        METER,
        slug,
        code,
        null,
        EMS,
        METER_MODEL,
        ComponentConnectionState.UNDEFINED,
        null,
        status,
        Metadata.NONE,
        CREATED,
        CREATED,
        1);
  }

  static EventModel with(EventModel model, String slug, boolean limited, Status status) {
    return new EventModel(
        model.uuid(),
        slug,
        model.code(),
        model.eventType(),
        model.eventLevel(),
        model.entityType(),
        limited,
        model.message(),
        status,
        model.metadata(),
        CREATED,
        CREATED,
        2);
  }

  static EventModel ofType(EventModel model, EventType type) {
    return new EventModel(
        model.uuid(),
        model.slug(),
        model.code(),
        type,
        model.eventLevel(),
        model.entityType(),
        false,
        "Now with a message",
        model.status(),
        model.metadata(),
        CREATED,
        CREATED,
        2);
  }

  static MetadataPatch text(String key, String value) {
    return new MetadataPatch(Map.of(key, Optional.of(new MetadataValue.Text(value))));
  }

  private static EventModel model(String uuid, String code, EventType type, EntityType entityType) {
    return new EventModel(
        UUID.fromString(uuid),
        SLUG,
        code,
        type,
        EventLevel.ERROR,
        entityType,
        false,
        null,
        Status.ACTIVATED,
        Metadata.NONE,
        CREATED,
        CREATED,
        1);
  }
}
