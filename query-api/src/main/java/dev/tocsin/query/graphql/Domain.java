package dev.tocsin.query.graphql;

import dev.tocsin.identity.NameUuid;
import dev.tocsin.registry.Status;
import java.time.Instant;
import java.util.UUID;

/**
 * A domain as clients see it. Domains are settings, not records: the slug is all there is, and they
 * have been there since time began.
 */
public record Domain(String slug) {
  public UUID uuid() {
    return NameUuid.ofDomain(slug);
  }

  public String name() {
    return slug;
  }

  public Status status() {
    return Status.ACTIVATED;
  }

  public Instant createdAt() {
    return Instant.EPOCH;
  }

  /** Nobody owns it. */
  public UUID ownerUuid() {
    return null;
  }

  /** It never changes. */
  public Instant updatedAt() {
    return null;
  }
}
