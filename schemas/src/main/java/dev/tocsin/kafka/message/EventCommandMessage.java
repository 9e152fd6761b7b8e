package dev.tocsin.kafka.message;

import dev.tocsin.event.EventRequest;
import java.util.UUID;

/** A user's command for an event; the reply names it by its id. */
public record EventCommandMessage(UUID commandId, EventRequest request) {}
