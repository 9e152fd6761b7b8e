package dev.tocsin.query.view;

import static dev.tocsin.query.view.Samples.created;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.event.Ack;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventModelSnapshot;
import dev.tocsin.event.EventStatus;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataValue;
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
import dev.tocsin.registry.Status;
import dev.tocsin.registry.SystemConnectionState;
import dev.tocsin.registry.SystemEntity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A few random objects of one domain, their values drawn from so few that conditions often hold.
 */
final class RandomWorld {
  private static final String[] TEXTS = {
    "", "a", "A", "ab", "aB", "ä", "Ä", "Straße", "100%", "a_b", "a\\b", "%", "x\ny", "'"
  };

  private final Random random;
  private final String slug;
  private final List<SystemEntity> systems;
  private final List<ComponentModel> componentModels;
  private final List<ComponentEntity> components;
  private final List<EventModel> eventModels;
  private final List<EventModelLink> links;
  private final List<Event> events;

  RandomWorld(Random random) {
    this.random = random;
    this.slug = UUID.randomUUID().toString();
    systems = some(4, this::system);
    componentModels = some(3, this::componentModel);
    components = some(6, this::component);
    eventModels = some(4, this::eventModel);
    links = some(4, this::link);
    events = some(14, this::event);
  }

  String slug() {
    return slug;
  }

  List<Event> events() {
    return events;
  }

  Changes changes() {
    Changes changes = new Changes();
    systems.forEach(each -> changes.add(created(each)));
    componentModels.forEach(each -> changes.add(created(each)));
    components.forEach(each -> changes.add(created(each)));
    eventModels.forEach(each -> changes.add(created(each)));
    links.forEach(each -> changes.add(created(each)));
    events.forEach(each -> changes.add(created(each)));
    return changes;
  }

  /** A value that may well occur, for a GraphQL type that is not an enum. */
  Object value(String type) {
    return switch (type) {
      case "Boolean" -> random.nextBoolean();
      case "Int" -> random.nextInt(4);
      case "Float" -> random.nextInt(8) / 2.0;
      case "String" -> text();
      case "DateTime" -> instant();
      case "UUID" -> anyUuid();
      default -> throw new IllegalArgumentException(type);
    };
  }

  /** The same objects, by kind, as filters see them. */
  Map<Kind<?>, List<Node>> nodes() {
    Map<UUID, Node> all = new HashMap<>();
    systems.forEach(s -> all.put(s.uuid(), node(s)));
    componentModels.forEach(m -> all.put(m.uuid(), node(m)));
    components.forEach(c -> all.put(c.uuid(), node(c)));
    eventModels.forEach(m -> all.put(m.uuid(), node(m)));
    links.forEach(l -> all.put(l.uuid(), node(l)));
    events.forEach(e -> all.put(e.uuid(), node(e)));
    systems.forEach(s -> relate(s, all));
    components.forEach(c -> relate(c, all));
    links.forEach(
        l -> all.get(l.uuid()).related("eventModel", List.of(all.get(l.eventModelUuid()))));
    events.forEach(e -> relate(e, all));
    return Map.of(
        View.SYSTEMS, pick(systems, SystemEntity::uuid, all),
        View.COMPONENT_MODELS, pick(componentModels, ComponentModel::uuid, all),
        View.COMPONENTS, pick(components, ComponentEntity::uuid, all),
        View.EVENT_MODELS, pick(eventModels, EventModel::uuid, all),
        View.EVENT_MODEL_LINKS, pick(links, EventModelLink::uuid, all),
        View.EVENTS, pick(events, Event::uuid, all));
  }

  private Node node(SystemEntity s) {
    return withMetadata(new Node(s.uuid()), s.metadata())
        .value("uuid", s.uuid())
        .value("code", s.code())
        .value("name", s.name())
        .value("description", s.description())
        .value("locationUuid", s.locationUuid())
        .value("ownerUuid", s.ownerUuid())
        .value("connectionState", s.connectionState())
        .value("connectionStateUpdatedAt", s.connectionStateUpdatedAt())
        .value("status", s.status())
        .value("createdAt", s.createdAt())
        .value("updatedAt", s.updatedAt());
  }

  private Node node(ComponentModel m) {
    return withMetadata(new Node(m.uuid()), m.metadata())
        .value("uuid", m.uuid())
        .value("code", m.code())
        .value("name", m.name())
        .value("description", m.description())
        .value("componentType", m.componentType())
        .value("isConnective", m.isConnective())
        .value("status", m.status())
        .value("createdAt", m.createdAt())
        .value("updatedAt", m.updatedAt());
  }

