package dev.tocsin.event;

import java.util.Optional;
import java.util.UUID;

/** The events that the rules may look up. */
@FunctionalInterface
public interface Events {
  /** The event of this entity; empty for another entity's event too. */
  Optional<Event> event(UUID entityUuid, UUID eventUuid);
}
