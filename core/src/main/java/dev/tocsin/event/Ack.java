package dev.tocsin.event;

import dev.tocsin.identity.NameUuid;
import java.time.Instant;
import java.util.UUID;

/** A user's acknowledgement of an event. A user acknowledges an event at most once. */
public record Ack(UUID userUuid, Instant time) {
  /** The acknowledgement's own uuid, which follows from the event and the user. */
  public UUID uuid(UUID eventUuid) {
    return NameUuid.of(eventUuid, userUuid.toString());
  }
}
