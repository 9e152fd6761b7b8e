package dev.tocsin.registry;

import dev.tocsin.registry.RegistryCommand.Create;
import dev.tocsin.registry.RegistryCommand.Delete;
import dev.tocsin.registry.RegistryCommand.Update;
import dev.tocsin.registry.RegistryDecision.Accepted;
import dev.tocsin.time.InstantText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Decides what a command does to a domain's registry. Nothing is stored or sent here. */
public final class RegistryRules {
  private final Catalog catalog;

  public RegistryRules(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Decides a command of a user of the domain. Objects of other domains are as if they did not
   * exist.
   */
  public RegistryDecision decide(String slug, RegistryCommand command, Instant clock) {
    Instant now = InstantText.toMicros(clock);
    try {
      return switch (command) {
        case Create create -> create(slug, create, now);
        case Update update -> update(slug, update, now);
        case Delete delete -> delete(slug, delete, now);
      };
    } catch (Refusal refusal) {
      return refusal.decision();
    }
  }

  private Accepted create(String slug, Create command, Instant now) {
    ObjectType type = typeOf(command.draft());
    var existing = catalog.find(type.type(), command.uuid());
    if (existing.isPresent()) {
      return new Accepted(existing.get(), List.of());
    }
    RegistryObject object = new DraftRules(slug, now).create(command.uuid(), command.draft());
    switch (object) {
      case ComponentEntity component -> {
        require(slug, ObjectType.SYSTEM, component.systemUuid());
        require(slug, ObjectType.COMPONENT_MODEL, component.componentModelUuid());
      }
      case EventModelLink link -> checkLink(slug, link);
      case SystemEntity system -> {}
      case ComponentModel model -> {}
      case EventModel model -> {}
    }
    checkCode(object, type);
    return new Accepted(object, List.of(new RegistryChange<>(ChangeType.CREATED, object, null)));
  }

  private Accepted update(String slug, Update command, Instant now) {
    ObjectType type = typeOf(command.draft());
    RegistryObject old = require(slug, type, command.uuid());
    RegistryObject next = new DraftRules(slug, now).update(old, command.draft());
    checkCode(next, type);
    if (isSame(old, next)) {
      return new Accepted(old, List.of());
    }
    return new Accepted(
        next, List.of(new RegistryChange<>(ChangeType.UPDATED, next, old.status())));
  }

  private Accepted delete(String slug, Delete command, Instant now) {
    RegistryObject object = require(slug, command.type(), command.uuid());
    List<RegistryObject> gone = new ArrayList<>();
    gone.add(object);
    switch (object) {
      case SystemEntity system ->
          gone.addAll(catalog.childrenOf(system.uuid(), ComponentEntity.class));
      case ComponentModel model -> {
        List<ComponentEntity> components = catalog.childrenOf(model.uuid(), ComponentEntity.class);
        if (!components.isEmpty() && !command.force()) {
          throw Refusal.conflict(
              "The component model has "
                  + components.size()
                  + (components.size() == 1 ? " component" : " components")
                  + "; force deletes them too.");
        }
        gone.addAll(components);
        gone.addAll(catalog.childrenOf(model.uuid(), EventModelLink.class));
      }
      case EventModel model -> {
        if (command.activeEvents() > 0 && !command.force()) {
          throw Refusal.conflict(
              "The event model has "
                  + command.activeEvents()
                  + (command.activeEvents() == 1 ? " ACTIVE event" : " ACTIVE events")
                  + "; force deletes all its events.");
        }
        gone.addAll(catalog.childrenOf(model.uuid(), EventModelLink.class));
      }
      case ComponentEntity component -> {}
      case EventModelLink link -> {}
    }
    List<RegistryChange<?>> changes = new ArrayList<>();
    for (RegistryObject each : gone) {
      changes.add(new RegistryChange<>(ChangeType.DELETED, each.deleted(now), each.status()));
    }
    return new Accepted(changes.getFirst().object(), changes);
  }

  private void checkLink(String slug, EventModelLink link) {
    EventModel model = (EventModel) require(slug, ObjectType.EVENT_MODEL, link.eventModelUuid());
    require(slug, ObjectType.COMPONENT_MODEL, link.prototypeUuid());
    if (model.entityType() == EntityType.SYSTEM) {
      throw Refusal.invalid("An event model of systems cannot be linked to a component model.");
    }
    boolean linked =
        catalog.childrenOf(model.uuid(), EventModelLink.class).stream()
            .anyMatch(other -> other.prototypeUuid().equals(link.prototypeUuid()));
    if (linked) {
      throw Refusal.conflict("The event model is already linked to this component model.");
    }
  }

  private void checkCode(RegistryObject object, ObjectType type) {
    object
        .codeKey()
        .ifPresent(
            key -> {
              boolean taken =
                  catalog.findByCode(key).filter(other -> !other.equals(object.uuid())).isPresent();
              if (taken) {
                throw Refusal.conflict(
                    "There is another " + type.noun() + " with the code " + key.code() + ".");
              }
            });
  }

  private RegistryObject require(String slug, ObjectType type, UUID uuid) {
    return catalog
        .find(type.type(), uuid)
        .filter(object -> object.slug().equals(slug))
        .map(RegistryObject.class::cast)
        .orElseThrow(() -> Refusal.unknown(type, uuid));
  }

  private static ObjectType typeOf(Draft draft) {
    return switch (draft) {
      case Draft.OfSystem d -> ObjectType.SYSTEM;
      case Draft.OfComponent d -> ObjectType.COMPONENT;
      case Draft.OfComponentModel d -> ObjectType.COMPONENT_MODEL;
      case Draft.OfEventModel d -> ObjectType.EVENT_MODEL;
      case Draft.OfEventModelLink d -> ObjectType.EVENT_MODEL_LINK;
    };
  }

  /**
   * Whether only the version and the time of the update tell the two apart; both are equal once
   * deleted together.
   */
  private static boolean isSame(RegistryObject old, RegistryObject next) {
    return old.deleted(next.updatedAt()).equals(next);
  }
}
