package dev.tocsin.registry;

import dev.tocsin.registry.RegistryDecision.Reason;
import dev.tocsin.registry.RegistryDecision.Refused;

/** Ends the deciding of one command from within; it never leaves {@link RegistryRules}. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Refused decision;

  private Refusal(Reason reason, String message) {
    // A refusal is an answer, not a fault: nobody reads its stack.
    super(message, null, false, false);
    this.decision = new Refused(reason, message);
  }

  static Refusal invalid(String message) {
    return new Refusal(Reason.VALIDATION, message);
  }

  static Refusal notFound(String message) {
    return new Refusal(Reason.NOT_FOUND, message);
  }

  static Refusal conflict(String message) {
    return new Refusal(Reason.CONFLICT, message);
  }

  Refused decision() {
    return decision;
  }
}
