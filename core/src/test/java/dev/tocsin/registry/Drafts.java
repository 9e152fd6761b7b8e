package dev.tocsin.registry;

import dev.tocsin.metadata.MetadataPatch;
import java.util.UUID;

/** Drafts that give little and leave the rest to its default or as it is. */
final class Drafts {
  private Drafts() {}

  static Draft.OfSystem system(Change<String> code, Change<String> name) {
    return new Draft.OfSystem(
        code, name, Change.keep(), Change.keep(), Change.keep(), Change.keep(), MetadataPatch.NONE);
  }

  static Draft.OfSystem system(String code) {
    return system(Change.to(code), Change.to("A system"));
  }

  static Draft.OfComponent component(UUID system, UUID model, Change<String> code) {
    return new Draft.OfComponent(
        system, model, code, Change.keep(), Change.keep(), Change.keep(), MetadataPatch.NONE);
  }

  static Draft.OfComponent connection(ComponentConnectionState state) {
    return new Draft.OfComponent(
        null,
        null,
        Change.keep(),
        Change.keep(),
        Change.to(state),
        Change.keep(),
        MetadataPatch.NONE);
  }

  static Draft.OfComponentModel componentModel(Change<String> code) {
    return new Draft.OfComponentModel(
        code,
        Change.to("A component model"),
        Change.keep(),
        Change.to(ComponentType.DEVICE),
        Change.keep(),
        Change.keep(),
        MetadataPatch.NONE);
  }

  static Draft.OfEventModel eventModel(EntityType entityType, Change<String> code) {
    return eventModel(entityType, code, Change.to(EventType.RANGED), Change.keep());
  }

  static Draft.OfEventModel eventModel(
      EntityType entityType,
      Change<String> code,
      Change<EventType> eventType,
      Change<Boolean> limitToPrototypes) {
    return new Draft.OfEventModel(
        entityType,
        code,
        eventType,
        Change.keep(),
        limitToPrototypes,
        Change.keep(),
        Change.keep(),
        MetadataPatch.NONE);
  }

  static Draft.OfEventModelLink link(UUID eventModel, UUID prototype) {
    return new Draft.OfEventModelLink(eventModel, prototype, Change.keep());
  }
}
