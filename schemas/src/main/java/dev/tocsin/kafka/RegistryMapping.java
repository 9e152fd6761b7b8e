package dev.tocsin.kafka;

import static dev.tocsin.kafka.AvroValues.metadata;
import static dev.tocsin.kafka.AvroValues.same;

import dev.tocsin.avro.ChangeSymbol;
import dev.tocsin.avro.ComponentModelRecord;
import dev.tocsin.avro.ComponentTypeSymbol;
import dev.tocsin.avro.EntityRecord;
import dev.tocsin.avro.EntityTypeSymbol;
import dev.tocsin.avro.EventLevelSymbol;
import dev.tocsin.avro.EventModelLinkRecord;
import dev.tocsin.avro.EventModelRecord;
import dev.tocsin.avro.EventTypeSymbol;
import dev.tocsin.avro.RegistryReplicaRecord;
import dev.tocsin.avro.StatusSymbol;
import dev.tocsin.registry.ChangeType;
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
import org.apache.avro.specific.SpecificRecord;

/**
 * Registry objects between core and Avro. A reply carries an object without what made it: its
 * change is UNKNOWN.
 */
final class RegistryMapping {
  private RegistryMapping() {}

  static EntityRecord entity(RegistryChange<Entity> change) {
    return EntityMapping.toAvro(change.object(), symbol(change), status(change));
  }

  static RegistryChange<Entity> entityChange(EntityRecord avro) {
    return change(avro.getChange(), EntityMapping.entity(avro), avro.getPreviousStatus());
  }

  static ComponentModelRecord componentModel(RegistryChange<ComponentModel> change) {
    return componentModel(change.object(), symbol(change), status(change));
  }

  static RegistryChange<ComponentModel> componentModelChange(ComponentModelRecord avro) {
    return change(avro.getChange(), object(avro), avro.getPreviousStatus());
  }

  static EventModelRecord eventModel(RegistryChange<EventModel> change) {
    return eventModel(change.object(), symbol(change), status(change));
  }

  static RegistryChange<EventModel> eventModelChange(EventModelRecord avro) {
    return change(avro.getChange(), object(avro), avro.getPreviousStatus());
  }

  static EventModelLinkRecord eventModelLink(RegistryChange<EventModelLink> change) {
    return eventModelLink(change.object(), symbol(change), status(change));
  }

  static RegistryChange<EventModelLink> eventModelLinkChange(EventModelLinkRecord avro) {
    return change(avro.getChange(), object(avro), avro.getPreviousStatus());
  }

  static RegistryReplicaRecord replica(RegistryChange<? extends RegistryObject> change) {
    return new RegistryReplicaRecord(record(change.object(), symbol(change), status(change)));
  }

  static RegistryChange<? extends RegistryObject> replicaChange(RegistryReplicaRecord avro) {
    return switch (avro.getObject()) {
      case EntityRecord entity -> entityChange(entity);
      case ComponentModelRecord model -> componentModelChange(model);
      case EventModelRecord model -> eventModelChange(model);
      case EventModelLinkRecord link -> eventModelLinkChange(link);
      default -> throw new IllegalArgumentException("object: of an unknown type");
    };
  }

  /** The object as a reply carries it. */
  static SpecificRecord toAvro(RegistryObject object) {
    return record(object, ChangeSymbol.UNKNOWN, null);
  }

  static ComponentModel object(ComponentModelRecord avro) {
    return new ComponentModel(
        avro.getUuid(),
        avro.getSlug(),
        avro.getCode(),
        avro.getName(),
        avro.getDescription(),
        same(ComponentType.class, avro.getComponentType()),
        avro.getIsConnective(),
        same(Status.class, avro.getStatus()),
        metadata(avro.getMetadata()),
        avro.getCreatedAt(),
        avro.getUpdatedAt(),
        avro.getVersion());
  }

  static EventModel object(EventModelRecord avro) {
    return new EventModel(
        avro.getUuid(),
        avro.getSlug(),
        avro.getCode(),
        same(EventType.class, avro.getEventType()),
        same(EventLevel.class, avro.getEventLevel()),
        same(EntityType.class, avro.getEntityType()),
        avro.getLimitToPrototypes(),
        avro.getMessage(),
        same(Status.class, avro.getStatus()),
        metadata(avro.getMetadata()),
        avro.getCreatedAt(),
        avro.getUpdatedAt(),
        avro.getVersion());
  }

  static EventModelLink object(EventModelLinkRecord avro) {
    return new EventModelLink(
        avro.getUuid(),
        avro.getSlug(),
        avro.getEventModelUuid(),
        avro.getPrototypeUuid(),
        same(Status.class, avro.getStatus()),
        avro.getCreatedAt(),
        avro.getUpdatedAt(),
        avro.getVersion());
  }

  private static SpecificRecord record(
      RegistryObject object, ChangeSymbol change, StatusSymbol previous) {
    return switch (object) {
      case Entity entity -> EntityMapping.toAvro(entity, change, previous);
      case ComponentModel model -> componentModel(model, change, previous);
      case EventModel model -> eventModel(model, change, previous);
      case EventModelLink link -> eventModelLink(link, change, previous);
    };
  }

  private static ComponentModelRecord componentModel(
      ComponentModel model, ChangeSymbol change, StatusSymbol previous) {
    return new ComponentModelRecord(
        change,
        previous,
        model.uuid(),
        model.slug(),
        model.code(),
        model.name(),
        model.description(),
        same(ComponentTypeSymbol.class, model.componentType()),
        model.isConnective(),
        same(StatusSymbol.class, model.status()),
        metadata(model.metadata()),
        model.createdAt(),
        model.updatedAt(),
        model.version());
  }

  private static EventModelRecord eventModel(
      EventModel model, ChangeSymbol change, StatusSymbol previous) {
    return new EventModelRecord(
        change,
        previous,
        model.uuid(),
        model.slug(),
        model.code(),
        same(EventTypeSymbol.class, model.eventType()),
        same(EventLevelSymbol.class, model.eventLevel()),
        same(EntityTypeSymbol.class, model.entityType()),
        model.limitToPrototypes(),
        model.message(),
        same(StatusSymbol.class, model.status()),
        metadata(model.metadata()),
        model.createdAt(),
        model.updatedAt(),
        model.version());
  }

  private static EventModelLinkRecord eventModelLink(
      EventModelLink link, ChangeSymbol change, StatusSymbol previous) {
    return new EventModelLinkRecord(
        change,
        previous,
        link.uuid(),
        link.slug(),
        link.eventModelUuid(),
        link.prototypeUuid(),
        same(StatusSymbol.class, link.status()),
        link.createdAt(),
        link.updatedAt(),
        link.version());
  }

  private static <T extends RegistryObject> RegistryChange<T> change(
      ChangeSymbol change, T object, StatusSymbol previous) {
    return new RegistryChange<>(
        same(ChangeType.class, change), object, same(Status.class, previous));
  }

  private static ChangeSymbol symbol(RegistryChange<?> change) {
    return same(ChangeSymbol.class, change.type());
  }

  private static StatusSymbol status(RegistryChange<?> change) {
    return same(StatusSymbol.class, change.previousStatus());
  }
}
