package dev.tocsin.registry;

import dev.tocsin.metadata.Metadata;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The blueprint of a kind of event: how grave it is, whether it has an end, what it happens to.
 * {@code code} and {@code message} may be null. With {@code limitToPrototypes} only components
 * whose model is linked to it may raise it.
 */
public record EventModel(
    UUID uuid,
    String slug,
    String code,
    EventType eventType,
    EventLevel eventLevel,
    EntityType entityType,
    boolean limitToPrototypes,
    String message,
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
  public EventModel deleted(Instant now) {
    return new EventModel(
        uuid,
        slug,
        code,
        eventType,
        eventLevel,
        entityType,
        limitToPrototypes,
        message,
        status,
        metadata,
        createdAt,
        now,
        version + 1);
  }
}
