package dev.tocsin.registry;

import dev.tocsin.metadata.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A component of a system, such as a smart meter. {@code name} and {@code connectionStateUpdatedAt}
 * may be null.
 */
public record ComponentEntity(
    UUID uuid,
    String slug,
    String code,
    String name,
    UUID systemUuid,
    UUID componentModelUuid,
    ComponentConnectionState connectionState,
    Instant connectionStateUpdatedAt,
    Status status,
    Metadata metadata,
    Instant createdAt,
    Instant updatedAt,
    long version)
    implements Entity {

  @Override
  public EntityType type() {
    return EntityType.COMPONENT;
  }

  @Override
  public Optional<CodeKey> codeKey() {
    return Optional.of(new CodeKey(getClass(), systemUuid.toString(), code));
  }

  @Override
  public List<UUID> parents() {
    return List.of(systemUuid, componentModelUuid);
  }

  @Override
  public ComponentEntity deleted(Instant now) {
    return new ComponentEntity(
        uuid,
        slug,
        code,
        name,
        systemUuid,
        componentModelUuid,
        connectionState,
        connectionStateUpdatedAt,
        status,
        metadata,
        createdAt,
        now,
        version + 1);
  }
}
