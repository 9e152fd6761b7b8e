package dev.tocsin.query.view;

import java.time.Instant;
import java.util.UUID;

/** A user's acknowledgement together with the event that it is of. */
public record EventAck(UUID uuid, UUID eventUuid, UUID userUuid, Instant time) {}
