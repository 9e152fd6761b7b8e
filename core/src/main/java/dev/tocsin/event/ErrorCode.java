package dev.tocsin.event;

import dev.tocsin.registry.ObjectType;
import java.util.Locale;

/** Why an entry or a command was refused. On the wire a code is its name in lower case. */
public enum ErrorCode {
  VALIDATION_ERROR,
  EVENT_MODEL_DOES_NOT_EXIST,
  EVENT_MODEL_NOT_ACTIVATED,
  EVENT_MODEL_ENTITY_TYPE_MISMATCH,
  EVENT_MODEL_NOT_LINKED,
  SYSTEM_DOES_NOT_EXIST,
  COMPONENT_DOES_NOT_EXIST,
  ENTITY_ARCHIVED,
  EVENT_DOES_NOT_EXIST;

  /** Where an object of this type does not exist; null where devices never name one. */
  public static ErrorCode unknown(ObjectType type) {
    return switch (type) {
      case SYSTEM -> SYSTEM_DOES_NOT_EXIST;
      case COMPONENT -> COMPONENT_DOES_NOT_EXIST;
      case EVENT_MODEL -> EVENT_MODEL_DOES_NOT_EXIST;
      case COMPONENT_MODEL, EVENT_MODEL_LINK -> null;
    };
  }

  /** For example {@code event_model_does_not_exist}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
