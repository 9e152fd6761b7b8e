package dev.tocsin.kafka;

import static dev.tocsin.kafka.AvroValues.patch;
import static dev.tocsin.kafka.AvroValues.same;

import dev.tocsin.avro.ComponentDraftRecord;
import dev.tocsin.avro.ComponentModelDraftRecord;
import dev.tocsin.avro.ComponentTypeSymbol;
import dev.tocsin.avro.ConnectionStateSymbol;
import dev.tocsin.avro.DeleteObjectRecord;
import dev.tocsin.avro.EntityTypeSymbol;
import dev.tocsin.avro.EventLevelSymbol;
import dev.tocsin.avro.EventModelDraftRecord;
import dev.tocsin.avro.EventModelLinkDraftRecord;
import dev.tocsin.avro.EventTypeSymbol;
import dev.tocsin.avro.ObjectTypeSymbol;
import dev.tocsin.avro.RegistryCommandRecord;
import dev.tocsin.avro.SaveObjectRecord;
import dev.tocsin.avro.StatusSymbol;
import dev.tocsin.avro.SystemDraftRecord;
import dev.tocsin.kafka.message.RegistryCommandMessage;
import dev.tocsin.registry.Change;
import dev.tocsin.registry.ComponentConnectionState;
import dev.tocsin.registry.ComponentType;
import dev.tocsin.registry.Draft;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.ObjectType;
import dev.tocsin.registry.RegistryCommand;
import dev.tocsin.registry.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Users' commands for the registry between core and Avro. Which fields a draft gives travels as a
 * list of their names: Avro itself cannot tell a field that was not passed from one that was passed
 * as null.
 */
final class RegistryCommandMapping {
  private RegistryCommandMapping() {}

  static RegistryCommandRecord toAvro(RegistryCommandMessage message) {
    Object command =
        switch (message.command()) {
          case RegistryCommand.Create create -> new SaveObjectRecord(true, draft(create.draft()));
          case RegistryCommand.Update update -> new SaveObjectRecord(false, draft(update.draft()));
          case RegistryCommand.Delete delete ->
              new DeleteObjectRecord(
                  same(ObjectTypeSymbol.class, delete.type()),
                  delete.force(),
                  delete.activeEvents());
        };
    return new RegistryCommandRecord(
        message.commandId(), message.slug(), message.command().uuid(), command);
  }

  static RegistryCommandMessage message(RegistryCommandRecord avro) {
    RegistryCommand command =
        switch (avro.getCommand()) {
          case SaveObjectRecord save when save.getCreate() ->
              new RegistryCommand.Create(avro.getUuid(), draft(save.getDraft()));
          case SaveObjectRecord save ->
              new RegistryCommand.Update(avro.getUuid(), draft(save.getDraft()));
          case DeleteObjectRecord delete ->
              new RegistryCommand.Delete(
                  avro.getUuid(),
                  same(ObjectType.class, delete.getType()),
                  delete.getForce(),
                  delete.getActiveEvents());
          default -> throw new IllegalArgumentException("command: of an unknown type");
        };
    return new RegistryCommandMessage(avro.getCommandId(), avro.getSlug(), command);
  }

