package dev.tocsin.query.view;

import dev.tocsin.event.Event;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.SystemEntity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The objects of one domain as filters see them: with values, and related to each other. */
record WorldNodes(
    List<SystemEntity> systems,
    List<ComponentModel> componentModels,
    List<ComponentEntity> components,
    List<EventModel> eventModels,
    List<EventModelLink> links,
    List<Event> events) {

  Map<Kind<?>, List<Node>> byKind() {
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

  private static <T> List<Node> pick(
      List<T> objects, Function<T, UUID> uuid, Map<UUID, Node> nodes) {
    return objects.stream().map(uuid).map(nodes::get).toList();
  }
}
