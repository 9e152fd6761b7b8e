package dev.tocsin.processor;

import dev.tocsin.registry.Entity;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.Registry;
import dev.tocsin.registry.RegistryChange;
import dev.tocsin.registry.RegistryObject;
import dev.tocsin.registry.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What a task knows of the registry: its own entities, and the event models and links of every
 * domain.
 *
 * <p>Every input asks for a model, and models are few. So they are kept in memory beside their
 * store, from which the memory is filled when the task starts; a task that fails starts again from
 * what was committed.
 */
final class LocalRegistry implements Registry {
  static final String ENTITIES = "entities";
  static final String MODELS = "event-models";

  private final KeyValueStore<UUID, RegistryChange<Entity>> entities;
  private final KeyValueStore<UUID, RegistryChange<? extends RegistryObject>> models;

  private final Map<UUID, RegistryObject> byUuid = new HashMap<>();
  private final Map<Code, EventModel> byCode = new HashMap<>();
  private final Map<Link, EventModelLink> links = new HashMap<>();

  private record Code(String slug, String code) {}

  private record Link(UUID eventModelUuid, UUID prototypeUuid) {}

  LocalRegistry(ProcessorContext<?, ?> context) {
    this.entities = context.getStateStore(ENTITIES);
    this.models = context.getStateStore(MODELS);
    try (KeyValueIterator<UUID, RegistryChange<? extends RegistryObject>> all = models.all()) {
      while (all.hasNext()) {
        KeyValue<UUID, RegistryChange<? extends RegistryObject>> entry = all.next();
        remember(entry.value.object());
      }
    }
  }

  static StoreBuilder<KeyValueStore<UUID, RegistryChange<Entity>>> entityStore(
      Serde<RegistryChange<Entity>> serde) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(ENTITIES), Serdes.UUID(), serde);
  }

  static StoreBuilder<KeyValueStore<UUID, RegistryChange<? extends RegistryObject>>> modelStore(
      Serde<RegistryChange<? extends RegistryObject>> serde) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(MODELS), Serdes.UUID(), serde);
  }

  @Override
  public Optional<Entity> entity(UUID uuid) {
    return Optional.ofNullable(entities.get(uuid)).map(RegistryChange::object);
  }

  @Override
  public Optional<EventModel> eventModel(UUID uuid) {
    return Optional.ofNullable(byUuid.get(uuid))
        .filter(EventModel.class::isInstance)
        .map(EventModel.class::cast);
  }

  @Override
  public Optional<EventModel> eventModel(String slug, String code) {
    return Optional.ofNullable(byCode.get(new Code(slug, code)));
  }

  @Override
  public boolean isLinked(UUID eventModelUuid, UUID componentModelUuid) {
    EventModelLink link = links.get(new Link(eventModelUuid, componentModelUuid));
    return link != null && link.status() == Status.ACTIVATED;
  }

  void learnEntity(RegistryChange<Entity> change) {
    UUID uuid = change.object().uuid();
    if (change.isDeletion()) {
      entities.delete(uuid);
    } else {
      entities.put(uuid, change);
    }
  }

  void learnModel(RegistryChange<? extends RegistryObject> change) {
    UUID uuid = change.object().uuid();
    forget(byUuid.remove(uuid));
    if (change.isDeletion()) {
      models.delete(uuid);
    } else {
      models.put(uuid, change);
      remember(change.object());
    }
  }

  private void remember(RegistryObject object) {
    byUuid.put(object.uuid(), object);
    if (object instanceof EventModel model && model.code() != null) {
      byCode.put(new Code(model.slug(), model.code()), model);
    } else if (object instanceof EventModelLink link) {
      links.put(new Link(link.eventModelUuid(), link.prototypeUuid()), link);
    }
  }

  private void forget(RegistryObject object) {
    if (object instanceof EventModel model && model.code() != null) {
      // Another model may have taken the code already: then it is not this one's to remove.
      byCode.remove(new Code(model.slug(), model.code()), model);
    } else if (object instanceof EventModelLink link) {
      links.remove(new Link(link.eventModelUuid(), link.prototypeUuid()), link);
    }
  }
}
