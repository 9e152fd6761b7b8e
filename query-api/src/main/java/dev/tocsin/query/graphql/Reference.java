package dev.tocsin.query.graphql;

import java.util.UUID;

/** An object of a domain, by its uuid. */
public record Reference(String slug, UUID uuid) {}
