package dev.tocsin.query.view;

import dev.tocsin.event.Ack;
import dev.tocsin.event.Event;
import java.time.Instant;
import java.util.UUID;

/** A user's acknowledgement together with the event that it is of. */
public record EventAck(UUID uuid, UUID eventUuid, UUID userUuid, Instant time) {
  public static EventAck of(Event event, Ack ack) {
    return new EventAck(ack.uuid(event.uuid()), event.uuid(), ack.userUuid(), ack.time());
  }
}
