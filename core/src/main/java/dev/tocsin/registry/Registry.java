package dev.tocsin.registry;

import java.util.Optional;
import java.util.UUID;

/**
 * What the rules for events may look up: what an event happens to, and what kind of event it is.
 */
public interface Registry {
  /** The entity, of any domain. */
  Optional<Entity> entity(UUID uuid);

  /** The event model, of any domain. */
  Optional<EventModel> eventModel(UUID uuid);

  /** The event model with this code in the domain. */
  Optional<EventModel> eventModel(String slug, String code);

  /**
   * Whether an ACTIVATED link allows components of the model to raise events of the event model.
   */
  boolean isLinked(UUID eventModelUuid, UUID componentModelUuid);
}