  private Node node(ComponentEntity c) {
    return withMetadata(new Node(c.uuid()), c.metadata())
        .value("uuid", c.uuid())
        .value("code", c.code())
        .value("name", c.name())
        .value("systemUuid", c.systemUuid())
        .value("componentModelUuid", c.componentModelUuid())
        .value("connectionState", c.connectionState())
        .value("connectionStateUpdatedAt", c.connectionStateUpdatedAt())
        .value("status", c.status())
        .value("createdAt", c.createdAt())
        .value("updatedAt", c.updatedAt());
  }

  private Node node(EventModel m) {
    return withMetadata(new Node(m.uuid()), m.metadata())
        .value("uuid", m.uuid())
        .value("code", m.code())
        .value("eventType", m.eventType())
        .value("eventLevel", m.eventLevel())
        .value("entityType", m.entityType())
        .value("limitToPrototypes", m.limitToPrototypes())
        .value("message", m.message())
        .value("status", m.status())
        .value("createdAt", m.createdAt())
        .value("updatedAt", m.updatedAt());
  }

  private Node node(EventModelLink l) {
    return new Node(l.uuid())
        .value("uuid", l.uuid())
        .value("eventModelUuid", l.eventModelUuid())
        .value("prototypeUuid", l.prototypeUuid())
        .value("status", l.status())
        .value("createdAt", l.createdAt())
        .value("updatedAt", l.updatedAt());
  }

  private Node node(Event e) {
    return withMetadata(new Node(e.uuid()), e.metadata())
        .value("uuid", e.uuid())
        .value("entityUuid", e.entityUuid())
        .value("eventModelUuid", e.model().uuid())
        .value("eventType", e.model().eventType())
        .value("time", e.time())
        .value("endTime", e.endTime())
        .value("status", e.status())
        .value("acknowledged", e.acknowledged())
        .value("createdAt", e.createdAt())
        .value("updatedAt", e.updatedAt());
  }

  private void relate(SystemEntity s, Map<UUID, Node> all) {
    all.get(s.uuid())
        .related(
            "components",
            components.stream()
                .filter(c -> c.systemUuid().equals(s.uuid()))
                .map(c -> all.get(c.uuid()))
                .toList())
        .related(
            "events",
            events.stream()
                .filter(e -> e.systemUuid().equals(s.uuid()))
                .map(e -> all.get(e.uuid()))
                .toList());
  }

  private void relate(ComponentEntity c, Map<UUID, Node> all) {
    all.get(c.uuid())
        .related("system", List.of(all.get(c.systemUuid())))
        .related("componentModel", List.of(all.get(c.componentModelUuid())))
        .related(
            "events",
            events.stream()
                .filter(e -> e.entityUuid().equals(c.uuid()))
                .map(e -> all.get(e.uuid()))
                .toList());
  }

  private void relate(Event e, Map<UUID, Node> all) {
    List<Node> itself = List.of(all.get(e.entityUuid()));
    boolean ofSystem = e.entityType() == EntityType.SYSTEM;
    all.get(e.uuid())
        .related("eventModel", List.of(all.get(e.model().uuid())))
        .related("system", List.of(all.get(e.systemUuid())))
        .related("component", ofSystem ? List.of() : itself)
        .part(
            "entity",
            new Node(e.uuid())
                .related("system", ofSystem ? itself : List.of())
                .related("component", ofSystem ? List.of() : itself));
  }

  private static Node withMetadata(Node node, Metadata metadata) {
    return node.related(
        "metadataKeyValueStore",
        metadata.values().entrySet().stream()
            .map(
                pair ->
                    new Node(null).value("key", pair.getKey()).part("value", node(pair.getValue())))
            .toList());
  }

  private static Node node(MetadataValue value) {
    Node node = new Node(value instanceof MetadataValue.Uuid uuid ? uuid.value() : null);
    for (String type : List.of("string", "integer", "float", "boolean", "timestamp", "uuid")) {
      node.value(type, null);
    }
    return switch (value) {
      case MetadataValue.Text v -> node.value("string", v.value());
      case MetadataValue.Whole v ->
          node.value("integer", v.value()).value("float", (double) v.value());
      case MetadataValue.Decimal v -> node.value("float", v.value());
      case MetadataValue.Bool v -> node.value("boolean", v.value());
      case MetadataValue.Timestamp v -> node.value("timestamp", v.value());
      case MetadataValue.Uuid v -> node.value("uuid", v.value());
    };
  }

