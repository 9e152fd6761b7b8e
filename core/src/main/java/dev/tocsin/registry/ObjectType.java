package dev.tocsin.registry;

/** The kinds of registry objects, as a user names them in a deletion. */
public enum ObjectType {
  SYSTEM(SystemEntity.class, "system"),
  COMPONENT(ComponentEntity.class, "component"),
  COMPONENT_MODEL(ComponentModel.class, "component model"),
  EVENT_MODEL(EventModel.class, "event model"),
  EVENT_MODEL_LINK(EventModelLink.class, "event model link");

  private final Class<? extends RegistryObject> type;
  private final String noun;

  ObjectType(Class<? extends RegistryObject> type, String noun) {
    this.type = type;
    this.noun = noun;
  }

  public Class<? extends RegistryObject> type() {
    return type;
  }

  /** How a sentence names it, for example {@code component model}. */
  String noun() {
    return noun;
  }
}
