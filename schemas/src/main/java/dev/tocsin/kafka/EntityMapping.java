package dev.tocsin.kafka;

import static dev.tocsin.kafka.AvroValues.metadata;
import static dev.tocsin.kafka.AvroValues.same;

import dev.tocsin.avro.ChangeSymbol;
import dev.tocsin.avro.ConnectionStateSymbol;
import dev.tocsin.avro.EntityRecord;
import dev.tocsin.avro.EntityTypeSymbol;
import dev.tocsin.avro.StatusSymbol;
import dev.tocsin.registry.ComponentConnectionState;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.Status;
import dev.tocsin.registry.SystemConnectionState;
import dev.tocsin.registry.SystemEntity;

/** Systems and components between core and Avro, where one record holds either. */
final class EntityMapping {
  private EntityMapping() {}

  static Entity entity(EntityRecord avro) {
    return avro.getEntityType() == EntityTypeSymbol.SYSTEM ? system(avro) : component(avro);
  }

  static EntityRecord toAvro(Entity entity, ChangeSymbol change, StatusSymbol previous) {
    EntityRecord avro = new EntityRecord();
    avro.setChange(change);
    avro.setPreviousStatus(previous);
    avro.setUuid(entity.uuid());
    avro.setSlug(entity.slug());
    avro.setEntityType(same(EntityTypeSymbol.class, entity.type()));
    avro.setSystemUuid(entity.systemUuid());
    avro.setCode(entity.code());
    switch (entity) {
      case SystemEntity system -> {
        avro.setName(system.name());
        avro.setDescription(system.description());
        avro.setLocationUuid(system.locationUuid());
        avro.setOwnerUuid(system.ownerUuid());
        avro.setConnectionState(same(ConnectionStateSymbol.class, system.connectionState()));
        avro.setConnectionStateUpdatedAt(system.connectionStateUpdatedAt());
      }
      case ComponentEntity component -> {
        avro.setName(component.name());
        avro.setComponentModelUuid(component.componentModelUuid());
        avro.setConnectionState(same(ConnectionStateSymbol.class, component.connectionState()));
        avro.setConnectionStateUpdatedAt(component.connectionStateUpdatedAt());
      }
    }
    avro.setStatus(same(StatusSymbol.class, entity.status()));
    avro.setMetadata(metadata(entity.metadata()));
    avro.setCreatedAt(entity.createdAt());
    avro.setUpdatedAt(entity.updatedAt());
    avro.setVersion(entity.version());
    return avro;
  }

  private static SystemEntity system(EntityRecord avro) {
    return new SystemEntity(
        avro.getUuid(),
        avro.getSlug(),
        avro.getCode(),
        avro.getName(),
        avro.getDescription(),
        avro.getLocationUuid(),
        avro.getOwnerUuid(),
        same(SystemConnectionState.class, avro.getConnectionState()),
        avro.getConnectionStateUpdatedAt(),
        same(Status.class, avro.getStatus()),
        metadata(avro.getMetadata()),
        avro.getCreatedAt(),
        avro.getUpdatedAt(),
        avro.getVersion());
  }

  private static ComponentEntity component(EntityRecord avro) {
    return new ComponentEntity(
        avro.getUuid(),
        avro.getSlug(),
        avro.getCode(),
        avro.getName(),
        avro.getSystemUuid(),
        avro.getComponentModelUuid(),
        same(ComponentConnectionState.class, avro.getConnectionState()),
        avro.getConnectionStateUpdatedAt(),
        same(Status.class, avro.getStatus()),
        metadata(avro.getMetadata()),
        avro.getCreatedAt(),
        avro.getUpdatedAt(),
        avro.getVersion());
  }
}
