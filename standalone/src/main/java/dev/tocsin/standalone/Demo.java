package dev.tocsin.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/**
 * A story against a running Tocsin: an energy management system reports an overload, its smart
 * meter a malfunction, an operator acknowledges both, and two mistakes are answered.
 */
public final class Demo {

  private static final String EVENT = "/events/[^/]+$";
  private static final String STATE = "/events/[^/]+/state$";
  private static final String ACK = "/events/[^/]+/ack$";
  private static final String OVERLOAD = "energy-overload-model";
  private static final String MALFUNCTION = "smart-meter-malfunction-event";

  private final DemoGraphQl graphql;
  private final DemoMqtt mqtt;
  private final PrintStream out;

  /** By the clock, so that each run raises events of its own; in the contract's microseconds. */
  private final Instant now = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.MICROS);

  private int step;

  private Demo(DemoGraphQl graphql, DemoMqtt mqtt, PrintStream out) {
    this.graphql = graphql;
    this.mqtt = mqtt;
    this.out = out;
  }

  public static void main(String[] arguments) {
    Logging.configure();
    try {
      var settings = StandaloneSettings.from(System.getenv());
      var graphql =
          new DemoGraphQl(
              URI.create("http://" + settings.http().address() + "/graphql"), System.out);
      try (var mqtt = new DemoMqtt(settings.mqtt(), System.out)) {
        new Demo(graphql, mqtt, System.out).play();
      }
    } catch (CannotStart | DemoFailure e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    // The HTTP client's threads would let the process linger.
    System.exit(0);
  }

  private void play() {
    step("Which domain is this?");
    String slug = graphql.ask("{ currentDomain { slug } }").path("slug").asText();
    String root = "drivr/v1/" + slug;

    step("Two blueprints for events: an overload of a system, a malfunction of a component");
    eventModel(OVERLOAD, "SINGLE_POINT", "SYSTEM");
    String malfunction = eventModel(MALFUNCTION, "RANGED", "COMPONENT");

    step("An energy management system with a smart meter");
    String code = Long.toString(now.toEpochMilli(), Character.MAX_RADIX);
    String system =
        uuid(
            "mutation { createSystem(code: \"ems-%s\", name: \"Energy management system\") { uuid code } }"
                .formatted(code));
    String meter =
        uuid(
            "mutation { createComponent(code: \"smart-meter-v2\", name: \"Smart meter\", systemUuid: \"%s\", componentModelUuid: \"%s\") { uuid code } }"
                .formatted(system, componentModel()));

    step("A subscriber listens to both, and to what is wrong with their input");
    String systemInput = root + "/input/event/s/" + system;
    String meterInput = root + "/input/event/c/" + meter;
    mqtt.subscribe(root + "/systems/" + system + "/#");
    mqtt.subscribe(systemInput + "/+/error");
    mqtt.subscribe(meterInput + "/+/error");

    step("The system reports an overload");
    mqtt.publish(
        systemInput + "/json",
        "{\"eventModelCode\": \"%s\", \"time\": \"%s\"}".formatted(OVERLOAD, now));
    String overload = event(mqtt.await(EVENT, STATE).getFirst().getTopic().toString());

    step("The operator acknowledges it");
    acknowledge(overload);

    step("A mistake: eventModel is no field of an event");
    mqtt.publish(
        systemInput + "/json",
        "{\"eventModel\": \"%s\", \"time\": \"%s\"}".formatted(OVERLOAD, now));
    mqtt.await("/json/error$");

    step("The smart meter reports a malfunction, which goes on");
    mqtt.publish(
        meterInput + "/json",
        "{\"eventModelUuid\": \"%s\", \"time\": \"%s\"}".formatted(malfunction, now));
    String broken = event(mqtt.await(EVENT, STATE).getFirst().getTopic().toString());

    step("The malfunction ends: the same model and time again, with an end");
    mqtt.publish(
        meterInput + "/json",
        "{\"eventModelUuid\": \"%s\", \"time\": \"%s\", \"endTime\": \"%s\"}"
            .formatted(malfunction, now, now.plusSeconds(90)));
    mqtt.await(EVENT, STATE);

    step("The operator acknowledges that one too");
    acknowledge(broken);

    step("Another mistake: there is no event model 'en'");
    mqtt.publish(
        meterInput + "/json", "{\"eventModelCode\": \"en\", \"time\": \"%s\"}".formatted(now));
    mqtt.await("/json/error$");

    step("Two at once, as MessagePack");
    var batch = List.of(malfunctionAt(now.plusSeconds(120)), malfunctionAt(now.plusSeconds(240)));
    mqtt.publish(
        meterInput + "/msgpack",
        messagePack(batch),
        "(" + batch.size() + " entries) " + json(batch));
    mqtt.await(EVENT, EVENT, STATE, STATE);

    step("What the operator sees in the end");
    graphql.ask(
        "{ events(entityUuid: \"%s\") { items { uuid time endTime status acknowledged eventModel { code } } } }"
            .formatted(meter));
    out.println();
    out.println("That was all of it: every answer came.");
  }

  private void acknowledge(String event) {
    graphql.ask("mutation { ackEvent(uuid: \"%s\") { ok } }".formatted(event));
    mqtt.await(ACK, EVENT);
  }

  /** The model of that code: of an earlier run, or new. */
  private String eventModel(String code, String eventType, String entityType) {
    JsonNode known =
        graphql.ask("{ eventModels(code: [\"%s\"]) { items { uuid } } }".formatted(code));
    if (!known.path("items").isEmpty()) {
      return known.at("/items/0/uuid").asText();
    }
    return uuid(
        "mutation { createEventModel(code: \"%s\", eventType: %s, eventLevel: ERROR, entityType: %s) { uuid code status eventType eventLevel entityType } }"
            .formatted(code, eventType, entityType));
  }

  private String componentModel() {
    JsonNode known = graphql.ask("{ componentModels(code: \"smart-meter\") { items { uuid } } }");
    if (!known.path("items").isEmpty()) {
      return known.at("/items/0/uuid").asText();
    }
    return uuid(
        "mutation { createComponentModel(code: \"smart-meter\", name: \"Smart meter\", componentType: DEVICE) { uuid code } }");
  }

  private String uuid(String mutation) {
    return graphql.ask(mutation).path("uuid").asText();
  }

  private static String event(String topic) {
    return topic.substring(topic.lastIndexOf('/') + 1);
  }

  private static Map<String, String> malfunctionAt(Instant time) {
    return Map.of("eventModelCode", MALFUNCTION, "time", time.toString());
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] messagePack(Object value) {
    try {
      return new ObjectMapper(new MessagePackFactory()).writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void step(String title) {
    out.println();
    out.println(++step + ". " + title);
  }
}