  private static Object draft(Draft draft) {
    Given given = new Given(new ArrayList<>());
    return switch (draft) {
      case Draft.OfSystem d ->
          new SystemDraftRecord(
              given.names(),
              given.value("code", d.code()),
              given.value("name", d.name()),
              given.value("description", d.description()),
              given.value("locationUuid", d.locationUuid()),
              given.value("ownerUuid", d.ownerUuid()),
              same(StatusSymbol.class, given.value("status", d.status())),
              patch(d.metadata()));
      case Draft.OfComponent d ->
          new ComponentDraftRecord(
              given.names(),
              d.systemUuid(),
              d.componentModelUuid(),
              given.value("code", d.code()),
              given.value("name", d.name()),
              same(
                  ConnectionStateSymbol.class, given.value("connectionState", d.connectionState())),
              same(StatusSymbol.class, given.value("status", d.status())),
              patch(d.metadata()));
      case Draft.OfComponentModel d ->
          new ComponentModelDraftRecord(
              given.names(),
              given.value("code", d.code()),
              given.value("name", d.name()),
              given.value("description", d.description()),
              same(ComponentTypeSymbol.class, given.value("componentType", d.componentType())),
              given.value("isConnective", d.isConnective()),
              same(StatusSymbol.class, given.value("status", d.status())),
              patch(d.metadata()));
      case Draft.OfEventModel d ->
          new EventModelDraftRecord(
              given.names(),
              same(EntityTypeSymbol.class, d.entityType()),
              given.value("code", d.code()),
              same(EventTypeSymbol.class, given.value("eventType", d.eventType())),
              same(EventLevelSymbol.class, given.value("eventLevel", d.eventLevel())),
              given.value("limitToPrototypes", d.limitToPrototypes()),
              given.value("message", d.message()),
              same(StatusSymbol.class, given.value("status", d.status())),
              patch(d.metadata()));
      case Draft.OfEventModelLink d ->
          new EventModelLinkDraftRecord(
              given.names(),
              d.eventModelUuid(),
              d.prototypeUuid(),
              same(StatusSymbol.class, given.value("status", d.status())));
    };
  }

  private static Draft draft(Object avro) {
    return switch (avro) {
      case SystemDraftRecord d -> {
        Given given = new Given(d.getGiven());
        yield new Draft.OfSystem(
            given.change("code", d.getCode()),
            given.change("name", d.getName()),
            given.change("description", d.getDescription()),
            given.change("locationUuid", d.getLocationUuid()),
            given.change("ownerUuid", d.getOwnerUuid()),
            given.change("status", same(Status.class, d.getStatus())),
            patch(d.getMetadata()));
      }
      case ComponentDraftRecord d -> {
        Given given = new Given(d.getGiven());
        yield new Draft.OfComponent(
            d.getSystemUuid(),
            d.getComponentModelUuid(),
            given.change("code", d.getCode()),
            given.change("name", d.getName()),
            given.change(
                "connectionState", same(ComponentConnectionState.class, d.getConnectionState())),
            given.change("status", same(Status.class, d.getStatus())),
            patch(d.getMetadata()));
      }
      case ComponentModelDraftRecord d -> {
        Given given = new Given(d.getGiven());
        yield new Draft.OfComponentModel(
            given.change("code", d.getCode()),
            given.change("name", d.getName()),
            given.change("description", d.getDescription()),
            given.change("componentType", same(ComponentType.class, d.getComponentType())),
            given.change("isConnective", d.getIsConnective()),
            given.change("status", same(Status.class, d.getStatus())),
            patch(d.getMetadata()));
      }
      case EventModelDraftRecord d -> {
        Given given = new Given(d.getGiven());
        yield new Draft.OfEventModel(
            same(EntityType.class, d.getEntityType()),
            given.change("code", d.getCode()),
            given.change("eventType", same(EventType.class, d.getEventType())),
            given.change("eventLevel", same(EventLevel.class, d.getEventLevel())),
            given.change("limitToPrototypes", d.getLimitToPrototypes()),
            given.change("message", d.getMessage()),
            given.change("status", same(Status.class, d.getStatus())),
            patch(d.getMetadata()));
      }
      case EventModelLinkDraftRecord d ->
          new Draft.OfEventModelLink(
              d.getEventModelUuid(),
              d.getPrototypeUuid(),
              new Given(d.getGiven()).change("status", same(Status.class, d.getStatus())));
      default -> throw new IllegalArgumentException("draft: of an unknown type");
    };
  }

  /**
   * The names of the fields that a draft gives, written while its values are read, and the other
   * way round.
   */
  private record Given(List<String> names) {
    <T> T value(String name, Change<T> change) {
      if (change.given()) {
        names.add(name);
      }
      return change.value();
    }

    <T> Change<T> change(String name, T value) {
      return names.contains(name) ? Change.to(value) : Change.keep();
    }
  }
}
