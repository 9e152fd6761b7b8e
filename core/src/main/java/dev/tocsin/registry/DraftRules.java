package dev.tocsin.registry;

import static dev.tocsin.registry.FieldRules.required;

import dev.tocsin.metadata.Metadata;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes the next version of an object from a draft: a new one from its defaults, an existing one
 * from itself.
 */
final class DraftRules {
  private final String slug;
  private final Instant now;

  DraftRules(String slug, Instant now) {
    this.slug = slug;
    this.now = now;
  }

  RegistryObject create(UUID uuid, Draft draft) {
    return switch (draft) {
      case Draft.OfSystem d -> system(blankSystem(uuid), d);
      case Draft.OfComponent d -> component(blankComponent(uuid, d), d);
      case Draft.OfComponentModel d -> componentModel(blankComponentModel(uuid), d);
      case Draft.OfEventModel d -> eventModel(blankEventModel(uuid, d), d);
      case Draft.OfEventModelLink d -> link(blankLink(uuid, d), d);
    };
  }

  RegistryObject update(RegistryObject existing, Draft draft) {
    return switch (existing) {
      case SystemEntity system when draft instanceof Draft.OfSystem d -> system(system, d);
      case ComponentEntity component when draft instanceof Draft.OfComponent d ->
          component(component, d);
      case ComponentModel model when draft instanceof Draft.OfComponentModel d ->
          componentModel(model, d);
      case EventModel model when draft instanceof Draft.OfEventModel d -> eventModel(model, d);
      case EventModelLink link when draft instanceof Draft.OfEventModelLink d -> link(link, d);
      default -> throw new IllegalArgumentException("draft: of another type than the object");
    };
  }

  private SystemEntity system(SystemEntity old, Draft.OfSystem draft) {
    return new SystemEntity(
        old.uuid(),
        slug,
        FieldRules.requiredCode(draft.code().overRequired(old.code())),
        FieldRules.requiredName(draft.name().overRequired(old.name())),
        FieldRules.prose("description", draft.description().over(old.description())),
        draft.locationUuid().over(old.locationUuid()),
        draft.ownerUuid().over(old.ownerUuid()),
        old.connectionState(),
        old.connectionStateUpdatedAt(),
        draft.status().overRequired(old.status()),
        FieldRules.metadata(old.metadata(), draft.metadata()),
        old.createdAt(),
        now,
        old.version() + 1);
  }

  private ComponentEntity component(ComponentEntity old, Draft.OfComponent draft) {
    ComponentConnectionState state = draft.connectionState().overRequired(old.connectionState());
    return new ComponentEntity(
        old.uuid(),
        slug,
        FieldRules.requiredCode(draft.code().overRequired(old.code())),
        FieldRules.name(draft.name().over(old.name())),
        old.systemUuid(),
        old.componentModelUuid(),
        state,
        state == old.connectionState() ? old.connectionStateUpdatedAt() : now,
        draft.status().overRequired(old.status()),
        FieldRules.metadata(old.metadata(), draft.metadata()),
        old.createdAt(),
        now,
        old.version() + 1);
  }

  private ComponentModel componentModel(ComponentModel old, Draft.OfComponentModel draft) {
    return new ComponentModel(
        old.uuid(),
        slug,
        FieldRules.code(draft.code().over(old.code())),
        FieldRules.requiredName(draft.name().overRequired(old.name())),
        FieldRules.prose("description", draft.description().over(old.description())),
        required("componentType", draft.componentType().overRequired(old.componentType())),
        draft.isConnective().overRequired(old.isConnective()),
        draft.status().overRequired(old.status()),
        FieldRules.metadata(old.metadata(), draft.metadata()),
        old.createdAt(),
        now,
        old.version() + 1);
  }

  private EventModel eventModel(EventModel old, Draft.OfEventModel draft) {
    boolean limited = draft.limitToPrototypes().overRequired(old.limitToPrototypes());
    if (limited && old.entityType() == EntityType.SYSTEM) {
      throw Refusal.invalid(
          "limitToPrototypes is for event models of components: systems have no prototypes.");
    }
    return new EventModel(
        old.uuid(),
        slug,
        FieldRules.code(draft.code().over(old.code())),
        required("eventType", draft.eventType().overRequired(old.eventType())),
        draft.eventLevel().overRequired(old.eventLevel()),
        old.entityType(),
        limited,
        FieldRules.prose("message", draft.message().over(old.message())),
        draft.status().overRequired(old.status()),
        FieldRules.metadata(old.metadata(), draft.metadata()),
        old.createdAt(),
        now,
        old.version() + 1);
  }

  private EventModelLink link(EventModelLink old, Draft.OfEventModelLink draft) {
    return new EventModelLink(
        old.uuid(),
        slug,
        old.eventModelUuid(),
        old.prototypeUuid(),
        draft.status().overRequired(old.status()),
        old.createdAt(),
        now,
        old.version() + 1);
  }

  // The blanks are version 0: an object before anything was said about it.

  private SystemEntity blankSystem(UUID uuid) {
    return new SystemEntity(
        uuid,
        slug,
        null,
        null,
        null,
        null,
        null,
        SystemConnectionState.UNDEFINED,
        null,
        Status.ACTIVATED,
        Metadata.NONE,
        now,
        now,
        0);
  }

  private ComponentEntity blankComponent(UUID uuid, Draft.OfComponent draft) {
    return new ComponentEntity(
        uuid,
        slug,
        null,
        null,
        required("systemUuid", draft.systemUuid()),
        required("componentModelUuid", draft.componentModelUuid()),
        ComponentConnectionState.UNDEFINED,
        null,
        Status.ACTIVATED,
        Metadata.NONE,
        now,
        now,
        0);
  }

  private ComponentModel blankComponentModel(UUID uuid) {
    return new ComponentModel(
        uuid, slug, null, null, null, null, false, Status.ACTIVATED, Metadata.NONE, now, now, 0);
  }

  private EventModel blankEventModel(UUID uuid, Draft.OfEventModel draft) {
    return new EventModel(
        uuid,
        slug,
        null,
        null,
        EventLevel.INFO,
        required("entityType", draft.entityType()),
        false,
        null,
        Status.ACTIVATED,
        Metadata.NONE,
        now,
        now,
        0);
  }

  private EventModelLink blankLink(UUID uuid, Draft.OfEventModelLink draft) {
    return new EventModelLink(
        uuid,
        slug,
        required("eventModelUuid", draft.eventModelUuid()),
        required("prototypeUuid", draft.prototypeUuid()),
        Status.ACTIVATED,
        now,
        now,
        0);
  }
}
