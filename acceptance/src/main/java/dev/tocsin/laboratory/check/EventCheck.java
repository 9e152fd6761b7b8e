package dev.tocsin.laboratory.check;

import dev.tocsin.laboratory.load.Command;
import dev.tocsin.laboratory.load.Command.Kind;
import dev.tocsin.laboratory.load.ExpectedEvent;
import dev.tocsin.laboratory.load.Input;
import dev.tocsin.laboratory.load.Judgement.Effect;
import dev.tocsin.laboratory.load.Ledger;
import dev.tocsin.laboratory.load.Reference;
import dev.tocsin.laboratory.load.Sent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether each event's changes are those that were asked for, each of them once, in order. */
record EventCheck(
    Ledger ledger,
    Reference reference,
    Observation observation,
    InputCheck inputs,
    Findings findings) {

  void check() {
    Map<String, List<Change>> all = observation.changes();
    all.forEach(
        (uuid, changes) -> {
          ExpectedEvent expected = reference.events().get(uuid);
          if (expected == null) {
            findings.wrong("an event that nobody has raised: " + changes);
          } else {
            checkSteps(changes);
            checkLast(expected, changes.getLast());
            checkHeard(changes);
          }
        });
    for (ExpectedEvent expected : reference.events().values()) {
      checkEffects(expected, all.getOrDefault(expected.uuid(), List.of()));
    }
    ledger.commands().forEach(command -> checkCommand(command, all));
  }

  /** Each change is one version on, and adds one thing. */
  private void checkSteps(List<Change> changes) {
    Change before = null;
    for (Change change : changes) {
      long version = before == null ? 1 : before.version() + 1;
      if (change.version() < version) {
        findings.twice("after " + before + " comes " + change);
      } else if (change.version() > version) {
        findings.lost("between " + before + " and " + change);
      }
      Set<String> added = new HashSet<>(change.metadata().keySet());
      int acks = change.acks();
      if (before != null) {
        added.removeAll(before.metadata().keySet());
        acks -= before.acks();
      }
      boolean deleted = change.type().equals("DELETED");
      if (added.size() + acks + (deleted ? 1 : 0) != 1) {
        findings.wrong("a change that adds not one thing: " + before + ", then " + change);
      }
      String type = type(before, change, deleted, acks > 0);
      if (!change.type().equals(type)) {
        findings.wrong("a change that is not called " + type + ": " + change);
      }
      before = change;
    }
  }

  private static String type(Change before, Change change, boolean deleted, boolean acked) {
    if (deleted) {
      return "DELETED";
    } else if (before == null) {
      return "CREATED";
    } else if (acked) {
      return "ACKNOWLEDGED";
    }
    return "ACTIVE".equals(before.status()) && change.endTime() != null ? "RESOLVED" : "UPDATED";
  }

  private void checkLast(ExpectedEvent expected, Change last) {
    if (!last.entity().equals(expected.thing().uuid()) || !last.time().equals(expected.time())) {
      findings.wrong("an event of another thing or time: " + last);
    }
    Optional<Instant> end =
        Stream.concat(
                expected.effects().stream()
                    .filter(effect -> last.metadata().containsKey(effect.marker()))
                    .map(Effect::endTime),
                commandsOf(expected.uuid(), Kind.UPDATE)
                    .filter(command -> last.metadata().containsKey("c" + command.number()))
                    .map(Command::endTime))
            .filter(Objects::nonNull)
            .findFirst();
    if (!Objects.equals(last.endTime(), end.orElse(null))) {
      findings.wrong("an event that should end at %s: %s".formatted(end.orElse(null), last));
    }
    String status =
        !expected.blueprint().isRanged() ? null : end.isPresent() ? "RESOLVED" : "ACTIVE";
    if (!Objects.equals(last.status(), status)) {
      findings.wrong("an event that should be %s: %s".formatted(status, last));
    }
  }

  /** Every message that is certain has left its marker, with its value; and no other has. */
  private void checkEffects(ExpectedEvent expected, List<Change> changes) {
    Map<String, Object> last = changes.isEmpty() ? Map.of() : changes.getLast().metadata();
    Set<String> unexplained = new HashSet<>(last.keySet());
    for (Effect effect : expected.effects()) {
      Sent sent = ledger.withNumber(Input.numberOf(effect.marker())).orElseThrow();
      unexplained.remove(effect.marker());
      Object value = last.get(effect.marker());
      if (value == null) {
        boolean refused =
            inputs.mayMissItsEvent(effect) && !observation.refusals(sent.input().mark()).isEmpty();
        if (ledger.isCertain(sent) && !refused) {
          findings.lost("%s is not in %s: %s".formatted(effect.marker(), changes, sent));
        }
      } else if (!value.equals(Change.plain(effect.value()))) {
        findings.wrong("%s is %s: %s".formatted(effect.marker(), value, sent));
      }
    }
    unexplained.removeIf(key -> key.startsWith("c"));
    if (!unexplained.isEmpty()) {
      findings.wrong("nobody has sent " + unexplained + " to " + changes);
    }
  }

  private void checkCommand(Command command, Map<String, List<Change>> all) {
    List<Change> changes = all.getOrDefault(command.event(), List.of());
    boolean happened =
        switch (command.kind()) {
          case CREATE, UPDATE ->
              changes.stream()
                  .anyMatch(change -> change.metadata().containsKey("c" + command.number()));
          case ACKNOWLEDGE -> changes.stream().anyMatch(change -> change.acks() > 0);
          case DELETE -> changes.stream().anyMatch(change -> change.type().equals("DELETED"));
        };
    switch (command.outcome()) {
      case UNKNOWN -> {}
      case REFUSED -> findings.wrong("a command that should be taken: " + command);
      case UNAVAILABLE -> {
        if (happened && command.kind() != Kind.ACKNOWLEDGE) {
          findings.wrong("it was not taken and has its effect: " + command);
        }
      }
      case DONE -> {
        if (!happened) {
          findings.lost("the effect of " + command + " on " + changes);
        }
      }
    }
    if (changes.stream().anyMatch(change -> change.acks() > 1)) {
      findings.twice("one user's acknowledgements: " + changes);
    }
  }

  private Stream<Command> commandsOf(String event, Kind kind) {
    return ledger.commands().stream()
        .filter(command -> command.event().equals(event) && command.kind() == kind);
  }

  /** Whatever changed was told over MQTT, at least once. */
  private void checkHeard(List<Change> changes) {
    if (ledger.brokerMayHaveLost()) {
      return;
    }
    for (Change change : unheard(changes)) {
      findings.lost("over MQTT nobody heard of " + change);
    }
  }

  private List<Change> unheard(List<Change> changes) {
    List<Change> unheard = new ArrayList<>();
    for (Change change : changes) {
      if (!change.type().equals("DELETED")
          && !ledger.hasHeard(change.event(), change.metadata().size())) {
        unheard.add(change);
      }
    }
    return unheard;
  }

  boolean isAllHeard() {
    return ledger.brokerMayHaveLost()
        || observation.changes().values().stream().allMatch(changes -> unheard(changes).isEmpty());
  }
}
