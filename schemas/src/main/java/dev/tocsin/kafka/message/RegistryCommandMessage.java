package dev.tocsin.kafka.message;

import dev.tocsin.registry.RegistryCommand;
import java.util.UUID;

/** A user's command for the registry of a domain; the reply names it by its id. */
public record RegistryCommandMessage(UUID commandId, String slug, RegistryCommand command) {}
