package dev.tocsin.registry;

import dev.tocsin.metadata.MetadataPatch;
import java.util.UUID;

/**
 * What a user wants an object to be, to create it or to change it. Its type says what kind of
 * object is meant. Creating, a field that is not given has its default; changing, it keeps its
 * value.
 */
public sealed interface Draft {

  record OfSystem(
      Change<String> code,
      Change<String> name,
      Change<String> description,
      Change<UUID> locationUuid,
      Change<UUID> ownerUuid,
      Change<Status> status,
      MetadataPatch metadata)
      implements Draft {}

  /** {@code systemUuid} and {@code componentModelUuid} count when creating only. */
  record OfComponent(
      UUID systemUuid,
      UUID componentModelUuid,
      Change<String> code,
      Change<String> name,
      Change<ComponentConnectionState> connectionState,
      Change<Status> status,
      MetadataPatch metadata)
      implements Draft {}

  record OfComponentModel(
      Change<String> code,
      Change<String> name,
      Change<String> description,
      Change<ComponentType> componentType,
      Change<Boolean> isConnective,
      Change<Status> status,
      MetadataPatch metadata)
      implements Draft {}

  /** {@code entityType} counts when creating only. */
  record OfEventModel(
      EntityType entityType,
      Change<String> code,
      Change<EventType> eventType,
      Change<EventLevel> eventLevel,
      Change<Boolean> limitToPrototypes,
      Change<String> message,
      Change<Status> status,
      MetadataPatch metadata)
      implements Draft {}

  /** {@code eventModelUuid} and {@code prototypeUuid} count when creating only. */
  record OfEventModelLink(UUID eventModelUuid, UUID prototypeUuid, Change<Status> status)
      implements Draft {}
}
