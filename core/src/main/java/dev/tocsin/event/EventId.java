package dev.tocsin.event;

import dev.tocsin.identity.NameUuid;
import dev.tocsin.time.InstantText;
import java.time.Instant;
import java.util.UUID;

/**
 * The identity of an event that was raised by model: the same entity, model and time are the same
 * event, however often a device says so. The uuid is the version 5 UUID, in the namespace {@link
 * NameUuid#TOCSIN}, of {@code entity/model/time}, for example {@code
 * 792b6149-…/c867ee9d-…/2025-05-09T13:28:42.611276+00:00}.
 */
public final class EventId {
  private EventId() {}

  public static UUID of(UUID entityUuid, UUID eventModelUuid, Instant time) {
    return NameUuid.of(
        NameUuid.TOCSIN, entityUuid + "/" + eventModelUuid + "/" + InstantText.withOffset(time));
  }
}
