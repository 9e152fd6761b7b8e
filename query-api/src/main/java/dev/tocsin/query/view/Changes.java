package dev.tocsin.query.view;

import dev.tocsin.event.EventChange;
import dev.tocsin.registry.RegistryChange;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Some changes in the order of their topics. Of each object only the last one counts. */
final class Changes {
  private final Map<UUID, EventChange> events = new LinkedHashMap<>();
  private final Map<UUID, RegistryChange<?>> registry = new LinkedHashMap<>();

  void add(EventChange change) {
    events.put(change.event().uuid(), change);
  }

  void add(RegistryChange<?> change) {
    registry.put(change.object().uuid(), change);
  }

  Collection<EventChange> events() {
    return events.values();
  }

  Collection<RegistryChange<?>> registry() {
    return registry.values();
  }
}
