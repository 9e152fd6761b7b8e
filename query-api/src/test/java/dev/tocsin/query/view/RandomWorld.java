package dev.tocsin.query.view;

import static dev.tocsin.query.view.Samples.created;

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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
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
    return new WorldNodes(systems, componentModels, components, eventModels, links, events)
        .byKind();
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
}
