package dev.tocsin.registry;

import dev.tocsin.metadata.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a domain registers: its systems, components, component models, event models and their links.
 */
public sealed interface RegistryObject permits Entity, ComponentModel, EventModel, EventModelLink {
  UUID uuid();

  /** The domain. An object is visible in its own domain only. */
  String slug();

  Status status();

  Metadata metadata();

  Instant createdAt();

  Instant updatedAt();

  /** Counts the changes of this object, from 1. A reader keeps the highest version it has seen. */
  long version();

  /** What its code must be unique in; empty where it has no code. */
  default Optional<CodeKey> codeKey() {
    return Optional.empty();
  }

  /** The objects that it belongs to and cannot outlive. */
  default List<UUID> parents() {
    return List.of();
  }

  /**
   * The object as it is deleted: one version on, so that its deletion is newer than all that came
   * before.
   */
  RegistryObject deleted(Instant now);
}
