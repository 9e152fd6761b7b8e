package dev.tocsin.registry;

import java.util.UUID;

/** What a user wants to happen in the registry of a domain. */
public sealed interface RegistryCommand {
  /** The object that is meant. */
  UUID uuid();

  /**
   * Makes an object; the sender chooses its uuid, so that a command that arrives twice has one
   * effect.
   */
  record Create(UUID uuid, Draft draft) implements RegistryCommand {}

  /** Changes what the draft gives. */
  record Update(UUID uuid, Draft draft) implements RegistryCommand {}

  /**
   * Removes an object and what cannot be without it.
   *
   * @param force remove it although others depend on it
   * @param activeEvents the ACTIVE events of an event model, as the sender counted them; 0 for
   *     other types
   */
  record Delete(UUID uuid, ObjectType type, boolean force, long activeEvents)
      implements RegistryCommand {}
}
