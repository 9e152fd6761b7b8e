package dev.tocsin.registry;

import dev.tocsin.metadata.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Allows components of one component model, the prototype, to raise events of one event model. */
public record EventModelLink(
    UUID uuid,
    String slug,
    UUID eventModelUuid,
    UUID prototypeUuid,
    Status status,
    Instant createdAt,
    Instant updatedAt,
    long version)
    implements RegistryObject {

  @Override
  public Metadata metadata() {
    return Metadata.NONE;
  }

  @Override
  public List<UUID> parents() {
    return List.of(eventModelUuid, prototypeUuid);
  }

  @Override
  public EventModelLink deleted(Instant now) {
    return new EventModelLink(
        uuid, slug, eventModelUuid, prototypeUuid, status, createdAt, now, version + 1);
  }
}
