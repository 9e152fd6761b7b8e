package dev.tocsin.event;

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

  /** For example {@code event_model_does_not_exist}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
