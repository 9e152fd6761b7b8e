package dev.tocsin.kafka;

import dev.tocsin.kafka.message.RegistryCommandMessage;
import dev.tocsin.registry.Change;
import dev.tocsin.registry.ChangeType;
import dev.tocsin.registry.ComponentConnectionState;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.ComponentType;
import dev.tocsin.registry.Draft;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.ObjectType;
import dev.tocsin.registry.RegistryChange;
import dev.tocsin.registry.RegistryCommand;
import dev.tocsin.registry.RegistryObject;
import dev.tocsin.registry.Status;
import dev.tocsin.registry.SystemConnectionState;
import dev.tocsin.registry.SystemEntity;
import java.util.function.Supplier;

/** Random registry objects, drafts and commands, with every null that may be. */
final class RandomRegistryObjects {
  private final RandomObjects random;

  RandomRegistryObjects(RandomObjects random) {
    this.random = random;
  }

  <T extends RegistryObject> RegistryChange<T> change(T object) {
    return new RegistryChange<>(
        random.one(ChangeType.values()), object, random.orNull(this::status));
  }

  RegistryObject any() {
    return random
        .<Supplier<RegistryObject>>one(
            this::entity, this::componentModel, this::eventModel, this::link)
        .get();
  }

  Entity entity() {
    return random.coin() ? system() : component();
  }

  SystemEntity system() {
    return new SystemEntity(
        random.uuid(),
        random.text(),
        random.text(),
        random.text(),
        random.orNull(random::text),
        random.orNull(random::uuid),
        random.orNull(random::uuid),
        random.one(SystemConnectionState.values()),
        random.orNull(random::instant),
        status(),
        random.metadata(),
        random.instant(),
        random.instant(),
        random.number());
  }

  ComponentEntity component() {
    return new ComponentEntity(
        random.uuid(),
        random.text(),
        random.text(),
        random.orNull(random::text),
        random.uuid(),
        random.uuid(),
        random.one(ComponentConnectionState.values()),
        random.orNull(random::instant),
        status(),
        random.metadata(),
        random.instant(),
        random.instant(),
        random.number());
  }

  ComponentModel componentModel() {
    return new ComponentModel(
        random.uuid(),
        random.text(),
        random.orNull(random::text),
        random.text(),
        random.orNull(random::text),
        random.one(ComponentType.values()),
        random.coin(),
        status(),
        random.metadata(),
        random.instant(),
        random.instant(),
        random.number());
  }

  EventModel eventModel() {
    return new EventModel(
        random.uuid(),
        random.text(),
        random.orNull(random::text),
        random.one(EventType.values()),
        random.one(EventLevel.values()),
        random.one(EntityType.values()),
        random.coin(),
        random.orNull(random::text),
        status(),
        random.metadata(),
        random.instant(),
        random.instant(),
        random.number());
  }

  EventModelLink link() {
    return new EventModelLink(
        random.uuid(),
        random.text(),
        random.uuid(),
        random.uuid(),
        status(),
        random.instant(),
        random.instant(),
        random.number());
  }

  RegistryCommandMessage command() {
    RegistryCommand command =
        random
            .<Supplier<RegistryCommand>>one(
                () -> new RegistryCommand.Create(random.uuid(), draft()),
                () -> new RegistryCommand.Update(random.uuid(), draft()),
                () ->
                    new RegistryCommand.Delete(
                        random.uuid(),
                        random.one(ObjectType.values()),
                        random.coin(),
                        random.number()))
            .get();
    return new RegistryCommandMessage(random.uuid(), random.text(), command);
  }

  private Draft draft() {
    return random
        .<Supplier<Draft>>one(
            () ->
                new Draft.OfSystem(
                    maybe(random::text),
                    maybe(random::text),
                    maybe(random::text),
                    maybe(random::uuid),
                    maybe(random::uuid),
                    maybe(this::status),
                    random.metadataPatch()),
            () ->
                new Draft.OfComponent(
                    random.orNull(random::uuid),
                    random.orNull(random::uuid),
                    maybe(random::text),
                    maybe(random::text),
                    maybe(() -> random.one(ComponentConnectionState.values())),
                    maybe(this::status),
                    random.metadataPatch()),
            () ->
                new Draft.OfComponentModel(
                    maybe(random::text),
                    maybe(random::text),
                    maybe(random::text),
                    maybe(() -> random.one(ComponentType.values())),
                    maybe(random::coin),
                    maybe(this::status),
                    random.metadataPatch()),
            () ->
                new Draft.OfEventModel(
                    random.orNull(() -> random.one(EntityType.values())),
                    maybe(random::text),
                    maybe(() -> random.one(EventType.values())),
                    maybe(() -> random.one(EventLevel.values())),
                    maybe(random::coin),
                    maybe(random::text),
                    maybe(this::status),
                    random.metadataPatch()),
            () ->
                new Draft.OfEventModelLink(
                    random.orNull(random::uuid), random.orNull(random::uuid), maybe(this::status)))
        .get();
  }

  private Status status() {
    return random.one(Status.values());
  }

  private <T> Change<T> maybe(Supplier<T> value) {
    return random.coin() ? Change.keep() : Change.to(random.orNull(value));
  }
}
