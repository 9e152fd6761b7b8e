package dev.tocsin.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A registry in memory, where changes take effect at once. */
final class ShelfCatalog implements Catalog {
  private final Map<UUID, RegistryObject> objects = new LinkedHashMap<>();

  void apply(RegistryChange<?> change) {
    if (change.isDeletion()) {
      objects.remove(change.object().uuid());
    } else {
      objects.put(change.object().uuid(), change.object());
    }
  }

  @Override
  public <T extends RegistryObject> Optional<T> find(Class<T> type, UUID uuid) {
    return Optional.ofNullable(objects.get(uuid)).filter(type::isInstance).map(type::cast);
  }

  @Override
  public Optional<UUID> findByCode(CodeKey key) {
    return objects.values().stream()
        .filter(object -> object.codeKey().filter(key::equals).isPresent())
        .map(RegistryObject::uuid)
        .findFirst();
  }

  @Override
  public <T extends RegistryObject> List<T> childrenOf(UUID parent, Class<T> type) {
    return objects.values().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(object -> object.parents().contains(parent))
        .toList();
  }
}
