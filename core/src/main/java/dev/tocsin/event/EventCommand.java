package dev.tocsin.event;

import java.util.UUID;

/** What somebody wants to happen to an event. */
public sealed interface EventCommand permits Entry, EventCommand.Acknowledge, EventCommand.Delete {
  /** A user has seen the event. */
  record Acknowledge(UUID eventUuid, UUID userUuid) implements EventCommand {}

  /** The event shall be gone everywhere. */
  record Delete(UUID eventUuid) implements EventCommand {}
}
