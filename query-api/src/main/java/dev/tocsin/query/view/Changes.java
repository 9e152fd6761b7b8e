package dev.tocsin.query.view;

import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.registry.RegistryChange;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Some changes in the order of their topics. Of each object only the last one counts. */
final class Changes {
  private final Map<UUID, EventChange> events = new LinkedHashMap<>();
  private final Set<UUID> deletedEvents = new HashSet<>();
  private final Map<UUID, RegistryChange<?>> registry = new LinkedHashMap<>();

  void add(EventChange change) {
    UUID uuid = change.event().uuid();
    events.put(uuid, change);
    if (change.type() == EventChangeType.DELETED) {
      deletedEvents.add(uuid);
    }
  }

  void add(RegistryChange<?> change) {
    registry.put(change.object().uuid(), change);
  }

  Collection<EventChange> events() {
    return events.values();
  }

  /**
   * The events that were deleted, those too that were raised again since: what is raised again
   * counts its versions from 1 and is not to be measured by the versions of before.
   */
  Set<UUID> deletedEvents() {
    return deletedEvents;
  }

  Collection<RegistryChange<?>> registry() {
    return registry.values();
  }
}
