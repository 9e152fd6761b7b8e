package dev.tocsin.query;

import java.util.UUID;

/**
 * Who asks: a user of a domain.
 *
 * @param slug the domain, which is all that the user sees
 * @param email null where it is not known
 */
public record Caller(UUID userUuid, String name, String email, String slug) {}
