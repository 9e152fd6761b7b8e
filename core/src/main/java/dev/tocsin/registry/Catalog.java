package dev.tocsin.registry;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the rules for the registry may look up: all objects of all domains that share a writer. */
public interface Catalog {
  /** The object with this uuid, where it is of this type. */
  <T extends RegistryObject> Optional<T> find(Class<T> type, UUID uuid);

  /** The object that has this code. */
  Optional<UUID> findByCode(CodeKey key);

  /** The objects of a type that name this one as a parent. */
  <T extends RegistryObject> List<T> childrenOf(UUID parent, Class<T> type);
}
