package dev.tocsin.registry;

import java.util.List;

/** What the rules make of a registry command. */
public sealed interface RegistryDecision {
  /**
   * The command takes effect.
   *
   * @param object the object that the command named, as it is now or, deleted, as it last was
   * @param changes that object's change first, then those that follow from it; empty where nothing
   *     changes
   */
  record Accepted(RegistryObject object, List<RegistryChange<?>> changes)
      implements RegistryDecision {
    public Accepted {
      changes = List.copyOf(changes);
    }
  }

  /** The command breaks a rule; the message is a sentence. */
  record Refused(Reason reason, String message) implements RegistryDecision {}

  /** Why a command is refused. */
  enum Reason {
    /** The command makes no sense by itself. */
    VALIDATION,
    /** Something that it names does not exist in the domain. */
    NOT_FOUND,
    /** It does not fit what exists. */
    CONFLICT
  }
}
