package dev.tocsin.processor;

import dev.tocsin.registry.Catalog;
import dev.tocsin.registry.CodeKey;
import dev.tocsin.registry.RegistryChange;
import dev.tocsin.registry.RegistryObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * All registry objects of a task's domains, by uuid, with an index by code and by parent.
 *
 * <p>An index key is {@code c}, the type, the scope and the code between zero bytes, or {@code p},
 * the parent's uuid and the child's.
 */
final class RegistryStore implements Catalog {
  static final String OBJECTS = "registry-objects";
  static final String INDEX = "registry-index";

  private final KeyValueStore<UUID, RegistryChange<? extends RegistryObject>> objects;
  private final KeyValueStore<Bytes, UUID> index;

  RegistryStore(ProcessorContext<?, ?> context) {
    this.objects = context.getStateStore(OBJECTS);
    this.index = context.getStateStore(INDEX);
  }

  static StoreBuilder<KeyValueStore<UUID, RegistryChange<? extends RegistryObject>>> objects(
      Serde<RegistryChange<? extends RegistryObject>> serde) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(OBJECTS), Serdes.UUID(), serde);
  }

  static StoreBuilder<KeyValueStore<Bytes, UUID>> index() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(INDEX), Serdes.Bytes(), Serdes.UUID());
  }

  @Override
  public <T extends RegistryObject> Optional<T> find(Class<T> type, UUID uuid) {
    return object(uuid).filter(type::isInstance).map(type::cast);
  }

  @Override
  public Optional<UUID> findByCode(CodeKey key) {
    return Optional.ofNullable(index.get(codeKey(key)));
  }

  @Override
  public <T extends RegistryObject> List<T> childrenOf(UUID parent, Class<T> type) {
    List<T> children = new ArrayList<>();
    try (KeyValueIterator<Bytes, UUID> found =
        index.prefixScan(Bytes.wrap(parentPrefix(parent, 17).array()), new BytesSerializer())) {
      while (found.hasNext()) {
        find(type, found.next().value).ifPresent(children::add);
      }
    }
    return children;
  }

  /** Keeps what a change made of its object. */
  void apply(RegistryChange<? extends RegistryObject> change) {
    RegistryObject object = change.object();
    object(object.uuid()).ifPresent(this::removeFromIndex);
    if (change.isDeletion()) {
      objects.delete(object.uuid());
    } else {
      objects.put(object.uuid(), change);
      addToIndex(object);
    }
  }

  private Optional<RegistryObject> object(UUID uuid) {
    return Optional.ofNullable(objects.get(uuid)).map(RegistryChange::object);
  }

  private void addToIndex(RegistryObject object) {
    object.codeKey().ifPresent(key -> index.put(codeKey(key), object.uuid()));
    object.parents().forEach(parent -> index.put(childKey(parent, object), object.uuid()));
  }

  private void removeFromIndex(RegistryObject object) {
    object.codeKey().ifPresent(key -> index.delete(codeKey(key)));
    object.parents().forEach(parent -> index.delete(childKey(parent, object)));
  }

  private static Bytes codeKey(CodeKey key) {
    String text = "c" + key.type().getSimpleName() + "\0" + key.scope() + "\0" + key.code();
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Bytes childKey(UUID parent, RegistryObject child) {
    return Bytes.wrap(
        parentPrefix(parent, 33)
            .putLong(child.uuid().getMostSignificantBits())
            .putLong(child.uuid().getLeastSignificantBits())
            .array());
  }

  private static ByteBuffer parentPrefix(UUID parent, int capacity) {
    return ByteBuffer.allocate(capacity)
        .put((byte) 'p')
        .putLong(parent.getMostSignificantBits())
        .putLong(parent.getLeastSignificantBits());
  }
}
