package dev.tocsin.registry;

import java.util.List;
import java.util.UUID;

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

  /**
   * The command breaks a rule.
   *
   * @param unknown what it names that does not exist; null for every other reason
   * @param message a sentence
   */
  record Refused(Reason reason, ObjectType unknown, String message) implements RegistryDecision {
    /** The domain has no such object. */
    public static Refused unknown(ObjectType type, UUID uuid) {
      return new Refused(
          Reason.NOT_FOUND, type, "There is no " + type.noun() + " with the uuid " + uuid + ".");
    }
  }

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
