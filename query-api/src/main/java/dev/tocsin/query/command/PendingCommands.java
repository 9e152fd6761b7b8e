package dev.tocsin.query.command;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The commands that wait for their answers, a bounded number. Thread-safe. */
final class PendingCommands {
  private final Map<UUID, PendingCommand> commands = new ConcurrentHashMap<>();
  private final Semaphore room;

  PendingCommands(int most) {
    room = new Semaphore(most);
  }

  /** Empty where there is no room for another one. */
  Optional<PendingCommand> add(UUID commandId) {
    if (!room.tryAcquire()) {
      return Optional.empty();
    }
    PendingCommand command = new PendingCommand();
    commands.put(commandId, command);
    return Optional.of(command);
  }

  Optional<PendingCommand> find(UUID commandId) {
    return Optional.ofNullable(commands.get(commandId));
  }

  void remove(UUID commandId) {
    if (commands.remove(commandId) != null) {
      room.release();
    }
  }

  int size() {
    return commands.size();
  }
}
