package dev.tocsin.query.view;

import dev.tocsin.metadata.Metadata;
import dev.tocsin.registry.Status;
import java.time.Instant;
import java.util.UUID;

/**
 * A user, as far as this service knows. {@code name}, {@code email} and {@code updatedAt} may be
 * null.
 */
public record Account(
    UUID uuid,
    String slug,
    String name,
    String email,
    Status status,
    Metadata metadata,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  /** A user of whom nothing but the uuid is known. */
  public static Account unknown(UUID uuid, String slug) {
    return new Account(
        uuid, slug, null, null, Status.ACTIVATED, Metadata.NONE, Instant.EPOCH, null, 0);
  }
}
