package dev.tocsin.event;

import dev.tocsin.registry.EntityType;
import java.time.Instant;
import java.util.UUID;

/**
 * A command with what its sender said about where it belongs.
 *
 * @param slug the domain of the topic or of the caller
 * @param entityType what the entity is said to be; null where the sender does not say, as in
 *     GraphQL
 * @param arrivedAt the time of an event whose sender gives none
 */
public record EventRequest(
    String slug, EntityType entityType, UUID entityUuid, Instant arrivedAt, EventCommand command) {}
