package dev.tocsin.processor;

import dev.tocsin.event.EntryError;
import dev.tocsin.event.ErrorCode;
import dev.tocsin.event.FieldErrors;
import dev.tocsin.kafka.message.CommandReply;
import dev.tocsin.registry.RegistryDecision.Reason;

/** What a user is told whose command breaks the rules that devices' entries have to keep. */
final class CommandRefusal {
  private CommandRefusal() {}

  static CommandReply.Refused of(EntryError error) {
    Reason reason =
        switch (error.code()) {
          case VALIDATION_ERROR -> Reason.VALIDATION;
          case EVENT_MODEL_DOES_NOT_EXIST,
              SYSTEM_DOES_NOT_EXIST,
              COMPONENT_DOES_NOT_EXIST,
              EVENT_DOES_NOT_EXIST ->
              Reason.NOT_FOUND;
          case EVENT_MODEL_NOT_ACTIVATED,
              EVENT_MODEL_ENTITY_TYPE_MISMATCH,
              EVENT_MODEL_NOT_LINKED,
              ENTITY_ARCHIVED ->
              Reason.CONFLICT;
        };
    String message =
        error.code() == ErrorCode.VALIDATION_ERROR ? sentence(error.fields()) : error.message();
    return new CommandReply.Refused(reason, error.code(), message);
  }

  /**
   * The field errors as one text: {@code endTime: Not allowed …; endTime must not be before time.}
   */
  private static String sentence(FieldErrors fields) {
    StringBuilder text = new StringBuilder();
    fields
        .texts()
        .forEach(
            (field, texts) -> {
              text.append(text.isEmpty() ? "" : "; ");
              text.append(field.equals(FieldErrors.SCHEMA) ? "" : field + ": ");
              text.append(String.join(" ", texts));
            });
    return text.toString();
  }
}
