package dev.tocsin.event;

import java.util.List;

/** What the rules make of a request. */
public sealed interface Decision {
  /** The event changes; this is to be stored and told. */
  record Changed(EventChange change) implements Decision {}

  /** The event is already as it was asked to be; nothing is to be told. */
  record Unchanged(Event event) implements Decision {}

  /** The request breaks rules: all of them, in the order of checking. */
  record Refused(List<EntryError> errors) implements Decision {
    public Refused {
      errors = List.copyOf(errors);
    }
  }
}
