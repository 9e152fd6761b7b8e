package dev.tocsin.registry;

import dev.tocsin.metadata.Metadata;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The type of a component; event models can be limited to some. {@code code} and {@code
 * description} may be null.
 */
public record ComponentModel(
    UUID uuid,
    String slug,
    String code,
    String name,
    String description,
    ComponentType componentType,
    boolean isConnective,
    Status status,
    Metadata metadata,
    Instant createdAt,
    Instant updatedAt,
    long version)
    implements RegistryObject {

  @Override
  public Optional<CodeKey> codeKey() {
    return code == null ? Optional.empty() : Optional.of(new CodeKey(getClass(), slug, code));
  }

  @Override
  public ComponentModel deleted(Instant now) {
    return new ComponentModel(
        uuid,
        slug,
        code,
        name,
        description,
        componentType,
        isConnective,
        status,
        metadata,
        createdAt,
        now,
        version + 1);
  }
}
