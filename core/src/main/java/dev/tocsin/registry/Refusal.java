package dev.tocsin.registry;

import dev.tocsin.registry.RegistryDecision.Reason;
import dev.tocsin.registry.RegistryDecision.Refused;
import java.util.UUID;

/** Ends the deciding of one command from within; it never leaves {@link RegistryRules}. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Refused decision;

  private Refusal(Refused decision) {
    // A refusal is an answer, not a fault: nobody reads its stack.
    super(decision.message(), null, false, false);
    this.decision = decision;
  }

  static Refusal invalid(String message) {
    return new Refusal(new Refused(Reason.VALIDATION, null, message));
  }

  static Refusal unknown(ObjectType type, UUID uuid) {
    return new Refusal(Refused.unknown(type, uuid));
  }

  static Refusal conflict(String message) {
    return new Refusal(new Refused(Reason.CONFLICT, null, message));
  }

  Refused decision() {
    return decision;
  }
}