  private SystemEntity system() {
    return new SystemEntity(
        UUID.randomUUID(),
        slug,
        text(),
        text(),
        perhaps(this::text),
        perhaps(UUID::randomUUID),
        perhaps(UUID::randomUUID),
        constant(SystemConnectionState.class),
        perhaps(this::instant),
        constant(Status.class),
        metadata(),
        instant(),
        instant(),
        1);
  }

  private ComponentModel componentModel() {
    return new ComponentModel(
        UUID.randomUUID(),
        slug,
        perhaps(this::text),
        text(),
        perhaps(this::text),
        constant(ComponentType.class),
        random.nextBoolean(),
        constant(Status.class),
        metadata(),
        instant(),
        instant(),
        1);
  }

  private ComponentEntity component() {
    return new ComponentEntity(
        UUID.randomUUID(),
        slug,
        text(),
        perhaps(this::text),
        any(systems).uuid(),
        any(componentModels).uuid(),
        constant(ComponentConnectionState.class),
        perhaps(this::instant),
        constant(Status.class),
        metadata(),
        instant(),
        instant(),
        1);
  }

  private EventModel eventModel() {
    return new EventModel(
        UUID.randomUUID(),
        slug,
        perhaps(this::text),
        constant(EventType.class),
        constant(EventLevel.class),
        constant(EntityType.class),
        random.nextBoolean(),
        perhaps(this::text),
        constant(Status.class),
        metadata(),
        instant(),
        instant(),
        1);
  }

  private EventModelLink link() {
    return new EventModelLink(
        UUID.randomUUID(),
        slug,
        any(eventModels).uuid(),
        any(componentModels).uuid(),
        constant(Status.class),
        instant(),
        instant(),
        1);
  }

  private Event event() {
    EventModel model = any(eventModels);
    Entity entity = model.entityType() == EntityType.SYSTEM ? any(systems) : any(components);
    return new Event(
        UUID.randomUUID(),
        slug,
        entity.uuid(),
        entity.systemUuid(),
        entity.type() == EntityType.COMPONENT ? entity.code() : null,
        EventModelSnapshot.of(model),
        instant(),
        perhaps(this::instant),
        perhaps(() -> constant(EventStatus.class)),
        random.nextBoolean() ? List.of() : List.of(new Ack(UUID.randomUUID(), instant())),
        metadata(),
        instant(),
        instant(),
        1);
  }

  private Metadata metadata() {
    Map<String, MetadataValue> values = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      values.put(
          text(),
          switch (random.nextInt(6)) {
            case 0 -> new MetadataValue.Text(text());
            case 1 -> new MetadataValue.Whole(random.nextInt(4));
            case 2 -> new MetadataValue.Decimal(random.nextInt(8) / 2.0);
            case 3 -> new MetadataValue.Bool(random.nextBoolean());
            case 4 -> new MetadataValue.Timestamp(instant());
            default -> new MetadataValue.Uuid(anyUuid());
          });
    }
    return Metadata.of(values);
  }

  private UUID anyUuid() {
    List<UUID> known = new ArrayList<>(List.of(UUID.randomUUID()));
    if (systems != null) {
      systems.forEach(s -> known.add(s.uuid()));
    }
    if (events != null) {
      events.forEach(e -> known.add(e.uuid()));
      components.forEach(c -> known.add(c.uuid()));
      eventModels.forEach(m -> known.add(m.uuid()));
      componentModels.forEach(m -> known.add(m.uuid()));
    }
    return any(known);
  }

  private Instant instant() {
    return Samples.NOON.plusMillis(random.nextInt(4));
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <E extends Enum<E>> E constant(Class<E> type) {
    return any(List.of(type.getEnumConstants()));
  }

  private <T> T perhaps(Supplier<T> value) {
    return random.nextInt(3) == 0 ? null : value.get();
  }

  private static <T> List<T> some(int number, Supplier<T> maker) {
    List<T> made = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      made.add(maker.get());
    }
    return made;
  }

  private static <T> List<Node> pick(
      List<T> objects, Function<T, UUID> uuid, Map<UUID, Node> nodes) {
    return List.copyOf(
        objects.stream().collect(toMap(uuid, o -> nodes.get(uuid.apply(o)))).values());
  }
}
