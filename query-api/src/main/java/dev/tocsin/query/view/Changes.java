package dev.tocsin.query.view;

import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.registry.RegistryChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** The same, each object by itself. */
  List<Changes> apart() {
    List<Changes> all = new ArrayList<>();
    events.forEach(
        (uuid, change) -> {
          Changes one = new Changes();
          one.events.put(uuid, change);
          if (deletedEvents.contains(uuid)) {
            one.deletedEvents.add(uuid);
          }
          all.add(one);
        });
    registry
        .values()
        .forEach(
            change -> {
              Changes one = new Changes();
              one.add(change);
              all.add(one);
            });
    return all;
  }

  /** Names the objects. */
  @Override
  public String toString() {
    return events.isEmpty() ? "objects " + registry.keySet() : "events " + events.keySet();
  }
}
