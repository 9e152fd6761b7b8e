package dev.tocsin.event;

import dev.tocsin.metadata.Metadata;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventModel;
import java.util.UUID;

/**
 * One reason why an entry or a command was refused.
 *
 * @param message a sentence; null for a {@link ErrorCode#VALIDATION_ERROR}
 * @param fields what is wrong with which field; empty for every other code
 */
public record EntryError(ErrorCode code, String message, FieldErrors fields) {
  private static final int LONGEST_ECHO = 128;

  static EntryError validation(FieldErrors fields) {
    return new EntryError(ErrorCode.VALIDATION_ERROR, null, fields);
  }

  static EntryError noModelWithCode(String code) {
    return of(
        ErrorCode.EVENT_MODEL_DOES_NOT_EXIST,
        "An event model with the code " + echo(code) + " does not exist");
  }

  static EntryError noModelWithUuid(UUID uuid) {
    return of(
        ErrorCode.EVENT_MODEL_DOES_NOT_EXIST,
        "An event model with the uuid " + uuid + " does not exist");
  }

  static EntryError modelNotActivated(EventModel model) {
    return of(
        ErrorCode.EVENT_MODEL_NOT_ACTIVATED,
        "The event model with the uuid " + model.uuid() + " is not activated");
  }

  static EntryError modelIsFor(EventModel model) {
    return of(
        ErrorCode.EVENT_MODEL_ENTITY_TYPE_MISMATCH,
        "The event model with the uuid "
            + model.uuid()
            + (model.entityType() == EntityType.SYSTEM
                ? " is for systems, not for components"
                : " is for components, not for systems"));
  }

  static EntryError modelNotLinked(EventModel model, UUID componentModelUuid) {
    return of(
        ErrorCode.EVENT_MODEL_NOT_LINKED,
        "The event model with the uuid "
            + model.uuid()
            + " is not linked to the component model with the uuid "
            + componentModelUuid);
  }

  static EntryError noEntity(EntityType type, UUID uuid) {
    return type == EntityType.COMPONENT
        ? of(
            ErrorCode.COMPONENT_DOES_NOT_EXIST,
            "A component with the uuid " + uuid + " does not exist")
        : of(ErrorCode.SYSTEM_DOES_NOT_EXIST, "A system with the uuid " + uuid + " does not exist");
  }

  static EntryError entityArchived(EntityType type, UUID uuid) {
    return of(
        ErrorCode.ENTITY_ARCHIVED,
        "The "
            + (type == EntityType.SYSTEM ? "system" : "component")
            + " with the uuid "
            + uuid
            + " is archived");
  }

  /** The entries before this one in its message have had as much written as a message may. */
  public static EntryError tooMuchWritten() {
    return validation(
        FieldErrors.of(
            "metadata",
            "The message's entries before this one wrote more than "
                + Metadata.MAX_BYTES_A_MESSAGE
                + " bytes."));
  }

  public static EntryError noEvent(UUID uuid) {
    return of(ErrorCode.EVENT_DOES_NOT_EXIST, "An event with the uuid " + uuid + " does not exist");
  }

  private static EntryError of(ErrorCode code, String message) {
    return new EntryError(code, message, FieldErrors.NONE);
  }

  /** What the sender wrote, short enough that an answer never outgrows its question by much. */
  static String echo(String text) {
    if (text.length() <= LONGEST_ECHO) {
      return text;
    }
    // Half of a surrogate pair would be no text.
    int end =
        Character.isHighSurrogate(text.charAt(LONGEST_ECHO - 1)) ? LONGEST_ECHO - 1 : LONGEST_ECHO;
    return text.substring(0, end) + "…";
  }
}
