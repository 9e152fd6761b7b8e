package dev.tocsin.laboratory.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.laboratory.GraphQl;
import dev.tocsin.laboratory.load.Command.Kind;
import dev.tocsin.laboratory.load.Command.Outcome;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An operator at work: one command after the other, none of them twice. What is not answered stays
 * in the ledger as unknown.
 */
final class Operator {
  private static final Instant FIRST = Instant.parse("2025-11-01T00:00:00Z");

  private final GraphQl graphQl;
  private final Fleet fleet;
  private final Reference reference;
  private final Ledger ledger;
  private final Random random;
  private final List<String> own = new ArrayList<>();
  private int number;

  Operator(GraphQl graphQl, Fleet fleet, Reference reference, Ledger ledger, Random random) {
    this.graphQl = graphQl;
    this.fleet = fleet;
    this.reference = reference;
    this.ledger = ledger;
    this.random = random;
  }

  /** Gives the next command and returns once it is answered, or given up. */
  void act() {
    number++;
    int dice = random.nextInt(10);
    if (own.isEmpty() || dice < 4) {
      create();
    } else if (dice < 7) {
      update(own.get(random.nextInt(own.size())));
    } else if (dice < 9) {
      acknowledge();
    } else {
      String event = own.remove(random.nextInt(own.size()));
      run(new Command(Kind.DELETE, event, number, null), "deleteEvent(uuid: \"%s\") { ok }", event);
    }
  }

  private void create() {
    Thing thing = fleet.known().getFirst();
    Blueprint blueprint = fleet.active(thing, true);
    Instant time = FIRST.plusSeconds(number);
    String event = EventUuid.of(thing.uuid(), blueprint.uuid(), time);
    reference.expectCommanded(event, thing, blueprint, time);
    Outcome outcome =
        run(
            new Command(Kind.CREATE, event, number, null),
            "createEvent(entityUuid: \"%s\", eventModelUuid: \"%s\", time: \"%s\", %s) { uuid }",
            thing.uuid(),
            blueprint.uuid(),
            time,
            metadata());
    if (outcome == Outcome.DONE) {
      own.add(event);
    }
  }

  private void update(String event) {
    Instant end = random.nextInt(4) == 0 ? Reference.COMMANDED_END : null;
    run(
        new Command(Kind.UPDATE, event, number, end),
        "updateEvent(uuid: \"%s\", %s%s) { uuid }",
        event,
        metadata(),
        end == null ? "" : ", endTime: \"" + end + "\"");
  }

  private void acknowledge() {
    List<String> heard = ledger.heardEvents();
    heard.retainAll(reference.events().keySet());
    heard.removeIf(event -> reference.events().get(event).isCommanded());
    String event =
        heard.isEmpty() || random.nextBoolean()
            ? own.get(random.nextInt(own.size()))
            : heard.get(random.nextInt(heard.size()));
    run(new Command(Kind.ACKNOWLEDGE, event, number, null), "ackEvent(uuid: \"%s\") { ok }", event);
  }

  private String metadata() {
    return "metadataKeyValueStore: [{key: \"%s\", value: {integer: %d}}]"
        .formatted(Command.marker(number), number);
  }

  private Outcome run(Command command, String mutation, Object... arguments) {
    ledger.add(command);
    try {
      JsonNode answer = graphQl.ask("mutation { " + mutation.formatted(arguments) + " }");
      command.answered(outcome(answer), answer.toString());
    } catch (UncheckedIOException e) {
      command.answered(Outcome.UNKNOWN, e.getMessage());
    }
    return command.outcome();
  }

  private static Outcome outcome(JsonNode answer) {
    if (!answer.path("errors").isEmpty()) {
      return switch (answer.at("/errors/0/extensions/classification").asText()) {
        case "TIMEOUT" -> Outcome.UNKNOWN;
        case "UNAVAILABLE" -> Outcome.UNAVAILABLE;
        default -> Outcome.REFUSED;
      };
    }
    return answer.path("data").isObject() ? Outcome.DONE : Outcome.REFUSED;
  }
}
