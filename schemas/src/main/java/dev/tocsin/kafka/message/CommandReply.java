package dev.tocsin.kafka.message;

import dev.tocsin.event.ErrorCode;
import dev.tocsin.event.Event;
import dev.tocsin.registry.RegistryDecision;
import dev.tocsin.registry.RegistryObject;
import java.util.UUID;

/**
 * What became of a command. A command is answered once with {@link Accepted}, {@link EventAccepted}
 * or {@link Refused}; a registry command that was accepted is in force once as many {@link InForce}
 * as it awaits have come too.
 *
 * @param slug the domain that the command is for
 */
public record CommandReply(UUID commandId, String slug, Outcome outcome) {

  /** One answer to a command. */
  public sealed interface Outcome {}

  /**
   * A registry command took effect.
   *
   * @param object the object that it named, as it is now or, deleted, as it last was
   * @param awaits how many partitions will say that it is in force there
   */
  public record Accepted(RegistryObject object, int awaits) implements Outcome {}

  /** An event command took effect; the event is as it is now or, deleted, as it last was. */
  public record EventAccepted(Event event) implements Outcome {}

  /**
   * The command broke a rule.
   *
   * @param code the MQTT error for the same fault, null where there is none
   * @param message a sentence
   */
  public record Refused(RegistryDecision.Reason reason, ErrorCode code, String message)
      implements Outcome {}

  /** What the command changed is in force in this partition. */
  public record InForce(int partition) implements Outcome {}
}
