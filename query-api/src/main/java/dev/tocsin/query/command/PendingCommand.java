package dev.tocsin.query.command;

import dev.tocsin.kafka.message.CommandReply.Accepted;
import dev.tocsin.kafka.message.CommandReply.EventAccepted;
import dev.tocsin.kafka.message.CommandReply.InForce;
import dev.tocsin.kafka.message.CommandReply.Outcome;
import dev.tocsin.kafka.message.CommandReply.Refused;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A command that has not been answered in full. The answers may come in any order, and more than
 * once. Thread-safe.
 */
final class PendingCommand {
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final Set<Integer> inForce = new HashSet<>();
  private Accepted accepted;

  /** Done once the command is refused, or accepted and in force everywhere. */
  CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  synchronized void answer(Outcome answer) {
    switch (answer) {
      case Refused refused -> outcome.complete(refused);
      case EventAccepted event -> outcome.complete(event);
      case Accepted registry -> accepted = registry;
      case InForce part -> inForce.add(part.partition());
    }
    if (accepted != null && inForce.size() >= accepted.awaits()) {
      outcome.complete(accepted);
    }
  }
}
