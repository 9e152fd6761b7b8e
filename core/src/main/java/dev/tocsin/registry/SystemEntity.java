package dev.tocsin.registry;

import dev.tocsin.metadata.Metadata;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A system of a fleet, such as a building's energy management. {@code description}, {@code
 * locationUuid}, {@code ownerUuid} and {@code connectionStateUpdatedAt} may be null.
 */
public record SystemEntity(
    UUID uuid,
    String slug,
    String code,
    String name,
    String description,
    UUID locationUuid,
    UUID ownerUuid,
    SystemConnectionState connectionState,
    Instant connectionStateUpdatedAt,
    Status status,
    Metadata metadata,
    Instant createdAt,
    Instant updatedAt,
    long version)
    implements Entity {

  @Override
  public EntityType type() {
    return EntityType.SYSTEM;
  }

  @Override
  public UUID systemUuid() {
    return uuid;
  }

  @Override
  public Optional<CodeKey> codeKey() {
    return Optional.of(new CodeKey(getClass(), slug, code));
  }

  @Override
  public SystemEntity deleted(Instant now) {
    return new SystemEntity(
        uuid,
        slug,
        code,
        name,
        description,
        locationUuid,
        ownerUuid,
        connectionState,
        connectionStateUpdatedAt,
        status,
        metadata,
        createdAt,
        now,
        version + 1);
  }
}
